import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api'
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { openDatabase, type Database } from './open-database'
import { defaultDatabaseLimits, type DatabaseOptions } from './opening'

const folders: string[] = []
const databases: Database[] = []
afterEach(() => {
  for (const database of databases.splice(0)) database.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-database-'))
  folders.push(folder)
  return folder
}

async function open(file: string, other: Partial<DatabaseOptions> = {}): Promise<Database> {
  const database = await openDatabase({
    file,
    limits: defaultDatabaseLimits,
    application: 'deskline-test',
    version: 1,
    nowMs: 1_000,
    schema:
      'CREATE TABLE meta (application VARCHAR, version INTEGER, salt VARCHAR); CREATE TABLE kept (n INTEGER)',
    extraMeta: () => ({ salt: 'abc' }),
    attached: [{ name: 'draft', schema: 'CREATE TABLE draft.entry (n INTEGER)' }],
    ...other
  })
  databases.push(database)
  return database
}

const close = (database: Database): void => {
  databases.splice(databases.indexOf(database), 1)
  database.close()
}

const rows = async (connection: DuckDBConnection, sql: string): Promise<unknown[][]> =>
  (await connection.runAndReadAll(sql)).getRows()

describe('an open database', () => {
  it('keeps its rows and its metadata; attached databases start empty each time', async () => {
    const file = join(newFolder(), 'x.duckdb')
    const first = await open(file)
    const connection = await first.connect()
    await connection.run('INSERT INTO kept VALUES (1); INSERT INTO draft.entry VALUES (2)')
    expect(await rows(await first.connect(), 'SELECT n FROM draft.entry')).toEqual([[2]])
    close(first)
    const again = await open(file, { extraMeta: () => ({ salt: 'another' }) })
    expect(again.meta).toEqual({ application: 'deskline-test', version: 1, salt: 'abc' })
    expect(again.loss).toBeNull()
    const later = await again.connect()
    expect(await rows(later, 'SELECT n FROM kept')).toEqual([[1]])
    expect(await rows(later, 'SELECT n FROM draft.entry')).toEqual([])
    expect(statSync(file).mode & 0o777).toBe(0o600)
  })

  it('uses its file as the current database, whatever is attached', async () => {
    const database = await open(join(newFolder(), 'x.duckdb'))
    expect(await rows(await database.connect(), 'SELECT current_database()')).toEqual([['x']])
  })

  it('can’t access other files or load extensions', async () => {
    const folder = newFolder()
    const database = await open(join(folder, 'x.duckdb'))
    const connection = await database.connect()
    writeFileSync(join(folder, 'secret.csv'), 'a,b\n1,2\n')
    const before = readdirSync(folder)
    for (const statement of [
      `ATTACH '${folder}/other.duckdb'`,
      `ATTACH '${folder}/other.duckdb' AS other (READ_ONLY)`,
      `COPY (SELECT 1) TO '${folder}/out.csv'`,
      `COPY (SELECT 1) TO '${folder}/x.duckdb'`,
      `EXPORT DATABASE '${folder}/out'`,
      `SELECT * FROM read_csv('${folder}/secret.csv')`,
      `SELECT * FROM '${folder}/secret.csv'`,
      `SELECT * FROM read_text('${folder}/secret.csv')`,
      `SELECT * FROM glob('${folder}/*')`,
      'INSTALL httpfs',
      'LOAD httpfs'
    ])
      await expect(connection.run(statement), statement).rejects.toThrow(
        /disabled|does not exist|not be loaded/i
      )
    expect(readdirSync(folder)).toEqual(before)
  })

  it('refuses changes of its settings', async () => {
    const connection = await (await open(join(newFolder(), 'x.duckdb'))).connect()
    for (const statement of [
      'SET enable_external_access = true',
      'SET lock_configuration = false',
      'RESET enable_external_access',
      'SET threads = 1',
      "SET temp_directory = '/'",
      'PRAGMA memory_limit = "1GB"'
    ])
      await expect(connection.run(statement), statement).rejects.toThrow(/locked|disabled/i)
  })

  it('spills to disk beside its file when memory runs out, and cleans that up', async () => {
    const file = join(newFolder(), 'x.duckdb')
    mkdirSync(`${file}.tmp`)
    writeFileSync(join(`${file}.tmp`, 'left-by-a-killed-process'), '')
    const database = await open(file, {
      limits: { ...defaultDatabaseLimits, memoryBytes: 64 * 1_024 * 1_024, threads: 1 }
    })
    expect(existsSync(`${file}.tmp`)).toBe(false)
    const connection = await database.connect()
    await connection.run(
      "INSERT INTO draft.entry SELECT range FROM range(4000000); CREATE TABLE draft.wide AS SELECT n, n || '-of-some-length' AS text FROM draft.entry"
    )
    expect(readdirSync(`${file}.tmp`).length).toBeGreaterThan(0)
    expect(await rows(connection, 'SELECT count(DISTINCT text) FROM draft.wide')).toEqual([[4_000_000n]])
    connection.closeSync()
    close(database)
    expect(existsSync(`${file}.tmp`)).toBe(false)
  })

  it('is locked against a second opening', async () => {
    const file = join(newFolder(), 'x.duckdb')
    await open(file)
    await expect(open(file)).rejects.toThrow(/conflicting lock/i)
  })
})

describe('a foreign file', () => {
  const foreign = async (file: string, statement: string): Promise<void> => {
    const instance = await DuckDBInstance.create(file)
    const connection = await instance.connect()
    await connection.run(statement)
    connection.closeSync()
    instance.closeSync()
  }

  it.each([
    [
      'another application',
      "CREATE TABLE meta AS SELECT 'other' AS application, 1 AS version, 'abc' AS salt"
    ],
    ['a column missing', "CREATE TABLE meta AS SELECT 'deskline-test' AS application, 1 AS version"],
    [
      'a column of another type',
      "CREATE TABLE meta AS SELECT 'deskline-test' AS application, 1 AS version, 7 AS salt"
    ],
    ['an empty meta', 'CREATE TABLE meta (application VARCHAR, version INTEGER, salt VARCHAR)'],
    [
      'a meta that reads another file',
      "CREATE VIEW meta AS SELECT content AS application, 1 AS version, 'abc' AS salt FROM read_text('/etc/hosts')"
    ]
  ])('%s: is set aside unchanged, and a new one is created', async (_, statement) => {
    const file = join(newFolder(), 'x.duckdb')
    await foreign(file, statement)
    const was = readFileSync(file)
    const database = await open(file)
    expect(database.loss).toEqual({ atMs: 1_000, keptAs: 'x.duckdb.unreadable' })
    expect(readFileSync(`${file}.unreadable`).equals(was)).toBe(true)
    expect(database.meta).toMatchObject({ salt: 'abc' })
  })
})
