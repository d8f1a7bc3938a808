import {
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  realpathSync,
  type Stats
} from 'node:fs'
import { dirname } from 'node:path'
import { errorCodeOf } from '../../platform/error-code'

/** A file's bytes, or why they can't be trusted. */
export type ProtectedReading =
  | { kind: 'none' }
  | { kind: 'bytes'; bytes: Uint8Array }
  | { kind: 'unreadable'; reason: string }
  /** `path`: what an ordinary user owns or can write to. */
  | { kind: 'not-protected'; path: string }

const othersCanWrite = 0o022

/** Folders from the file's own to the root. */
const foldersOf = (path: string): string[] => {
  const folder = dirname(path)
  return folder === path ? [] : [folder, ...foldersOf(folder)]
}

/**
 * Reads a file of at most `maxBytes` that only an owner of `trusted` could have written: the file and all folders
 * above it belong to one of them, and no one else may write to them. Follows links, since their targets are checked.
 * POSIX only.
 */
export function readProtected(
  path: string,
  { maxBytes, trusted }: { maxBytes: number; trusted: readonly number[] }
): ProtectedReading {
  const isProtected = ({ uid, mode }: Stats): boolean =>
    trusted.includes(uid) && (mode & othersCanWrite) === 0
  // The sticky bit keeps others from replacing entries that aren't theirs.
  const isFolderProtected = (stats: Stats): boolean =>
    trusted.includes(stats.uid) && ((stats.mode & othersCanWrite) === 0 || (stats.mode & 0o1000) !== 0)
  let handle: number | null = null
  try {
    const real = realpathSync(path)
    const open = foldersOf(real).find((folder) => !isFolderProtected(lstatSync(folder)))
    if (open !== undefined) return { kind: 'not-protected', path: open }
    // Not blocking: the path could be a pipe.
    handle = openSync(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    const stats = fstatSync(handle)
    if (!stats.isFile()) return { kind: 'unreadable', reason: 'not a file' }
    if (!isProtected(stats)) return { kind: 'not-protected', path: real }
    if (stats.size > maxBytes) return { kind: 'unreadable', reason: 'too large' }
    const bytes = Buffer.alloc(stats.size)
    const length = readSync(handle, bytes, 0, stats.size, 0)
    return { kind: 'bytes', bytes: bytes.subarray(0, length) }
  } catch (problem) {
    const code = errorCodeOf(problem)
    if (code === 'ENOENT' || code === 'ENOTDIR') return { kind: 'none' }
    return { kind: 'unreadable', reason: code === '' ? 'unknown' : code }
  } finally {
    if (handle !== null) closeSync(handle)
  }
}
