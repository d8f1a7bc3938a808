import { DuckDBInstance } from '@duckdb/node-api'
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { copyDatabase } from './testing/faults'
import { forgetLoss, lossPath, readLoss } from './history-loss'
import { rowsOf, type Lane } from './lane'
import { openDatabase, type Database } from './open-database'
import { defaultDatabaseLimits, LaterVersion, type DatabaseOptions } from './opening'
import { inCountedTransaction } from './transaction'

const folders: string[] = []
const databases: Database[] = []
const lanes: Lane[] = []
afterEach(async () => {
  for (const lane of lanes.splice(0)) await lane.close()
  for (const database of databases.splice(0)) database.close()
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-recovery-'))
  folders.push(folder)
  return folder
}

interface Opened {
  database: Database
  lane: Lane
  add(n: number): Promise<void>
  kept(): Promise<number[]>
  close(): Promise<void>
}

async function open(file: string, other: Partial<DatabaseOptions> = {}): Promise<Opened> {
  const database = await openDatabase({
    file,
    limits: defaultDatabaseLimits,
    nowMs: 1_000,
    application: 'deskline-test',
    version: 1,
    schema:
      'CREATE TABLE meta (application VARCHAR, version INTEGER); CREATE TABLE kept (n INTEGER); CREATE TABLE big (n INTEGER, t VARCHAR); CREATE TABLE covered (n INTEGER)',
    extraMeta: () => ({}),
    ...other
  })
  databases.push(database)
  const lane = await database.openLane('counting')
  lanes.push(lane)
  return {
    database,
    lane,
    add: (n) =>
      lane.run((connection) =>
        inCountedTransaction(connection, async () => {
          await connection.run(`INSERT INTO kept VALUES (${n})`)
        })
      ),
    kept: () =>
      lane.run(async (connection) =>
        (await rowsOf(connection, { text: 'SELECT n FROM kept ORDER BY n', values: [], types: [] })).map(
          ([n]) => Number(n)
        )
      ),
    async close() {
      await lanes.splice(lanes.indexOf(lane), 1)[0]?.close()
      databases.splice(databases.indexOf(database), 1)[0]?.close()
    }
  }
}

describe('a loss', () => {
  it('is reported at every opening until the user acknowledges it, and not again', async () => {
    const folder = newFolder()
    const file = join(folder, 'x.duckdb')
    const first = await open(file)
    await first.add(1)
    await first.close()
    copyFileSync(file, join(folder, 'backup'))
    const second = await open(file)
    await second.add(2)
    await second.close()
    copyFileSync(join(folder, 'backup'), file)
    for (const nowMs of [2_000, 3_000, 4_000]) {
      const restored = await open(file, { nowMs })
      expect(restored.database.loss).toEqual({ atMs: 2_000, keptAs: null })
      expect(await restored.kept()).toEqual([1])
      await restored.close()
    }
    forgetLoss(file)
    const after = await open(file)
    expect(after.database.loss).toBeNull()
    await after.add(3)
    await after.close()
    expect((await open(file)).database.loss).toBeNull()
  })

  it('is reported when the file is missing or was replaced by another one', async () => {
    const folder = newFolder()
    const [file, other] = [join(folder, 'x.duckdb'), join(folder, 'other.duckdb')]
    const one = await open(file)
    await one.add(1)
    await one.close()
    const foreign = await open(other)
    await foreign.add(1)
    await foreign.add(2)
    await foreign.close()
    rmSync(file)
    const gone = await open(file)
    expect(gone.database.loss).toEqual({ atMs: 1_000, keptAs: null })
    await gone.add(1)
    await gone.close()
    forgetLoss(file)
    copyFileSync(other, file)
    expect((await open(file)).database.loss).toEqual({ atMs: 1_000, keptAs: null })
  })

  it('whose record can’t be read is still a loss', () => {
    const file = join(newFolder(), 'x.duckdb')
    expect(readLoss(file)).toBeNull()
    writeFileSync(lossPath(file), '{"atMs":')
    expect(readLoss(file)).toEqual({ atMs: 0, keptAs: null })
  })

  it('isn’t reported where nothing was ever written: a file that was truncated at its creation', async () => {
    const file = join(newFolder(), 'x.duckdb')
    await (await open(file)).close()
    writeFileSync(file, '')
    const again = await open(file)
    expect(again.database.loss).toBeNull()
    await again.add(1)
    expect(await again.kept()).toEqual([1])
  })

  it('isn’t reported for a file without a commit mark, which gets one from then on', async () => {
    const folder = newFolder()
    const file = join(folder, 'x.duckdb')
    const instance = await DuckDBInstance.create(file)
    const connection = await instance.connect()
    await connection.run(
      "CREATE TABLE meta AS SELECT 'deskline-test' AS application, 1 AS version; CREATE TABLE kept AS SELECT 7 AS n"
    )
    connection.closeSync()
    instance.closeSync()
    const raised = await open(file)
    expect(raised.database.loss).toBeNull()
    expect(await raised.kept()).toEqual([7])
    await raised.add(8)
    const crashed = copyDatabase(file, join(folder, 'crashed'))
    await raised.close()
    const recovered = await open(crashed)
    expect(await recovered.kept()).toEqual([7, 8])
    await recovered.close()
    rmSync(`${crashed}.wal`, { force: true })
    copyFileSync(file, crashed)
    // By now its log identifies its file.
    const again = await open(file)
    await again.add(9)
    copyFileSync(`${file}.wal`, join(folder, 'newer.wal'))
    await again.close()
    const newer = await open(file)
    await newer.add(10)
    await newer.close()
    copyFileSync(join(folder, 'newer.wal'), `${file}.wal`)
    const mixed = await open(file)
    expect(await mixed.kept()).toEqual([7, 8, 9, 10])
    expect(mixed.database.loss).toBeNull()
  })
})

describe('a damaged log', () => {
  it('is cut after its last whole transaction; a copy is kept only if something is missing', async () => {
    const folder = newFolder()
    const file = join(folder, 'x.duckdb')
    const opened = await open(file)
    for (const n of [1, 2, 3]) await opened.add(n)
    const torn = copyDatabase(file, join(folder, 'torn'))
    const broken = copyDatabase(file, join(folder, 'broken'))
    const size = readFileSync(`${torn}.wal`).length
    writeFileSync(`${torn}.wal`, Buffer.concat([readFileSync(`${torn}.wal`), Buffer.alloc(16)]))
    const bytes = readFileSync(`${broken}.wal`)
    bytes.fill(0, size - 60)
    writeFileSync(`${broken}.wal`, bytes)

    const mended = await open(torn)
    expect(mended.database.loss).toBeNull()
    expect(await mended.kept()).toEqual([1, 2, 3])
    expect(readdirSync(join(folder, 'torn')).filter((name) => name.includes('unreadable'))).toEqual([])

    const cut = await open(broken)
    expect(cut.database.loss).toEqual({ atMs: 1_000, keptAs: 'x.duckdb.unreadable.wal' })
    expect(await cut.kept()).toEqual([1, 2])
    expect(readFileSync(join(folder, 'broken', 'x.duckdb.unreadable.wal')).equals(bytes)).toBe(true)
  })
})

describe('a damaged block inside the file', () => {
  it('costs only what shares it: the rest survives the next opening, and summary tables are empty', async () => {
    const folder = newFolder()
    const file = join(folder, 'x.duckdb')
    const sumTables = ['covered']
    const opened = await open(file, { sumTables })
    await opened.add(1)
    await opened.lane.run(async (connection) => {
      await connection.run('INSERT INTO covered VALUES (1)')
      await connection.run('INSERT INTO big SELECT range, uuid()::VARCHAR FROM range(400000)')
    })
    await opened.close()
    const bytes = readFileSync(file)
    const at = Math.floor(bytes.length * 0.6)
    bytes[at] = (bytes[at] ?? 0) ^ 1
    writeFileSync(file, bytes)

    const damaged = await open(file, { sumTables })
    const count = (one: Opened, table: string): Promise<number> =>
      one.lane.run(async (connection) => {
        const sql = { text: `SELECT count(t) FROM (SELECT * FROM ${table}) t`, values: [], types: [] }
        return Number((await rowsOf(connection, sql))[0]?.[0])
      })
    await expect(damaged.lane.run((connection) => connection.run('SELECT max(t) FROM big'))).rejects.toThrow(
      /corrupt/i
    )
    await damaged.close()

    const mended = await open(file, { sumTables, nowMs: 5_000 })
    expect(mended.database.loss).toEqual({ atMs: 5_000, keptAs: 'x.duckdb.unreadable' })
    expect(await mended.kept()).toEqual([1])
    expect(await count(mended, 'covered')).toBe(0)
    const left = await count(mended, 'big')
    expect(left).toBeGreaterThan(200_000)
    expect(left).toBeLessThan(400_000)
    await mended.add(2)
    await mended.close()
    expect(existsSync(`${file}.mended`)).toBe(false)
    expect(await (await open(file, { sumTables })).kept()).toEqual([1, 2])
  })
})

describe('errors that aren’t damage change nothing', () => {
  const contentOf = (folder: string): Map<string, string> =>
    new Map(
      readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map(({ name }) => [name, readFileSync(join(folder, name)).toString('base64')])
    )

  it('a file written by a later version of Deskline', async () => {
    const folder = newFolder()
    const file = join(folder, 'x.duckdb')
    const later = await open(file, { version: 2 })
    await later.add(1)
    await later.close()
    const was = contentOf(folder)
    await expect(open(file)).rejects.toThrow(LaterVersion)
    expect([...contentOf(folder).keys()]).toEqual([...was.keys()])
    const again = await open(file, { version: 2 })
    expect(again.database.loss).toBeNull()
    expect(await again.kept()).toEqual([1])
  })

  it('a folder in place of the file or its log', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'x.duckdb'))
    await expect(open(join(folder, 'x.duckdb'))).rejects.toThrow()
    const file = join(folder, 'y.duckdb')
    await (await open(file)).close()
    mkdirSync(`${file}.wal`)
    const was = contentOf(folder)
    await expect(open(file)).rejects.toThrow()
    expect(contentOf(folder)).toEqual(was)
    rmSync(`${file}.wal`, { recursive: true })
    expect((await open(file)).database.loss).toBeNull()
  })
})

describe('a file without a commit mark', () => {
  const makeOld = async (file: string): Promise<void> => {
    const instance = await DuckDBInstance.create(file)
    const connection = await instance.connect()
    await connection.run(
      "CREATE TABLE meta AS SELECT 'deskline-test' AS application, 1 AS version; CREATE TABLE kept AS SELECT 7 AS n"
    )
    connection.closeSync()
    instance.closeSync()
  }

  it('records what it held, so that its loss is noticed before anything was added', async () => {
    const file = join(newFolder(), 'x.duckdb')
    await makeOld(file)
    await (await open(file)).close()
    rmSync(file)
    expect((await open(file)).database.loss).not.toBeNull()
  })

  it.each([
    ['empty', (file: string) => writeFileSync(file, '')],
    ['no database', (file: string) => writeFileSync(file, 'something')],
    [
      'gone, with its log there',
      (file: string) => {
        writeFileSync(`${file}.wal`, 'something')
        rmSync(file)
      }
    ]
  ])('that is %s is reported as a loss', async (_, change) => {
    const file = join(newFolder(), 'x.duckdb')
    await makeOld(file)
    change(file)
    expect((await open(file)).database.loss).not.toBeNull()
  })
})
