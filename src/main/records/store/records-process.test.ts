import type { ChildProcess } from 'node:child_process'
import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ExportProgress, ExportRequest } from '../../../shared/records/export-schema'
import type { RecordSort } from '../../../shared/records/filter-schema'
import { build } from 'vite'
import { openNoteLog } from './note-log'
import { systemClock } from '../../platform/clock'
import { buildProcess, startNodeProcess, type BuiltProgram } from '../../platform/process/testing/process'
import { startInProcess } from '../../platform/process/testing/in-process'
import { createRecordsClient, type RecordsClient, type RecordsClientDeps } from './records-client'
import { createRecordsDispatcher } from './records-dispatcher'
import { writeCsv } from './export/export-file'
import { createBench, replyOf, utc, value } from './testing/store'

let program: BuiltProgram
const children: ChildProcess[] = []
const clients: RecordsClient[] = []
const folders: string[] = []
const bench = createBench()

beforeAll(async () => {
  program = await buildProcess('records-process.ts')
}, 60_000)
afterAll(() => program.remove())
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  await bench.clean()
  children.splice(0)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const newFile = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-records-'))
  folders.push(folder)
  return join(folder, 'records.duckdb')
}

/** The notes in the folder of `file`. */
const notesBeside = (file: string) =>
  openNoteLog(join(dirname(file), 'notes.log'), { notes: [], onTakenOver: () => undefined })

function open(file: string, deps: Partial<RecordsClientDeps> = {}): RecordsClient {
  const client = createRecordsClient({
    start: startNodeProcess(program.path, children),
    file,
    clock: { now: () => 1_000, after: (delayMs, task) => systemClock.after(delayMs, task) },
    isShown: () => false,
    notes: notesBeside(file),
    ...deps
  })
  clients.push(client)
  return client
}

/** The dispatcher in this process, for rules that don't depend on the border of the process. */
const inProcess = {
  start: startInProcess((deps) => createRecordsDispatcher({ ...deps, writers: { csv: writeCsv } }))
}

const newest: RecordSort = { column: 'startedAtMs', direction: 'descending' }
const day = Date.UTC(2026, 2, 1)
const calls = (count: number, prefix = 'id') =>
  Array.from({ length: count }, (_, index) => ({
    id: `${prefix}-${index}`,
    calleeNumber: `138${String(index).padStart(8, '0')}`,
    startTime: new Date(day + index * 1_000).toISOString()
  }))
const body = (count: number, prefix = 'id') => ({ body: replyOf(calls(count, prefix)) })
const all = { filter: {}, sort: newest, zone: utc }
const total = async (client: RecordsClient): Promise<number> =>
  value(await client.ask('view', all)).totals.calls

const exportOf = (viewId: number, path: string): ExportRequest => ({
  viewId,
  isMasked: false,
  format: 'csv',
  path,
  columns: ['id', 'calleeNumber'],
  labels: {
    columns: {
      startedAtMs: 's',
      answeredAtMs: 'a',
      endedAtMs: 'e',
      callerNumber: 'c',
      contactName: 'Name',
      calleeNumber: 'Number',
      agentId: 'g',
      salesmanCode: 'm',
      duration: 'd',
      cost: 'y',
      outcome: 'o',
      result: 'u',
      hasRecording: 'r',
      note: 'n',
      tags: 't',
      id: 'Id'
    },
    results: {},
    outcomes: {
      answered: 'answered',
      'not-answered': 'not answered',
      'not-reached': 'not reached',
      'phone-failed': 'phone failed',
      unknown: 'unknown'
    },
    yes: 'yes',
    no: 'no'
  },
  zone: utc
})

