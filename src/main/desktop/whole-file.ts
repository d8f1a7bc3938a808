import ElectronStore from 'electron-store'
import { accessSync, constants, mkdirSync, readFileSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

// electron-store writes beside the file, never in its place: on a disk that fills up its writer takes a short
// write for a whole one and renames half a file (atomically 2.1; the test "on a full disk" shows it). What it
// wrote is read back before it takes the place of what was there.

/** Only the person may read what Deskline keeps, whatever the folder allows. */
const ownerOnly = 0o600

const stagedName = (path: string): string => `${basename(path, '.json')}.next`

/**
 * Writes `value`, which must be a plain object, as the whole JSON of the file `path` (`….json`). Whatever
 * happens meanwhile, the file holds what it held or all of `value`. Throws what the file system says, or when
 * not every byte arrived; then nothing is left behind.
 */
export function writeWhole(path: string, value: Record<string, unknown>): void {
  const folder = dirname(path)
  mkdirSync(folder, { recursive: true })
  // The writer tries a folder that may not be written again and again for a second, standing still.
  accessSync(folder, constants.W_OK)
  removeLeftovers(path)
  const text = JSON.stringify(value)
  try {
    const staged = new ElectronStore({
      cwd: folder,
      name: stagedName(path),
      configFileMode: ownerOnly,
      accessPropertiesByDotNotation: false,
      serialize: () => text
    })
    staged.store = value
    if (readFileSync(staged.path, 'utf8') !== text) throw new Error('not every byte was written')
    renameSync(staged.path, path)
  } catch (problem) {
    removeLeftovers(path)
    throw problem
  }
}

/** Removes what kills in the middle of {@link writeWhole} left beside `path`. Never throws. */
export function removeLeftovers(path: string): void {
  try {
    const prefix = `${stagedName(path)}.json`
    for (const name of readdirSync(dirname(path))) {
      if (name.startsWith(prefix)) rmSync(join(dirname(path), name), { force: true })
    }
  } catch {
    // They are small, and the next write tries again.
  }
}
