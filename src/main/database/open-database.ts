import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { setAsideDatabase, temporaryFolder } from './database-files'
import { isLocked } from './failure'

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
  /** Whose file it is, and of which version; told by its table `meta`. */
  application: string
  version: number
  /** Makes all tables, `meta` among them: `application`, `version`, and the names of `extraMeta`. */
  schema: string
  /** The other columns of `meta` for a fresh file. A file without them, or with other types, is foreign. */
  extraMeta: () => Record<string, string | number>
  /** Databases in memory beside the file, empty each time; they use the same limits. */
  attached?: readonly { name: string; schema: string }[]
}

/** An open database. */
export interface Database {
  connect(): Promise<DuckDBConnection>
  /** The columns of `meta`. */
  meta: Record<string, unknown>
  /** The name under which a file that couldn't be read was put aside. */
  keptAs: string | null
  close(): void
}

// The operating system's lock keeps other processes out, but not this one.
const openFiles = new Set<string>()

// Order matters: once external access is off, the folder for temporary files can't be named any more. A
// database in memory is no external access: it can be attached even then.
const settingsOf = (file: string, limits: DatabaseLimits): Record<string, string> => ({
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

class ForeignFile extends Error {}

async function makeTables(connection: DuckDBConnection, options: DatabaseOptions): Promise<void> {
  const meta = { application: options.application, version: options.version, ...options.extraMeta() }
  const places = Object.keys(meta).map((_, at) => `$${at + 1}`)
  await connection.run('BEGIN')
  await connection.run(options.schema)
  await connection.run(
    `INSERT INTO meta (${Object.keys(meta).join(', ')}) VALUES (${places.join(', ')})`,
    Object.values(meta)
  )
  await connection.run('COMMIT')
}

async function readMeta(
  connection: DuckDBConnection,
  options: DatabaseOptions
): Promise<Record<string, unknown>> {
  const tables = await connection.runAndReadAll(
    "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary"
  )
  if (tables.getRows()[0]?.[0] === 0n) await makeTables(connection, options)
  const expected: Record<string, string | number> = {
    application: options.application,
    version: options.version,
    ...options.extraMeta()
  }
  const names = Object.keys(expected)
  const known = await connection.runAndReadAll(`SELECT ${names.join(', ')} FROM meta`).catch(() => null)
  const [row = []] = known?.getRows() ?? []
  const isKind = names.every((name, at) => typeof row[at] === typeof expected[name])
  if (!isKind || row[0] !== options.application || row[1] !== options.version) throw new ForeignFile()
  return Object.fromEntries(names.map((name, at) => [name, row[at]]))
}

async function tryOpen(path: string, options: DatabaseOptions): Promise<Omit<Database, 'keptAs'>> {
  const instance = await DuckDBInstance.create(path, settingsOf(path, options.limits))
  try {
    const connection = await instance.connect()
    const meta = await readMeta(connection, options)
    for (const { name, schema } of options.attached ?? []) {
      await connection.run(`ATTACH ':memory:' AS ${name}`)
      await connection.run(`USE ${name}`)
      await connection.run(schema)
    }
    connection.closeSync()
    return { meta, connect: () => instance.connect(), close: () => instance.closeSync() }
  } catch (failure) {
    instance.closeSync()
    throw failure
  }
}

/**
 * Opens the file, or makes it; nobody else can read it. One that is no database of this application and
 * version is put aside and a fresh one is made. Its connections reach no other file, load nothing and can't
 * change these settings. Throws what the database throws when the file is locked or can't be written.
 */
export async function openDatabase(options: DatabaseOptions): Promise<Database> {
  const path = resolve(options.file)
  if (openFiles.has(path)) throw new Error('Conflicting lock: open in this process')
  openFiles.add(path)
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // What a process that was killed left of its sorting.
    rmSync(temporaryFolder(path), { recursive: true, force: true })
    let keptAs: string | null = null
    const database = await tryOpen(path, options).catch((failure: unknown) => {
      if (isLocked(failure) || !existsSync(path)) throw failure
      // A file without permission isn't broken, and nobody's to move.
      accessSync(path, constants.R_OK | constants.W_OK)
      keptAs = setAsideDatabase(path)
      if (keptAs === null) throw failure
      return tryOpen(path, options)
    })
    chmodSync(path, 0o600)
    return {
      ...database,
      keptAs,
      close() {
        database.close()
        openFiles.delete(path)
      }
    }
  } catch (failure) {
    openFiles.delete(path)
    throw failure
  }
}
