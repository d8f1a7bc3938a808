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

// Every file is written beside its place, flushed and renamed: a kill, a power loss or a full disk leaves all of the
// old bytes or all of the new ones. Not by a library alone: write-file-atomic 7 and atomically 2.1 take a short write on
// a full disk for a whole one, and neither writes a file whose bytes come piece by piece.

/** How the file's place looks afterwards. */
export interface PlaceOptions {
  /** The mode of a new file. */
  mode: number
  /** A file that was there keeps its mode and, where the system allows it, its owner. */
  isModeKept: boolean
}

/** A file of Deskline's own: only its owner may read it, whatever it was before. */
export const ownFile: PlaceOptions = { mode: 0o600, isModeKept: false }
/** A file that the user chose, such as an export: private when it is new. */
export const chosenFile: PlaceOptions = { mode: 0o600, isModeKept: true }
/** A file that other programs read as well. */
export const sharedFile: PlaceOptions = { mode: 0o644, isModeKept: true }

// Not made of the file's name: that may have all the bytes a name can have.
const partName = (): string => `.deskline-${randomUUID()}.part`
// Writers make temporary files of their own beside it, whose names begin the same.
const isPartName = (name: string): boolean => /^\.deskline-[\da-f-]{36}\.part/.test(name)

/** Where a symbolic link leads, also when nothing is there yet: the link stays, its target is replaced. */
function targetOf(path: string): string {
  try {
    return realpathSync(path)
  } catch {
    // Nothing is there, or the link leads to nothing.
  }
  try {
    if (lstatSync(path).isSymbolicLink()) return resolve(dirname(path), readlinkSync(path))
  } catch {
    // Nothing is there.
  }
  return path
}

/** Writes the names in `folder` to the disk, where the system can (Windows can't). Never throws. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // The bytes are written all the same.
  }
}

function putInPlace(part: string, target: string, { mode, isModeKept }: PlaceOptions): void {
  const former = isModeKept ? statSync(target, { throwIfNoEntry: false }) : undefined
  if (former !== undefined) {
    try {
      chownSync(part, former.uid, former.gid)
    } catch {
      // Only root may give a file away.
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
 * Replaces the file at `path`, or makes it. Throws what the file system throws; then the file is as it was, and
 * nothing else is left.
 */
export function writeAtomicSync(path: string, data: string | Uint8Array, place: PlaceOptions): void {
  replaceAtomicSync(path, place, (part) =>
    writeWhole(part, typeof data === 'string' ? Buffer.from(data) : data)
  )
}

/**
 * As {@link writeAtomicSync}, where `write` makes the file at the path it is given and flushes it. `beforeReplace`
 * runs when the new bytes are on the disk and the old ones still in place.
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
 * As {@link writeAtomicSync}, for bytes that come piece by piece: `write` makes the file at the path it is given,
 * and returns once all of it is written. After an error, which is rethrown, the file is as it was.
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

/** Removes what a kill in the middle of a write left in `folder`, which no write may be under way in. Never throws. */
export function removeParts(folder: string): void {
  try {
    for (const name of readdirSync(folder)) if (isPartName(name)) rmSync(join(folder, name), { force: true })
  } catch {
    // They are small, and the next start tries again.
  }
}
