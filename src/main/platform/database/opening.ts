import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { randomUUID } from 'node:crypto'
import type { CommitPoint } from './commit-mark'
import { temporaryFolder } from './database-files'
import { isDamaged } from './failure'
import { hasOldForm, raiseForm, storageVersion } from './storage-version'
import { commitTable, inTransaction } from './transaction'

/** Resource limits of a database. */
export interface DatabaseLimits {
  memoryBytes: number
  threads: number
  /** On disk, for sorting what doesn't fit into memory. */
  temporaryBytes: number
}

/** See docs/decisions/0014-records-in-duckdb.md for these figures. */
export const defaultDatabaseLimits: DatabaseLimits = {
  memoryBytes: 128 * 1_024 * 1_024,
  threads: 2,
  temporaryBytes: 2 * 1_024 * 1_024 * 1_024
}

/** A database file and its expected content. */
export interface DatabaseOptions {
  file: string
  limits: DatabaseLimits
  /** Epoch ms: recorded as the time of a loss that is found. */
  nowMs: number
  /** Application and version that the file must belong to, stored in its table `meta`. */
  application: string
  version: number
  /** Creates all tables, including `meta` with `application`, `version`, and the names of `extraMeta`. */
  schema: string
  /** The other columns of `meta` for a new file. A file without them, or with other types, is foreign. */
  extraMeta: () => Record<string, string | number>
  /** In-memory databases attached to the file, empty on each opening; they share its limits. */
  attached?: readonly { name: string; schema: string }[]
  /** Tables that summarise others; left empty when only part of a damaged file was kept. */
  sumTables?: readonly string[]
}

/** The file was written by a later version of Deskline; it isn't damaged. */
export class LaterVersion extends Error {}

/** The file belongs to another program. */
export class ForeignFile extends Error {}

// Order matters: once external access is disabled, the temporary folder can't be set any more. In-memory databases
// don't count as external access, so they can be attached later.
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

/** The commit point in the database; null if it doesn't count commits. */
export async function readPoint(connection: DuckDBConnection): Promise<CommitPoint | null> {
  const [fileId, commits] = await firstRow(connection, `SELECT file_id, commits FROM ${commitTable}`)
  return typeof fileId === 'string' ? { fileId, commits: Number(commits) } : null
}

/** Returns the commit point; a file that doesn't count commits yet starts to. */
async function takePoint(connection: DuckDBConnection, isFresh: boolean): Promise<CommitPoint> {
  await connection.run(
    `CREATE TABLE IF NOT EXISTS ${commitTable} (file_id VARCHAR NOT NULL, commits BIGINT NOT NULL)`
  )
  const known = await readPoint(connection)
  if (known !== null) return known
  // The existing content of a file that didn't count before can be lost too.
  const point = { fileId: randomUUID(), commits: isFresh ? 0 : 1 }
  await connection.run(`INSERT INTO ${commitTable} VALUES ('${point.fileId}', ${point.commits})`)
  return point
}

/** An open database file that belongs to this application. */
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

/**
 * Opens or creates the file and upgrades its storage format. Throws the database's errors; the file is closed then.
 */
export async function tryOpen(path: string, options: DatabaseOptions): Promise<Opened> {
  const opened = await openOnce(path, options)
  if (!opened.isOld) return opened
  opened.instance.closeSync()
  // On failure, such as a full disk, the file is unchanged and still usable.
  await raiseForm(path).catch(() => undefined)
  return openOnce(path, options)
}
