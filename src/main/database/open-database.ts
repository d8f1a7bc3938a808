import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { randomUUID } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync
} from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { HistoryLoss } from '../../shared/history-loss'
import { openCommitMark, type CommitMark, type CommitPoint } from './commit-mark'
import {
  createDamagedFiles,
  damageNotePath,
  logPaths,
  mendedPath,
  removeDatabaseFiles,
  temporaryFolder,
  type DamagedFiles
} from './database-files'
import { writeDurably } from './durable-file'
import { isDamaged, isOfLog } from './failure'
import { keepLoss, readLoss } from './history-loss'
import { createLane, type Lane } from './lane'
import { cutLog, readLog } from './log-file'
import { salvage, Unsalvageable } from './salvage'
import { hasOldForm, raiseForm, storageVersion } from './storage-version'
import { commitTable, inTransaction } from './transaction'

/** What a database may use. */
export interface DatabaseLimits {
  memoryBytes: number
  threads: number
  /** On disk, for what doesn't fit into the memory while it is sorted. */
  temporaryBytes: number
}

/** See docs/decisions/0014-records-in-duckdb.md for the figures behind these. */
export const defaultDatabaseLimits: DatabaseLimits = {
  memoryBytes: 128 * 1_024 * 1_024,
  threads: 2,
  temporaryBytes: 2 * 1_024 * 1_024 * 1_024
}

/** A database file, and what it must be. */
export interface DatabaseOptions {
  file: string
  limits: DatabaseLimits
  /** Epoch ms: when a loss was found out. */
  nowMs: number
  /** Whose file it is, and of which version; told by its table `meta`. */
  application: string
  version: number
  /** Makes all tables, `meta` among them: `application`, `version`, and the names of `extraMeta`. */
  schema: string
  /** The other columns of `meta` for a fresh file. A file without them, or with other types, is foreign. */
  extraMeta: () => Record<string, string | number>
  /** Databases in memory beside the file, empty each time; they use the same limits. */
  attached?: readonly { name: string; schema: string }[]
  /** Tables that say something about the whole of others: empty after only some of a damaged file was kept. */
  sumTables?: readonly string[]
}

/** An open database. */
export interface Database {
  connect(): Promise<DuckDBConnection>
  /**
   * Opens a lane. Damage that its work comes upon is remembered: the next opening keeps what can still be read.
   * Only a `counting` one may write to the file: what its work committed in counted transactions is marked
   * outside of the file when the work resolves; work whose mark can't be written throws.
   */
  openLane(kind: 'plain' | 'counting'): Promise<Lane>
  /** The columns of `meta`. */
  meta: Record<string, unknown>
  /** Some of what the file held is lost, now or earlier, and the user hasn't acknowledged it. */
  loss: HistoryLoss | null
  close(): void
}

/** The file is of a later version of Deskline: nothing is wrong with it. */
export class LaterVersion extends Error {}

class ForeignFile extends Error {}

// The operating system's lock keeps other processes out, but not this one.
const openFiles = new Set<string>()

// Order matters: once external access is off, the folder for temporary files can't be named any more. A
// database in memory is no external access: it can be attached even then.
const settingsOf = (file: string, limits: DatabaseLimits): Record<string, string> => ({
  storage_compatibility_version: storageVersion,
  temp_directory: temporaryFolder(file),
  max_temp_directory_size: `${limits.temporaryBytes}B`,
  memory_limit: `${limits.memoryBytes}B`,
  threads: String(limits.threads),
  preserve_insertion_order: 'false',
  autoinstall_known_extensions: 'false',
  autoload_known_extensions: 'false',
  allow_community_extensions: 'false',
  allow_unsigned_extensions: 'false',
  enable_external_access: 'false',
  lock_configuration: 'true'
})

const firstRow = async (connection: DuckDBConnection, sql: string): Promise<unknown[]> =>
  (await connection.runAndReadAll(sql)).getRows()[0] ?? []

async function makeTables(connection: DuckDBConnection, options: DatabaseOptions): Promise<void> {
  const meta = { application: options.application, version: options.version, ...options.extraMeta() }
  const places = Object.keys(meta).map((_, at) => `$${at + 1}`)
  await inTransaction(connection, async () => {
    await connection.run(options.schema)
    await connection.run(
      `INSERT INTO meta (${Object.keys(meta).join(', ')}) VALUES (${places.join(', ')})`,
      Object.values(meta)
    )
  })
}

