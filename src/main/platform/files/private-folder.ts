import { chmodSync, mkdirSync } from 'node:fs'
import { chmod, lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const folderMode = 0o700
const fileMode = 0o600

/**
 * Creates the folder, or removes other users' permissions from an existing one. Throws if it can't be created. A
 * folder whose mode can't be changed (another owner, or a file system without modes) is used as it is.
 */
export function openPrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: folderMode })
  try {
    chmodSync(path, folderMode)
  } catch {
    // Used as it is, see above.
  }
}

/** Removes other users' permissions from entries of `folder` that match `isOwn`, recursively. Never throws. */
export async function tightenFolder(folder: string, isOwn: (name: string) => boolean): Promise<void> {
  const names = await readdir(folder).catch(() => [])
  for (const name of names.filter(isOwn)) {
    const path = join(folder, name)
    // A link's target isn't ours to change.
    const about = await lstat(path).catch(() => null)
    if (about === null || about.isSymbolicLink()) continue
    const mode = about.isDirectory() ? folderMode : fileMode
    if ((about.mode & 0o777) !== mode) await chmod(path, mode).catch(() => undefined)
    if (about.isDirectory()) await tightenFolder(path, () => true)
  }
}
