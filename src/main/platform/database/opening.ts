import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { randomUUID } from 'node:crypto'
import type { CommitPoint } from './commit-mark'
import { temporaryFolder } from './database-files'
import { isDamaged } from './failure'
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

/** The file is of a later version of Deskline: nothing is wrong with it. */
export class LaterVersion extends Error {}

/** The file is another program's. */
export class ForeignFile extends Error {}

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

/** What the database says of itself now; null: it doesn't count. */
export async function readPoint(connection: DuckDBConnection): Promise<CommitPoint | null> {
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

/** A database file that was opened and is this application's. */
export interface Opened {
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

/** Opens the file, or makes it, and raises its form. Throws what the database throws; the file is closed then. */
export async function tryOpen(path: string, options: DatabaseOptions): Promise<Opened> {
  const opened = await openOnce(path, options)
  if (!opened.isOld) return opened
  opened.instance.closeSync()
  // On a full disk, say, the file stays as it was: what it holds can be used all the same.
  await raiseForm(path).catch(() => undefined)
  return openOnce(path, options)
}
