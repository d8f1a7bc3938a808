import type { DuckDBConnection } from '@duckdb/node-api'
import { randomUUID } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { HistoryLoss } from '../../../shared/platform/schema'
import { openCommitMark, type CommitMark, type CommitPoint } from './commit-mark'
import { createDamagedFiles, damageNotePath, logPaths, temporaryFolder } from './database-files'
import { ownFile, writeAtomicSync } from '../files/atomic-file'
import { isDamaged } from './failure'
import { keepLoss, readLoss } from './history-loss'
import { createLane, type Lane } from './lane'
import { readPoint, type DatabaseOptions } from './opening'
import { openRecovered, openSalvaged } from './recovery'

/** An open database. */
export interface Database {
  connect(): Promise<DuckDBConnection>
  /**
   * Opens a lane. Damage found by its work is noted, so that the next opening salvages what is readable. Only a
   * `counting` lane may write to the file: transactions that its work commits and counts are marked outside of the
   * file by the time the work resolves; if the mark can't be written, the work throws.
   */
  openLane(kind: 'plain' | 'counting'): Promise<Lane>
  /** The columns of `meta`. */
  meta: Record<string, unknown>
  /** Set if part of the file's content was lost, now or earlier, and the user hasn't acknowledged it. */
  loss: HistoryLoss | null
  close(): void
}

// The operating system's lock excludes other processes, but not a second opening in this process.
const openFiles = new Set<string>()

function noteDamage(path: string): void {
  try {
    writeAtomicSync(damageNotePath(path), '', ownFile)
  } catch {
    // Retried by the next work that finds the damage.
  }
}

const isBehind = (point: CommitPoint, mark: CommitPoint | null): boolean =>
  mark !== null && mark.commits > 0 && (mark.fileId !== point.fileId || mark.commits > point.commits)

async function openMarked(path: string, options: DatabaseOptions, mark: CommitMark): Promise<Database> {
  const damaged = createDamagedFiles(path)
  const recordLoss = (): void => keepLoss(path, { atMs: options.nowMs, keptAs: damaged.name() })
  // A new file that is truncated while it is created hasn't lost anything.
  const isNew = ![path, ...logPaths(path)].some((own) => existsSync(own))
  if (mark.last() === null && isNew) mark.write({ fileId: randomUUID(), commits: 0 })
  const marked = mark.last()
  const isKnownDamaged = existsSync(damageNotePath(path))
  if (isKnownDamaged) recordLoss()
  const opened = isKnownDamaged
    ? await openSalvaged(path, options, damaged)
    : await openRecovered(path, options, damaged, () => {
        // Without a mark, missing transactions can't be detected later.
        if (marked === null) recordLoss()
      })
  const { instance, meta, point } = opened
  try {
    if (isBehind(point, marked)) recordLoss()
    mark.write(point)
    rmSync(damageNotePath(path), { force: true })
    const loss = readLoss(path)
    if (loss === null) damaged.remove()
    else if (loss.keptAs === null && damaged.name() !== null) recordLoss()
    chmodSync(path, 0o600)
    return {
      meta,
      loss: readLoss(path),
      connect: () => instance.connect(),
      async openLane(kind) {
        const lane = createLane(await instance.connect())
        return {
          ...lane,
          run: (work, signal) =>
            lane.run(async (connection) => {
              try {
                const value = await work(connection)
                const now = kind === 'counting' ? await readPoint(connection) : null
                if (now !== null) mark.write(now)
                return value
              } catch (failure) {
                if (isDamaged(failure)) noteDamage(path)
                throw failure
              }
            }, signal)
        }
      },
      close() {
        instance.closeSync()
        mark.close()
        openFiles.delete(path)
      }
    }
  } catch (failure) {
    instance.closeSync()
    throw failure
  }
}

/**
 * Opens the file, or creates it readable by its owner only. Repairs damage by a crash or the disk as far as possible:
 * everything up to the last complete transaction is kept. Unusable files are kept next to it; data missing after
 * that, or missing according to the mark, is persisted as a loss (see `history-loss.ts`) before anything else is
 * done. Its connections can't access other files, load extensions or change these settings. Throws without changing
 * anything if the file is locked, has a later version, or can't be read or written for any reason other than damage.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const path = resolve(options.file)
  if (openFiles.has(path)) throw new Error('Conflicting lock: open in this process')
  openFiles.add(path)
  let mark: CommitMark | null = null
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // Left by the sorting of a killed process.
    rmSync(temporaryFolder(path), { recursive: true, force: true })
    mark = openCommitMark(path)
    return await openMarked(path, options, mark)
  } catch (failure) {
    mark?.close()
    openFiles.delete(path)
    throw failure
  }
}
