import { chmodSync, closeSync, fsyncSync, openSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

const ownerOnly = 0o600

/** Waits until a file's bytes are on the disk. Throws what the file system throws. */
export function syncFile(path: string): void {
  // Windows flushes only what was opened for writing.
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Waits until a folder's names are on the disk, where the system can do that. */
export function syncFolder(folder: string): void {
  try {
    const handle = openSync(folder, 'r')
    try {
      fsyncSync(handle)
    } finally {
      closeSync(handle)
    }
  } catch {
    // Windows opens no folders; NTFS logs its names by itself.
  }
}

/**
 * Writes a small file that only its owner can read. When this returns, it is on the disk; whatever happens
 * meanwhile, the file holds what it held or all of `data`. Throws what the file system throws.
 */
export function writeDurably(path: string, data: string | Uint8Array): void {
  const staged = `${path}.next`
  try {
    writeFileSync(staged, data, { mode: ownerOnly })
    chmodSync(staged, ownerOnly)
    syncFile(staged)
    renameSync(staged, path)
  } catch (failure) {
    rmSync(staged, { force: true })
    throw failure
  }
  syncFolder(dirname(path))
}
