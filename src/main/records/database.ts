import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import { accessSync, chmodSync, constants, existsSync, mkdirSync, rmSync } from 'node:fs'
import { randomInt } from 'node:crypto'
import { dirname, resolve } from 'node:path'
import { codeOfFailure } from './failure'
import { setAsideRecords, temporaryFolder } from './record-files'

/** What the database may use. */
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

/** The open database. */
export interface Database {
  connect(): Promise<DuckDBConnection>
  /** Of this file's record keys. */
  seed: number
  /** The name under which a file that couldn't be read was put aside. */
  keptAs: string | null
  close(): void
}

const application = 'deskline-records'
const version = 1

const schema = `
  CREATE TABLE meta (application VARCHAR NOT NULL, version INTEGER NOT NULL, seed INTEGER NOT NULL);
  CREATE TABLE records (
    n INTEGER NOT NULL, key INTEGER NOT NULL, id VARCHAR NOT NULL,
    started BIGINT, answered BIGINT, ended BIGINT,
    caller VARCHAR, caller_digits VARCHAR, callee VARCHAR, callee_digits VARCHAR,
    agent BIGINT, salesman VARCHAR,
    duration BIGINT, duration_text VARCHAR, cost BIGINT, cost_text VARCHAR,
    url VARCHAR, has_url BOOLEAN NOT NULL
  );
  CREATE TABLE covered (start_ms BIGINT NOT NULL, end_ms BIGINT NOT NULL, state VARCHAR NOT NULL, loaded_ms BIGINT NOT NULL);
  CREATE TABLE notes (key INTEGER NOT NULL, id VARCHAR NOT NULL, note VARCHAR NOT NULL, tags VARCHAR[] NOT NULL);
  CREATE TABLE followed (key INTEGER NOT NULL, id VARCHAR NOT NULL, outcome INTEGER NOT NULL);
`

// The operating system's lock keeps other processes out, but not this one.
const openFiles = new Set<string>()

// Order matters: once external access is off, the folder for temporary files can't be named any more.
const optionsOf = (file: string, limits: DatabaseLimits): Record<string, string> => ({
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

async function readSeed(connection: DuckDBConnection): Promise<number> {
  const tables = await connection.runAndReadAll(
    "SELECT count(*) FROM duckdb_tables() WHERE schema_name = 'main' AND NOT temporary"
  )
  if (tables.getRows()[0]?.[0] === 0n) {
    const seed = randomInt(0x7fffffff)
    await connection.run('BEGIN')
    await connection.run(schema)
    await connection.run('INSERT INTO meta VALUES ($1, $2, $3)', [application, version, seed])
    await connection.run('COMMIT')
    return seed
  }
  const known = await connection
    .runAndReadAll('SELECT application, version, seed FROM meta')
    .catch(() => null)
  const [row] = known?.getRows() ?? []
  if (row?.[0] !== application || row[1] !== version || typeof row[2] !== 'number') throw new ForeignFile()
  return row[2]
}

async function tryOpen(file: string, limits: DatabaseLimits): Promise<Omit<Database, 'keptAs'>> {
  const instance = await DuckDBInstance.create(file, optionsOf(file, limits))
  try {
    const connection = await instance.connect()
    const seed = await readSeed(connection)
    connection.closeSync()
    return { seed, connect: () => instance.connect(), close: () => instance.closeSync() }
  } catch (failure) {
    instance.closeSync()
    throw failure
  }
}

/**
 * Opens the file, or makes it. One that is no database of this version of Deskline's is put aside and a
 * fresh one is made. Throws what the database throws when the file is locked or can't be written.
 */
export async function openDatabase(file: string, limits: DatabaseLimits): Promise<Database> {
  const path = resolve(file)
  if (openFiles.has(path)) throw new Error('Conflicting lock: open in this process')
  openFiles.add(path)
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 })
    // What a process that was killed left of its sorting.
    rmSync(temporaryFolder(path), { recursive: true, force: true })
    let keptAs: string | null = null
    const database = await tryOpen(path, limits).catch((failure: unknown) => {
      if (codeOfFailure(failure) === 'records-locked' || !existsSync(path)) throw failure
      // A file without permission isn't broken, and nobody's to move.
      accessSync(path, constants.R_OK | constants.W_OK)
      keptAs = setAsideRecords(path)
      if (keptAs === null) throw failure
      return tryOpen(path, limits)
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