async function readMeta(
  connection: DuckDBConnection,
  options: DatabaseOptions
): Promise<{ meta: Record<string, unknown>; isFresh: boolean }> {
  const [things] = await firstRow(
    connection,
    `SELECT (SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary)
       + (SELECT count(*) FROM duckdb_views() WHERE schema_name = 'main' AND NOT temporary AND NOT internal)`
  )
  const isFresh = things === 0n
  if (isFresh) await makeTables(connection, options)
  const expected: Record<string, string | number> = {
    application: options.application,
    version: options.version,
    ...options.extraMeta()
  }
  const names = Object.keys(expected)
  const row = await firstRow(connection, `SELECT ${names.join(', ')} FROM meta`).catch(
    async (failure: unknown) => {
      if (isDamaged(failure)) throw failure
      return firstRow(connection, 'SELECT application, version FROM meta').catch(() => [])
    }
  )
  const [application, version] = row
  if (application === options.application && typeof version === 'number' && version > options.version)
    throw new LaterVersion()
  const isKind = names.every((name, at) => typeof row[at] === typeof expected[name])
  if (!isKind || application !== options.application || version !== options.version) throw new ForeignFile()
  return { meta: Object.fromEntries(names.map((name, at) => [name, row[at]])), isFresh }
}

async function readPoint(connection: DuckDBConnection): Promise<CommitPoint | null> {
  const [fileId, commits] = await firstRow(connection, `SELECT file_id, commits FROM ${commitTable}`)
  return typeof fileId === 'string' ? { fileId, commits: Number(commits) } : null
}

/** Which file it is and what it holds; a file that doesn't count yet begins to. */
async function takePoint(connection: DuckDBConnection, isFresh: boolean): Promise<CommitPoint> {
  await connection.run(
    `CREATE TABLE IF NOT EXISTS ${commitTable} (file_id VARCHAR NOT NULL, commits BIGINT NOT NULL)`
  )
  const known = await readPoint(connection)
  if (known !== null) return known
  // What a file held before it began to count can be lost too.
  const point = { fileId: randomUUID(), commits: isFresh ? 0 : 1 }
  await connection.run(`INSERT INTO ${commitTable} VALUES ('${point.fileId}', ${point.commits})`)
  return point
}

interface Opened {
  instance: DuckDBInstance
  meta: Record<string, unknown>
  point: CommitPoint
}

async function openOnce(path: string, options: DatabaseOptions): Promise<Opened & { isOld: boolean }> {
  const instance = await DuckDBInstance.create(path, settingsOf(path, options.limits))
  try {
    const connection = await instance.connect()
    const { meta, isFresh } = await readMeta(connection, options)
    const point = await takePoint(connection, isFresh)
    const isOld = await hasOldForm(connection)
    for (const { name, schema } of options.attached ?? []) {
      await connection.run(`ATTACH ':memory:' AS ${name}`)
      await connection.run(`USE ${name}`)
      await connection.run(schema)
    }
    connection.closeSync()
    return { instance, meta, point, isOld }
  } catch (failure) {
    instance.closeSync()
    throw failure
  }
}

async function tryOpen(path: string, options: DatabaseOptions): Promise<Opened> {
  const opened = await openOnce(path, options)
  if (!opened.isOld) return opened
  opened.instance.closeSync()
  // On a full disk, say, the file stays as it was: what it holds can be used all the same.
  await raiseForm(path).catch(() => undefined)
  return openOnce(path, options)
}

/**
 * Opens what is there, as far as it is whole. `onLoss` is called before something that the mark can't tell is
 * moved away.
 */
