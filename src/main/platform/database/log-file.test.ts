import { DuckDBInstance } from '@duckdb/node-api'
import { appendFileSync, copyFileSync, mkdtempSync, readFileSync, rmSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { checksumOf, cutLog, readLog } from './log-file'
import { flipBit } from './testing/faults'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

interface MadeLog {
  file: string
  log: string
  /** The end offset of each transaction. */
  ends: number[]
}

/** A log written by DuckDB, with entries of every length and kind that the stores write. */
async function makeLog(version: string): Promise<MadeLog> {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-log-'))
  folders.push(folder)
  const open = join(folder, 'open.duckdb')
  const instance = await DuckDBInstance.create(open, { storage_compatibility_version: version })
  const connection = await instance.connect()
  const ends: number[] = []
  const run = async (sql: string): Promise<void> => {
    await connection.run(sql)
    ends.push(readFileSync(`${open}.wal`).length)
  }
  await run('CREATE TABLE t (n INTEGER, s VARCHAR)')
  for (let length = 0; length < 17; length += 1)
    await run(`INSERT INTO t VALUES (${length}, '${'x'.repeat(length)}')`)
  await run("BEGIN; UPDATE t SET s = '号码' WHERE n < 5; DELETE FROM t WHERE n = 7; COMMIT")
  await run("INSERT INTO t SELECT range, 'y' FROM range(5000)")
  const file = join(folder, 'killed.duckdb')
  copyFileSync(open, file)
  copyFileSync(`${open}.wal`, `${file}.wal`)
  connection.closeSync()
  instance.closeSync()
  return { file, log: `${file}.wal`, ends }
}

it.each(['v1.0.0', 'v1.4.0'])(
  'reads the complete log that the database writes for a file of %s',
  async (version) => {
    const { log, ends } = await makeLog(version)
    const sizeBytes = readFileSync(log).length
    expect(readLog(log)).toEqual({ sizeBytes, wholeBytes: sizeBytes, isKnown: true })
    expect(ends.at(-1)).toBe(sizeBytes)
  }
)

it('a log cut anywhere is whole up to its last complete transaction', async () => {
  const { log, ends } = await makeLog('v1.4.0')
  const bytes = readFileSync(log)
  const headerBytes =
    readLog(log).wholeBytes === bytes.length ? bytes.indexOf(Buffer.from([0xff, 0xff])) + 2 : 0
  for (let size = Math.min(bytes.length, (ends[12] ?? 0) + 40); size >= 0; size -= 1) {
    truncateSync(log, size)
    const expected = ends.filter((end) => end <= size).at(-1) ?? (size >= headerBytes ? headerBytes : 0)
    expect([size, readLog(log).wholeBytes]).toEqual([size, expected])
  }
})

it('bytes after the last transaction don’t count, and a flipped bit ends the whole part before it', async () => {
  const { log, ends } = await makeLog('v1.4.0')
  const bytes = readFileSync(log)
  for (const tail of [Buffer.alloc(5), Buffer.alloc(16), Buffer.alloc(4_096), Buffer.alloc(300, 0x5a)]) {
    appendFileSync(log, tail)
    expect(readLog(log).wholeBytes).toBe(bytes.length)
    cutLog(log, bytes.length)
  }
  const first = ends[0] ?? 0
  for (let at = first * 8; at < (ends[4] ?? 0) * 8; at += 11) {
    flipBit(log, at)
    expect([at, readLog(log).wholeBytes]).toEqual([at, ends.filter((end) => end <= at >> 3).at(-1)])
    flipBit(log, at)
  }
})

it('the database opens with a log cut there, and has every transaction before the cut', async () => {
  const { file, log, ends } = await makeLog('v1.4.0')
  flipBit(log, ((ends[10] ?? 0) + 20) * 8)
  cutLog(log, readLog(log).wholeBytes)
  const instance = await DuckDBInstance.create(file)
  const connection = await instance.connect()
  const rows = await connection.runAndReadAll('SELECT count(*) FROM t')
  expect(rows.getRows()).toEqual([[10n]])
  connection.closeSync()
  instance.closeSync()
})

it('computes the database’s checksum of a flush entry and of empty input', () => {
  expect(checksumOf(Uint8Array.of(0x64, 0, 0x64, 0xff, 0xff))).toBe(0x5e3d_ed2f_727d_fee7n)
  expect(checksumOf(new Uint8Array())).toBe(5381n)
})
