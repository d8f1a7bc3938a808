import { chmod, open, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { syncFolder } from '../../../platform/files/atomic-file'
import { DiskFailure } from './part-file'
import { errorCodeOf } from '../../../platform/error-code'
import { numberedName } from '../../../platform/file-name'

/** So many files of one name are looked at. */
const maxTurns = 9_999

/**
 * Gives the whole file at `partPath` its name in `folder`: `stem.extension`, or `stem (2).extension` and
 * so on where that is taken. Never overwrites. Gives back the name; throws a {@link DiskFailure}.
 */
export async function placeFile(
  partPath: string,
  folder: string,
  stem: string,
  extension: string
): Promise<string> {
  for (let turn = 1; turn <= maxTurns; turn += 1) {
    const name = numberedName(stem, extension, turn)
    const path = join(folder, name)
    try {
      // Taken first, by an empty file, since a rename would overwrite; hard links aren't everywhere.
      await (await open(path, 'wx')).close()
    } catch (error) {
      if (errorCodeOf(error) === 'EEXIST') continue
      throw new DiskFailure(error)
    }
    try {
      // The part was private; the recording is a file as any other that the user makes.
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

/** The name of a file in `folder` that `placeFile` gave to the same recording, told by its size; else null. */
export async function placedFile(
  folder: string,
  stem: string,
  extension: string,
  sizeBytes: number
): Promise<string | null> {
  for (let turn = 1; turn <= maxTurns; turn += 1) {
    const name = numberedName(stem, extension, turn)
    const about = await stat(join(folder, name)).catch(() => null)
    if (about === null) return null
    if (about.isFile() && about.size === sizeBytes) return name
  }
  return null
}
