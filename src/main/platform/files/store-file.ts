import ElectronStore from 'electron-store'
import { accessSync, closeSync, constants, fsyncSync, openSync, readFileSync } from 'node:fs'
import { basename, dirname, extname } from 'node:path'

/**
 * Makes the file at `path` by electron-store, holding `value` as JSON, flushed and for its owner alone. Throws what
 * the file system throws, or when not every byte arrived: on a disk that fills up its writer (atomically 2.1) takes a
 * short write for a whole one.
 */
export function writeStoreFile(path: string, value: Record<string, unknown>): void {
  const folder = dirname(path)
  // The writer retries for a second, blocking, in a folder that can't be written.
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
