import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  fsyncSync,
  lstatSync,
  openSync,
  readdirSync,
  readlinkSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync
} from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'

// Every file is written to a temporary file next to it, flushed and renamed: a kill, a power loss or a full disk
// leaves either all of the old bytes or all of the new ones. A library alone isn't enough: write-file-atomic 7 and
// atomically 2.1 take a short write on a full disk for a complete one, and neither supports streaming.

/** Mode and owner of the written file. */
export interface PlaceOptions {
  /** The mode of a new file. */
  mode: number
  /** An existing file keeps its mode and, where the system allows it, its owner. */
  isModeKept: boolean
}

/** A file of Deskline's own: readable by its owner only, whatever its mode was before. */
export const ownFile: PlaceOptions = { mode: 0o600, isModeKept: false }
/** A file that the user chose, such as an export: private if it is new. */
export const chosenFile: PlaceOptions = { mode: 0o600, isModeKept: true }
/** A file that other programs read as well. */
export const sharedFile: PlaceOptions = { mode: 0o644, isModeKept: true }

// Not derived from the file's name, which may already have the maximum length.
const partName = (): string => `.deskline-${randomUUID()}.part`
// Libraries add temporary files whose names start with the part's name.
const isPartName = (name: string): boolean => /^\.deskline-[\da-f-]{36}\.part/.test(name)

/** The target of a symbolic link, even a dangling one: the link stays, its target is replaced. */
function targetOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // The path doesn't exist, or it is a dangling link.
  }
  try {
    if (lstatSync(path).isSymbolicLink()) return resolve(dirname(path), readlinkSync(path))
  } catch {
    // The path doesn't exist.
  }
  return path
}

/** Flushes the folder's entries to the disk, where the system supports it (Windows doesn't). Never throws. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // The file's bytes are written regardless.
  }
}

function putInPlace(part: string, target: string, { mode, isModeKept }: PlaceOptions): void {
  const former = isModeKept ? statSync(target, { throwIfNoEntry: false }) : undefined
  if (former !== undefined) {
    try {
      chownSync(part, former.uid, former.gid)
    } catch {
      // Only root may change a file's owner.
    }
  }
  chmodSync(part, former === undefined ? mode : former.mode & 0o7777)
  renameSync(part, target)
  syncFolder(dirname(target))
}

function writeWhole(path: string, bytes: Uint8Array): void {
  const handle = openSync(path, 'wx', 0o600)
  try {
    for (let at = 0; at < bytes.length; at += writeSync(handle, bytes, at));
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/**
 * Creates or replaces the file at `path`. Throws file system errors; the file is unchanged then, and no temporary
 * file is left.
 */
export function writeAtomicSync(path: string, data: string | Uint8Array, place: PlaceOptions): void {
  replaceAtomicSync(path, place, (part) =>
    writeWhole(part, typeof data === 'string' ? Buffer.from(data) : data)
  )
}

/**
 * Like {@link writeAtomicSync}, but `write` creates and flushes the file at the given path. `beforeReplace` runs once
 * the new bytes are on the disk and before the old ones are replaced.
 */
export function replaceAtomicSync(
  path: string,
  place: PlaceOptions,
  write: (partPath: string) => void,
  beforeReplace: () => void = () => undefined
): void {
  const target = targetOf(path)
  const part = join(dirname(target), partName())
  try {
    write(part)
    beforeReplace()
    putInPlace(part, target, place)
  } catch (failure) {
    rmSync(part, { force: true })
    throw failure
  }
}

/**
 * Like {@link writeAtomicSync}, for streamed bytes: `write` creates the file at the given path and resolves once it
 * is complete. After an error, which is rethrown, the file is unchanged.
 */
export async function writeAtomic<T>(
  path: string,
  place: PlaceOptions,
  write: (partPath: string) => Promise<T>
): Promise<T> {
  const target = targetOf(path)
  const part = join(dirname(target), partName())
  try {
    const written = await write(part)
    const file = await open(part, 'r+')
    try {
      await file.sync()
    } finally {
      await file.close()
    }
    putInPlace(part, target, place)
    return written
  } catch (failure) {
    await rm(part, { force: true }).catch(() => undefined)
    throw failure
  }
}

/** Removes temporary files of killed writes from `folder`. No write may be running in it. Never throws. */
export function removeParts(folder: string): void {
  try {
    for (const name of readdirSync(folder)) if (isPartName(name)) rmSync(join(folder, name), { force: true })
  } catch {
    // They are small, and the next start tries again.
  }
}
