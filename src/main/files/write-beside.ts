import { randomUUID } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'

/**
 * Writes a file as a whole: `write` is given a temporary name beside `path`, which takes its place when `write`
 * is done. After an error, which is thrown on, nothing is left and what was at `path` stays.
 */
export async function writeBeside<T>(path: string, write: (partPath: string) => Promise<T>): Promise<T> {
  const partPath = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.part`)
  try {
    const written = await write(partPath)
    await rename(partPath, path)
    return written
  } catch (failure) {
    await rm(partPath, { force: true }).catch(() => undefined)
    throw failure
  }
}