async function openRecovered(
  path: string,
  options: DatabaseOptions,
  damaged: DamagedFiles,
  onLoss: () => void
): Promise<Opened> {
  // DuckDB refuses an empty file, and removes the log of a database that it has to make.
  if (existsSync(path) && statSync(path).size === 0) {
    onLoss()
    rmSync(path)
  }
  if (!existsSync(path) && logPaths(path).some((log) => existsSync(log))) {
    onLoss()
    damaged.moveLogs()
  }
  for (const log of logPaths(path)) {
    if (!existsSync(log)) continue
    const { sizeBytes, wholeBytes, isKnown } = readLog(log)
    if (!isKnown || wholeBytes === sizeBytes) continue
    onLoss()
    damaged.copyLog(log)
    cutLog(log, wholeBytes)
  }
  const isOurTurn = (failure: unknown): boolean => isDamaged(failure) || failure instanceof ForeignFile
  return tryOpen(path, options)
    .catch((failure: unknown) => {
      if (!isOfLog(failure) || !logPaths(path).some((log) => existsSync(log))) throw failure
      // The log belongs to another moment of the file, or to another file.
      onLoss()
      damaged.moveLogs()
      return tryOpen(path, options)
    })
    .catch((failure: unknown) => {
      if (!isOurTurn(failure) || !existsSync(path)) throw failure
      // A file without permission isn't broken.
      accessSync(path, constants.R_OK | constants.W_OK)
      onLoss()
      damaged.moveAll()
      return tryOpen(path, options)
    })
}

/**
 * A block inside the file is damaged: what can be read goes into a new file, which takes its place. The loss is
 * kept already.
 */
async function openSalvaged(path: string, options: DatabaseOptions, damaged: DamagedFiles): Promise<Opened> {
  const mended = mendedPath(path)
  if (existsSync(path)) {
    removeDatabaseFiles(mended)
    const fresh = await tryOpen(mended, options)
    fresh.instance.closeSync()
    await salvage({ damaged: path, whole: mended }, options.sumTables ?? []).catch((failure: unknown) => {
      if (!isDamaged(failure) && !(failure instanceof Unsalvageable)) throw failure
      removeDatabaseFiles(mended)
    })
    damaged.moveAll()
  }
  if (existsSync(mended)) renameSync(mended, path)
  return tryOpen(path, options)
}

function noteDamage(path: string): void {
  try {
    writeDurably(damageNotePath(path), '')
  } catch {
    // The next work that comes upon the damage tries again.
  }
}

const isBehind = (point: CommitPoint, mark: CommitPoint | null): boolean =>
  mark !== null && mark.commits > 0 && (mark.fileId !== point.fileId || mark.commits > point.commits)

async function openMarked(path: string, options: DatabaseOptions, mark: CommitMark): Promise<Database> {
  const damaged = createDamagedFiles(path)
  const lose = (): void => keepLoss(path, { atMs: options.nowMs, keptAs: damaged.name() })
  // A file that is cut short while it is made for the first time has lost nothing.
  const isNew = ![path, ...logPaths(path)].some((own) => existsSync(own))
  if (mark.last() === null && isNew) mark.write({ fileId: randomUUID(), commits: 0 })
  const marked = mark.last()
  const isKnownDamaged = existsSync(damageNotePath(path))
  if (isKnownDamaged) lose()
  const opened = isKnownDamaged
    ? await openSalvaged(path, options, damaged)
    : await openRecovered(path, options, damaged, () => {
        // Without a mark it can't be told later whether anything is missing.
        if (marked === null) lose()
      })
  const { instance, meta, point } = opened
  try {
    if (isBehind(point, marked)) lose()
    mark.write(point)
    rmSync(damageNotePath(path), { force: true })
    const loss = readLoss(path)
    if (loss === null) damaged.remove()
    else if (loss.keptAs === null && damaged.name() !== null) lose()
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
 * Opens the file, or makes it; only its owner can read it. What a crash or the disk did to it is mended as far
 * as possible: everything up to the last whole transaction stays. What can't be used is kept beside it, and what
 * is missing then, or is missing by the mark, is kept as a loss (see `history-loss.ts`) before anything else is
 * done. Its connections reach no other file, load nothing and can't change these settings. Throws, and changes
 * nothing, when the file is locked, of a later version, or can't be read or written for another reason than
 * damage.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const path = resolve(options.file)
  if (openFiles.has(path)) throw new Error('Conflicting lock: open in this process')
  openFiles.add(path)
  let mark: CommitMark | null = null
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // What a process that was killed left of its sorting.
    rmSync(temporaryFolder(path), { recursive: true, force: true })
    mark = openCommitMark(path)
    return await openMarked(path, options, mark)
  } catch (failure) {
    mark?.close()
    openFiles.delete(path)
    throw failure
  }
}
