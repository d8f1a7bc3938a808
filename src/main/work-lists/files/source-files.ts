import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { failed, succeeded } from '../../../shared/platform/result'
import { ownFile } from '../../platform/files/atomic-file'
import { diskError } from '../../platform/files/disk-errors'
import { openPrivateFolder } from '../../platform/files/private-folder'
import type { SourceFiles } from '../work-sources'

/** Keeps the files of sources in a private folder of their own. What an earlier run left there is removed. */
export function createSourceFiles(folder: string): SourceFiles {
  const remove = (path: string): void => {
    try {
      rmSync(path, { recursive: true, force: true })
    } catch {
      // Removed at the next start.
    }
  }
  remove(folder)
  return {
    newPath(extension) {
      try {
        openPrivateFolder(folder)
      } catch {
        // Writing reports it.
      }
      return join(folder, `${randomUUID()}.${extension}`)
    },
    async write(path, text) {
      try {
        await writeFile(path, text, { flag: 'wx', mode: ownFile.mode })
        return succeeded(undefined)
      } catch (error) {
        return failed(diskError(error))
      }
    },
    remove
  }
}
