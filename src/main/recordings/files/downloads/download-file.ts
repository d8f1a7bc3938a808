import { chmod, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../../../platform/files/atomic-file'
import { DiskFailure } from './part-file'
import { errorCodeOf } from '../../../platform/error-code'
import { numberedName } from '../../../platform/file-name'

/** Maximum number appended to a name. */
const maxNumber = 9_999

/**
 * Moves the complete file at `partPath` to `folder` as `stem.extension`, or `stem (2).extension` and so on if that
 * name is taken. Never overwrites. Returns the name; throws a {@link DiskFailure}.
 */
export async function placeFile(
  partPath: string,
  folder: string,
  stem: string,
  extension: string
): Promise<string> {
  for (let number = 1; number <= maxNumber; number += 1) {
    const name = numberedName(stem, extension, number)
    const path = join(folder, name)
    try {
      // Reserve the name with an empty file, because a rename would overwrite; not every file system has hard links.
      await (await open(path, 'wx')).close()
    } catch (error) {
      if (errorCodeOf(error) === 'EEXIST') continue
      throw new DiskFailure(error)
    }
    try {
      // The part was private; the recording gets the default mode of the user's files.
      await chmod(partPath, (await stat(path)).mode & 0o777)
      await rename(partPath, path)
      syncFolder(folder)
      return name
    } catch (error) {
      await rm(path, { force: true }).catch(() => undefined)
      throw new DiskFailure(error)
    }
  }
  throw new DiskFailure(new Error('too many files of one name'))
}

/**
 * The name of an earlier download of the same recording in `folder`, recognised by its size; null if there is none.
 */
export async function placedFile(
  folder: string,
  stem: string,
  extension: string,
  sizeBytes: number
): Promise<string | null> {
  for (let number = 1; number <= maxNumber; number += 1) {
    const name = numberedName(stem, extension, number)
    const about = await stat(join(folder, name)).catch(() => null)
    if (about === null) return null
    if (about.isFile() && about.size === sizeBytes) return name
  }
  return null
}
