import { writeFile } from 'node:fs/promises'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { chosenFile, writeAtomic } from './atomic-file'
import { diskError } from './disk-errors'

/** Writes a small file that the user chose, atomically. Errors: `disk-full`, `folder-unwritable`. */
export async function saveFile(path: string, bytes: Uint8Array): Promise<Result<undefined>> {
  try {
    await writeAtomic(path, chosenFile, (part) =>
      writeFile(part, bytes, { flag: 'wx', mode: chosenFile.mode })
    )
    return succeeded(undefined)
  } catch (error) {
    return failed(diskError(error))
  }
}
