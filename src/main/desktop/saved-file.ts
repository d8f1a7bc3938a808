import { randomUUID } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { failed, succeeded, type Result } from '../../shared/result'
import { diskError } from '../recordings/disk-errors'

/**
 * Writes a small file as a whole: beside its place, then renamed, so that what is there is replaced by all of
 * it or by nothing. `disk-full`, `folder-unwritable`.
 */
export async function writeWholeFile(path: string, bytes: Uint8Array): Promise<Result<undefined>> {
  const partPath = join(dirname(path), `.${basename(path).slice(0, 100)}.${randomUUID()}.part`)
  try {
    const file = await open(partPath, 'wx', 0o600)
    try {
      await file.writeFile(bytes)
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(partPath, path)
    return succeeded(undefined)
  } catch (error) {
    await rm(partPath, { force: true }).catch(() => undefined)
    return failed(diskError(error))
  }
}
