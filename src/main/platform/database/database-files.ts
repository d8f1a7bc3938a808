import { copyFileSync, existsSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { markPath } from './commit-mark'
import { syncFolder } from '../files/atomic-file'
import { lossPath } from './history-loss'

// The database's file and the files next to it. Doesn't load DuckDB: the main process removes the files and checks
// for a loss without it.

/** Where the database spills what doesn't fit into memory. */
export const temporaryFolder = (file: string): string => `${file}.tmp`

/** The logs of a database: the write-ahead log, and the one that is written during a checkpoint. */
export const logPaths = (file: string): string[] => [`${file}.wal`, `${file}.wal.checkpoint`]

/** Both logs merged, during a recovery. */
const mergedLogPath = (file: string): string => `${file}.wal.recovery`

/** Its existence means that a damaged block was found in the file: the next opening repairs it. */
export const damageNotePath = (file: string): string => `${file}.damaged`

/** Where the readable rows of a damaged database are collected. */
export const mendedPath = (file: string): string => `${file}.mended`

const asideName = /^\.unreadable(-\d+)?(\.wal(\.checkpoint)?)?$/

/** True if this computer has, or had, a database. */
export const wasDatabase = (file: string): boolean =>
  [file, markPath(file), lossPath(file)].some((path) => existsSync(path))

/** Copies of damaged files, kept next to a database. */
export interface DamagedFiles {
  /** The name of the first copy; null if there is none. */
  name(): string | null
  /** Copies a log. Doesn't throw: on a full disk there is no copy. */
  copyLog(path: string): void
  /** Moves the logs away, so that the database opens without them. Throws file system errors. */
  moveLogs(): void
  /** Moves the database and its logs away. Throws file system errors. */
  moveAll(): void
  /** Removes the copies, because nothing was lost. */
  remove(): void
}

/** The copies of one opening: `x.duckdb.unreadable`, or `x.duckdb.unreadable-1` … */
export function createDamagedFiles(file: string): DamagedFiles {
  const folder = dirname(file)
  let kept: string[] = []
  const freePrefix = (): string => {
    const names = readdirSync(folder)
    for (let number = 0; ; number += 1) {
      const prefix = `${file}.unreadable${number === 0 ? '' : `-${number}`}`
      const isTaken = names.some(
        (name) => name === basename(prefix) || name.startsWith(`${basename(prefix)}.`)
      )
      if (!isTaken) return prefix
    }
  }
  const move = (paths: readonly string[]): void => {
    const prefix = freePrefix()
    for (const path of paths) {
      if (!existsSync(path)) continue
      const aside = `${prefix}${path.slice(file.length)}`
      renameSync(path, aside)
      kept = [...kept, aside]
    }
    syncFolder(folder)
  }

  return {
    name: () => (kept[0] === undefined ? null : basename(kept[0])),
    copyLog(path) {
      const aside = `${freePrefix()}${path.slice(file.length)}`
      try {
        copyFileSync(path, aside)
        kept = [...kept, aside]
      } catch {
        rmSync(aside, { force: true })
      }
    },
    moveLogs: () => move([...logPaths(file), mergedLogPath(file)].filter((path) => existsSync(path))),
    moveAll: () => move([file, ...logPaths(file), mergedLogPath(file)]),
    remove() {
      for (const path of kept) rmSync(path, { force: true })
      kept = []
    }
  }
}

/** Removes the copies of damaged files. The database may be open. Throws file system errors. */
export function removeDamagedFiles(file: string): void {
  for (const name of readdirSync(dirname(file))) {
    if (name.startsWith(basename(file)) && asideName.test(name.slice(basename(file).length)))
      rmSync(join(dirname(file), name), { force: true })
  }
}

const ownNames = [
  '',
  '.tmp',
  '.wal',
  '.wal.checkpoint',
  '.wal.recovery',
  '.mark',
  '.mark.next',
  '.loss',
  '.loss.next',
  '.damaged',
  '.damaged.next'
]

/** Removes the database's file and all files next to it. The file must not be open. Throws file system errors. */
export function removeDatabaseFiles(file: string): void {
  const [folder, name] = [dirname(file), basename(file)]
  if (!existsSync(folder)) return
  for (const entry of readdirSync(folder)) {
    const rest = entry.startsWith(name) ? entry.slice(name.length) : null
    if (rest === null) continue
    if (ownNames.includes(rest) || asideName.test(rest) || rest.startsWith('.mended'))
      rmSync(join(folder, entry), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })
  }
}