describe('the records process', () => {
  it('ingests a reply, and returns a view, its rows, its totals and single calls', async () => {
    const client = open(newFile())
    expect(value(await client.ask('ingest', body(1_000)))).toMatchObject({ rowCount: 1_000, added: 1_000 })
    const { viewId, totals } = value(await client.ask('view', all))
    expect(totals.calls).toBe(1_000)
    const page = value(await client.ask('rows', { viewId, offset: 998, limit: 500 }))
    expect(page.rows.map(({ id }) => id)).toEqual(['id-1', 'id-0'])
    expect(
      value(await client.ask('summary', { filter: { text: '13800000007' }, zone: utc })).totals.calls
    ).toBe(1)
    expect(value(await client.ask('one', { id: 'id-5' })).calleeNumber).toBe('13800000005')
    expect(await client.ask('one', { id: 'nobody' })).toEqual({ ok: false, error: { code: 'not-found' } })
    expect(children).toHaveLength(1)
  })

  it('rejects invalid input and continues', async () => {
    const client = open(newFile(), inProcess)
    expect(await client.ask('rows', { viewId: 1, offset: -1, limit: 1_000_000 })).toEqual({
      ok: false,
      error: { code: 'input-invalid' }
    })
    expect(await total(client)).toBe(0)
  })

  it('that crashes is an error, and the next request gets a new one with all stored data', async () => {
    const client = open(newFile())
    value(await client.ask('ingest', body(100)))
    const { viewId } = value(await client.ask('view', all))
    const asked = client.ask('summary', { filter: {}, zone: utc })
    children[0]?.kill('SIGKILL')
    expect(await asked).toEqual({ ok: false, error: { code: 'records-failed' } })
    expect(await client.ask('rows', { viewId, offset: 0, limit: 1 })).toEqual({
      ok: false,
      error: { code: 'view-outdated' }
    })
    expect(await total(client)).toBe(100)
    expect(children).toHaveLength(2)
  })

  it('that does not answer in time is terminated', async () => {
    const client = open(newFile(), { limitsMs: { ingest: 1 } })
    value(await client.ask('covered', {}))
    expect(await client.ask('ingest', body(10_000))).toEqual({ ok: false, error: { code: 'timed-out' } })
    expect((await client.ask('covered', {})).ok).toBe(true)
    expect(children.map(({ signalCode }) => signalCode)).toEqual(['SIGKILL', null])
  })

  it('that is killed while ingesting leaves only whole replies', { timeout: 60_000 }, async () => {
    const file = newFile()
    const size = 2_000
    const client = open(file)
    for (let round = 0; round < 4; round += 1) {
      const taken = client.ask('ingest', body(size, `r${round}-0`))
      const more = Array.from({ length: 6 }, (_, index) =>
        client.ask('ingest', body(size, `r${round}-${index + 1}`))
      )
      expect((await taken).ok).toBe(true)
      children.at(-1)?.kill('SIGKILL')
      const results = await Promise.all(more)
      expect(results.some(({ ok }) => !ok)).toBe(true)
      const kept = await total(client)
      expect(kept % size).toBe(0)
      const acknowledged = 1 + results.filter(({ ok }) => ok).length
      expect(kept).toBeGreaterThanOrEqual(acknowledged * size)
    }
  })

  it('reports a request that is cancelled before or during its work', async () => {
    const client = open(newFile())
    for (const prefix of ['a', 'b', 'c']) value(await client.ask('ingest', body(10_000, prefix)))
    expect(await client.ask('view', all, { signal: AbortSignal.abort() })).toEqual({
      ok: false,
      error: { code: 'cancelled' }
    })
    const cancelling = new AbortController()
    const path = join(dirname(newFile()), 'out.csv')
    const { viewId } = value(await client.ask('view', all))
    const result = await client.ask('export', exportOf(viewId, path), {
      signal: cancelling.signal,
      onProgress: () => cancelling.abort()
    })
    expect(result).toEqual({ ok: false, error: { code: 'cancelled' } })
    expect(readdirSync(dirname(path))).toEqual([])
  })

  it('on a file in use is rejected as locked, and the file stays', async () => {
    const file = newFile()
    const first = open(file)
    value(await first.ask('ingest', body(10)))
    expect(await open(file).ask('covered', {})).toEqual({ ok: false, error: { code: 'records-locked' } })
    expect(await total(first)).toBe(10)
    await first.close()
    expect(await total(open(file))).toBe(10)
  })

  it('rejects a second store on the same file as locked', async () => {
    const file = newFile()
    await bench.open({ file })
    await expect(bench.open({ file })).rejects.toThrow('records-locked')
  })
})

it('the client in the main process bundles no database', async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'records-client.ts'), write: false }
  })
  const text = JSON.stringify(built)
  expect(text).toContain('createRecordsClient')
  expect(text).not.toContain('duckdb/')
})

