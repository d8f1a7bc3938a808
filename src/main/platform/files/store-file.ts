import ElectronStore from 'electron-store'
import { accessSync, closeSync, constants, fsyncSync, openSync, readFileSync } from 'node:fs'
import { basename, dirname, extname } from 'node:path'

/**
 * Writes the file at `path` with electron-store: `value` as JSON, flushed, readable by its owner only. Throws file
 * system errors, and if not every byte was written: on a full disk its writer (atomically 2.1) takes a short write
 * for a complete one. What it isn't used for: docs/decisions/0022-damaged-files.md.
 */
export function writeStoreFile(path: string, value: Record<string, unknown>): void {
  const folder = dirname(path)
  // In a read-only folder, the writer would retry for a second, blocking.
  accessSync(folder, constants.W_OK)
  const extension = extname(path)
  const text = JSON.stringify(value)
  const store = new ElectronStore({
    cwd: folder,
    name: basename(path, extension),
    fileExtension: extension.slice(1),
    configFileMode: 0o600,
    accessPropertiesByDotNotation: false,
    serialize: () => text
  })
  store.store = value
  if (readFileSync(path, 'utf8') !== text) throw new Error('not every byte was written')
  const handle = openSync(path, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}
