import { existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'

// A database's file and what stands beside it. Nothing of the database is loaded here: the main process removes
// the files, and needs none for that.

/** Where the database puts what doesn't fit into its memory. */
export const temporaryFolder = (file: string): string => `${file}.tmp`

const asideName = /^\.unreadable(-\d+)?(\.wal)?$/

/** Puts a file that can't be read aside, and its log with it; the new name, or null when that can't be done. */
export function setAsideDatabase(file: string): string | null {
  for (let turn = 0; turn < 100; turn += 1) {
    const aside = `${file}.unreadable${turn === 0 ? '' : `-${turn}`}`
    if (existsSync(aside)) continue
    try {
      renameSync(file, aside)
      if (existsSync(`${file}.wal`)) renameSync(`${file}.wal`, `${aside}.wal`)
      return basename(aside)
    } catch {
      return null
    }
  }
  return null
}

/**
 * Removes the database's file and all that was put beside it. The file must not be open. Throws what the file
 * system throws.
 */
export function removeDatabaseFiles(file: string): void {
  const [folder, name] = [dirname(file), basename(file)]
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder)) {
    const rest = entry.startsWith(name) ? entry.slice(name.length) : null
    if (rest === null) continue
    if (rest === '' || rest === '.wal' || rest === '.tmp' || asideName.test(rest))
      rmSync(join(folder, entry), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