describe('a file that this version didn’t write', () => {
  const write = (text: string) => (file: string) => writeFile(file, text)
  const foreign = async (file: string, statement: string): Promise<void> => {
    const instance = await DuckDBInstance.create(file)
    const connection = await instance.connect()
    await connection.run(statement)
    connection.closeSync()
    instance.closeSync()
  }

  it.each([
    ['text', write('not a database'), 'records.duckdb.unreadable'],
    ['nothing', write(''), null],
    [
      'another program’s database',
      (file: string) => foreign(file, 'CREATE TABLE mine AS SELECT 1 AS one'),
      'records.duckdb.unreadable'
    ]
  ])('%s: is set aside and reported as a loss, and a new one is created', async (_, make, keptAs) => {
    const file = newFile()
    await make(file)
    const onOpened = vi.fn()
    const client = open(file, { ...inProcess, onOpened })
    expect(value(await client.ask('ingest', body(5))).added).toBe(5)
    expect(onOpened).toHaveBeenCalledExactlyOnceWith({
      loss: { atMs: 1_000, keptAs },
      unreadableNotes: 0,
      isNoteLogCompactable: false
    })
    expect(existsSync(`${file}.unreadable`)).toBe(keptAs !== null)
    await client.removeAll()
    expect(readdirSync(dirname(file))).toEqual([])
  })
})

describe('signing out', () => {
  it('removes the file and all that belongs to it, and nothing else; the notes stay and come back', async () => {
    const file = newFile()
    const notes = notesBeside(file)
    writeFileSync(join(dirname(file), 'recents.json'), '{}')
    writeFileSync(`${file}-of-mine.txt`, '')
    const client = open(file, { notes })
    value(await client.ask('ingest', body(5)))
    const note = { id: 'id-3', result: 'interested', note: 'call back', tags: ['vip'] }
    expect(notes.append(note).ok).toBe(true)
    value(await client.showNote(note))
    value(await client.removeAll())
    expect(readdirSync(dirname(file))).toEqual(['notes.log', 'recents.json', 'records.duckdb-of-mine.txt'])
    value(await client.ask('ingest', body(5)))
    expect(
      value(await client.ask('view', { ...all, filter: { text: 'call', results: ['interested'] } })).totals
        .calls
    ).toBe(1)
  })

  it('works without a process, and on a store itself', async () => {
    const file = newFile()
    writeFileSync(file, 'broken')
    value(await open(file, inProcess).removeAll())
    expect(readdirSync(dirname(file))).toEqual([])
    const store = await bench.open({ file })
    value(await store.ingest(replyOf(calls(3))))
    value(await store.removeAll())
    expect(readdirSync(dirname(file))).toEqual([])
    expect(await store.covered()).toEqual({ ok: false, error: { code: 'records-failed' } })
  })
})

describe('an export', () => {
  it('writes every row of the view in order, reports progress and replaces the file once complete', async () => {
    const client = open(newFile(), inProcess)
    value(await client.ask('ingest', body(12_000)))
    const { viewId } = value(
      await client.ask('view', { ...all, sort: { column: 'calleeNumber', direction: 'ascending' } })
    )
    const path = join(dirname(newFile()), '记录 2026.csv')
    writeFileSync(path, 'an older one')
    const told: ExportProgress[] = []
    const result = await client.ask('export', exportOf(viewId, path), {
      onProgress: (progress) => told.push(progress)
    })
    expect(value(result)).toEqual({ rows: 12_000 })
    const lines = readFileSync(path, 'utf8').split('\r\n')
    expect(lines).toEqual([
      '\ufeffId,Number',
      ...calls(12_000).map(({ id, calleeNumber }) => `${id},${calleeNumber}`),
      ''
    ])
    expect(told.at(-1)).toEqual({ rows: 12_000, totalRows: 12_000 })
    expect(readdirSync(dirname(path))).toEqual(['记录 2026.csv'])
  })

  it('that can’t be written, or whose view is outdated, leaves nothing behind', async () => {
    const client = open(newFile(), inProcess)
    value(await client.ask('ingest', body(10)))
    const { viewId } = value(await client.ask('view', all))
    const folder = dirname(newFile())
    const code = async (request: ExportRequest) => {
      const result = await client.ask('export', request)
      return result.ok ? 'ok' : result.error.code
    }
    expect(await code(exportOf(viewId, join(folder, 'missing', 'x.csv')))).toBe('export-failed')
    expect(await code(exportOf(viewId, folder))).toBe('export-failed')
    expect(await code(exportOf(viewId + 1, join(folder, 'x.csv')))).toBe('view-outdated')
    expect(readdirSync(folder)).toEqual([])
  })
})
