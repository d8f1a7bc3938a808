import { randomUUID } from 'node:crypto'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { openPrivateFolder } from '../../platform/files/private-folder'
import type { PrivateFiles } from '../campaign-progress'

/** Files with numbers that exist only until they are read, in a folder of their own. Those of an earlier run are deleted. */
export function createPrivateFiles(folder: string): PrivateFiles {
  const clear = (): void => {
    try {
      rmSync(folder, { recursive: true, force: true })
    } catch {
      // In use; deleted at the next start.
    }
  }
  clear()
  return {
    create() {
      openPrivateFolder(folder)
      const path = join(folder, `${randomUUID()}.csv`)
      return { path, remove: () => rmSync(path, { force: true }) }
    },
    clear
  }
}
