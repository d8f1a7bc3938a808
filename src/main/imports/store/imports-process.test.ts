import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { build } from 'vite'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import type { ImportsResult } from '../../../shared/imports/imports'
import { buildProcess, startNodeProcess, type BuiltProgram } from '../../platform/process/testing/process'
import { startInProcess } from '../../platform/process/testing/in-process'
import { createListReader } from '../parsing/list-reader'
import { startListThread } from '../parsing/list-thread'
import { createImportsDispatcher } from './imports-dispatcher'
import { createImportsClient, type ImportsClient, type ImportsClientDeps } from './imports-client'
import type { ImportInput, ImportOutput, ImportsProgress } from '../imports-operations'

let program: BuiltProgram
const children: ChildProcess[] = []
const clients: ImportsClient[] = []
const folders: string[] = []

beforeAll(async () => {
  program = await buildProcess('imports-process.ts', 'list-worker.ts')
}, 60_000)
afterAll(() => program.remove())
afterEach(async () => {
  await Promise.all(clients.splice(0).map((client) => client.close()))
  children.splice(0)
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-imports-'))
  folders.push(folder)
  return folder
}

function open(file: string, deps: Partial<ImportsClientDeps> = {}): ImportsClient {
  const client = createImportsClient({
    start: startNodeProcess(program.path, children),
    file,
    now: () => 1_000,
    ...deps
  })
  clients.push(client)
  return client
}

/** The dispatcher in this process, for rules that don't depend on the border of the process. */
const inProcess = {
  start: startInProcess((deps) => {
    const startWorker = startListThread(join(dirname(program.path), 'list-worker.js'))
    return createImportsDispatcher({ ...deps, reader: createListReader({ startWorker }) })
  })
}

function value<T>(result: ImportsResult<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const failed = (code: string) => ({ ok: false, error: { code } })
const dialOf = (at: number): string => `138${String(at).padStart(8, '0')}`
const id = '00000000-0000-4000-8000-000000000001'

/** Writes a list of these numbers, each in a row with a name. */
function listFile(folder: string, dials: readonly string[], name = 'list.csv'): string {
  const path = join(folder, name)
  writeFileSync(path, ['姓名,电话', ...dials.map((dial, at) => `客户${at},${dial}`)].join('\r\n'))
  return path
}

const numbers = (count: number, from = 0): string[] =>
  Array.from({ length: count }, (_, at) => dialOf(from + at))

/** Adds a list and reads it as table 1. */
async function readList(
  client: ImportsClient,
  path: string,
  onProgress?: (progress: ImportsProgress) => void
) {
  const look = value(await client.ask('addSource', { sourceId: 1, source: { kind: 'file', path } }))
  const [table] = look.tables
  if (table === undefined) throw new Error('no table')
  const asked = { tableId: 1, sourceId: 1, sheetIndex: table.sheetIndex, options: table.found }
  return { look, asked, totals: await client.ask('readTable', asked, { onProgress }) }
}

const comparison = { tableIds: [1], campaignId: 'spring' }

const creation = (
  expected: number,
  other: Partial<ImportInput<'createImport'>> = {}
): ImportInput<'createImport'> => ({
  id,
  campaignId: 'spring',
  tableIds: [1],
  files: [{ name: 'list.csv', sheet: null }],
  isDoubtfulIncluded: false,
  expected,
  batchSize: 10,
  nowMs: 2_000,
  ...other
})

const begin = (client: ImportsClient, no: number, from: number, to: number) =>
  client.ask('beginRequest', { id, no, from, to, nowMs: 3_000 })
const settle = (client: ImportsClient, no: number) =>
  client.ask('recordOutcome', { id, no, outcome: 'accepted', cuts: [], error: null, nowMs: 4_000 })

describe('an import', () => {
  it('that is killed half-way keeps its plan: settled requests are sent, those in flight are unknown', async () => {
    const folder = newFolder()
    const file = join(folder, 'imports.duckdb')
    const client = open(file)
    const list = listFile(folder, [...numbers(35), dialOf(0), '1.38E+10', ''])
    const { look, totals } = await readList(client, list)
    expect(look).toMatchObject({ format: 'text', name: 'list.csv' })
    expect(value(totals)).toEqual({ lines: 38, blankLines: 0, undecodableLines: 0, brokenLines: 0 })
    const { summary } = value(await client.ask('compare', comparison))
    expect(summary).toMatchObject({ entries: 38, valid: 35, doubtful: 0 })
    const made = value(await client.ask('createImport', creation(35)))
    expect(made).toMatchObject({ total: 35, leftOut: 3, state: 'open' })
    expect(value(await begin(client, 1, 0, 10)).numbers).toEqual(numbers(10))
    value(await settle(client, 1))
    expect(value(await begin(client, 2, 10, 20)).numbers).toEqual(numbers(10, 10))

    children[0]?.kill('SIGKILL')
    await vi.waitFor(() => expect(children[0]?.signalCode).toBe('SIGKILL'))
    expect(value(await client.ask('plan', { id }))).toEqual({
      total: 35,
      waiting: [{ from: 20, to: 35 }],
      nextNo: 3,
      sent: 10,
      refused: 0,
      unknown: 10,
      undecided: 1
    })
    expect(children).toHaveLength(2)
    expect(value(await begin(client, 3, 20, 30)).numbers).toEqual(numbers(10, 20))
    expect(await begin(client, 4, 10, 20)).toEqual(failed('input-invalid'))
    expect(value(await client.ask('report', { id }))).toMatchObject({
      sent: 10,
      unknown: 10,
      waiting: 15,
      leftOut: 3
    })
  })

  it('is readable only by its owner, including the log beside it', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'))
    await readList(client, listFile(folder, numbers(3)))
    value(await client.ask('compare', comparison))
    value(await client.ask('createImport', creation(3)))
    const kept = readdirSync(folder).filter((name) => name.startsWith('imports.duckdb'))
    expect(kept).toContain('imports.duckdb.wal')
    for (const name of kept) expect([name, statSync(join(folder, name)).mode & 0o077]).toEqual([name, 0])
  })

  it('leaves an empty draft, and its numbers are recognised when they come again', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'), inProcess)
    await readList(client, listFile(folder, numbers(20)))
    value(await client.ask('createImport', creation(20)))
    expect(await client.ask('compare', comparison)).toEqual(failed('not-found'))
    const again = {
      sourceId: 1,
      sheetIndex: null,
      encoding: null,
      delimiter: null,
      header: 'find',
      isHiddenIncluded: false
    } as const
    expect(await client.ask('probeTable', again)).toEqual(failed('not-found'))
    value(await begin(client, 1, 0, 10))
    value(await settle(client, 1))
    await readList(client, listFile(folder, numbers(20)))
    const { summary } = value(await client.ask('compare', comparison))
    expect(summary.byReason).toEqual([{ reason: 'imported-before', count: 10 }])
    expect(await client.ask('createImport', creation(10))).toEqual(failed('input-invalid'))
    expect((await client.ask('compare', comparison)).ok).toBe(true)
  })

  it('continues while a list is read and compared', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'))
    await readList(client, listFile(folder, numbers(400)))
    value(await client.ask('createImport', creation(400)))
    const long = listFile(folder, numbers(200_000), 'long.csv')
    const told: string[] = []
    let requests = 0
    const work = (async () => {
      value((await readList(client, long, () => told.push('read'))).totals)
      value(await client.ask('compare', comparison))
      told.push('compared')
    })()
    for (; !told.includes('compared') && requests < 40; requests += 1) {
      value(await begin(client, requests + 1, requests * 10, requests * 10 + 10))
      value(await settle(client, requests + 1))
      told.push('sent')
    }
    await work
    expect(told.indexOf('sent')).toBeLessThan(told.indexOf('compared'))
    expect(value(await client.ask('plan', { id })).sent).toBe(requests * 10)
  })
})

describe('lists', () => {
  it('are read one after the other, and cancelled ones leave nothing behind', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'))
    const long = listFile(folder, numbers(300_000), 'long.csv')
    const cancelling = new AbortController()
    const { asked } = await readList(client, listFile(folder, numbers(3)))
    value(await client.ask('addSource', { sourceId: 2, source: { kind: 'file', path: long } }))
    const reading = client.ask(
      'readTable',
      { ...asked, tableId: 2, sourceId: 2 },
      { signal: cancelling.signal, onProgress: () => cancelling.abort() }
    )
    const pasted = client.ask('addSource', {
      sourceId: 3,
      source: { kind: 'text', text: numbers(5).join('\n') }
    })
    expect(await reading).toEqual(failed('cancelled'))
    expect(value(await pasted)).toMatchObject({ format: 'pasted', name: '' })
    expect(await client.ask('compare', { tableIds: [1, 2], campaignId: null })).toEqual(failed('not-found'))
    expect(value(await client.ask('compare', { tableIds: [1], campaignId: null })).summary.valid).toBe(3)
  })

  it('that are missing or unknown are reported', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'), inProcess)
    const path = join(folder, 'missing.csv')
    expect(await client.ask('addSource', { sourceId: 1, source: { kind: 'file', path } })).toEqual(
      failed('list-unreadable')
    )
    const options = {
      encoding: null,
      delimiter: null,
      headerLine: null,
      isHiddenIncluded: false,
      numberColumns: [0]
    }
    expect(await client.ask('readTable', { tableId: 1, sourceId: 1, sheetIndex: null, options })).toEqual(
      failed('not-found')
    )
  })
})

describe('the block list', () => {
  const refresh = (client: ImportsClient): Promise<ImportsResult<ImportOutput<'refreshBlockList'>>> =>
    client.ask('refreshBlockList', { nowMs: 6_000 })

  it('contains every number in any cell of the file, and the suggestion for a damaged one', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'), inProcess)
    const path = join(folder, 'never.csv')
    writeFileSync(path, `a,b,c\n${dialOf(1)},x,${dialOf(2)}\ny,${dialOf(3)}.0,${dialOf(1)}\n`)
    expect(value(await client.ask('readBlockList', { path, nowMs: 5_000 }))).toEqual({
      fileName: 'never.csv',
      numbers: 3,
      readAtMs: 5_000,
      isOutdated: false
    })
    await readList(client, listFile(folder, numbers(5)))
    const { summary } = value(await client.ask('compare', comparison))
    expect(summary).toMatchObject({ valid: 2, byReason: [{ reason: 'blocked', count: 3 }] })
  })

  it('includes every column of a wide file', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'), inProcess)
    const path = join(folder, 'wide.csv')
    writeFileSync(path, [numbers(45).join(','), numbers(45, 45).join(',')].join('\n'))
    expect(value(await client.ask('readBlockList', { path, nowMs: 5_000 })).numbers).toBe(90)
  })

  it('includes columns that only later rows have, and more columns than are shown', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'), inProcess)
    const path = join(folder, 'ragged.csv')
    const short = Array.from({ length: 2_000 }, (_, at) => `name ${at},${dialOf(at)}`)
    writeFileSync(path, [...short, `x,y,${','.repeat(300)}${dialOf(2_000)}`].join('\n'))
    expect(value(await client.ask('readBlockList', { path, nowMs: 5_000 })).numbers).toBe(2_001)
  })

  it('is read again when its file changed; when the file is gone, the numbers stay as outdated', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'), inProcess)
    expect(value(await refresh(client))).toBeNull()
    const path = listFile(folder, numbers(3), 'never.csv')
    const first = value(await client.ask('readBlockList', { path, nowMs: 5_000 }))
    expect(value(await refresh(client))).toEqual(first)
    listFile(folder, numbers(4), 'never.csv')
    expect(value(await refresh(client))).toMatchObject({ numbers: 4, readAtMs: 6_000, isOutdated: false })
    const { mtimeMs } = statSync(path)
    utimesSync(path, new Date(), new Date(mtimeMs + 5_000))
    expect(value(await refresh(client))).toMatchObject({ numbers: 4, isOutdated: false })
    rmSync(path)
    expect(value(await refresh(client))).toMatchObject({ numbers: 4, isOutdated: true })
    expect(await client.ask('readBlockList', { path, nowMs: 7_000 })).toEqual(failed('list-unreadable'))
    value(await client.ask('clearBlockList', {}))
    expect(value(await refresh(client))).toBeNull()
  })

  it('whose reading is cancelled stays unchanged', async () => {
    const folder = newFolder()
    const client = open(join(folder, 'imports.duckdb'), inProcess)
    const path = listFile(folder, numbers(3), 'never.csv')
    const first = value(await client.ask('readBlockList', { path, nowMs: 5_000 }))
    const cancelling = new AbortController()
    const long = listFile(folder, numbers(300_000), 'long.csv')
    const options = { signal: cancelling.signal, onProgress: () => cancelling.abort() }
    expect(await client.ask('readBlockList', { path: long, nowMs: 5_000 }, options)).toEqual(
      failed('cancelled')
    )
    expect(value(await refresh(client))).toEqual(first)
  })
})

describe('the database file', () => {
  it('is locked against other processes', async () => {
    const file = join(newFolder(), 'imports.duckdb')
    const first = open(file)
    value(await first.ask('imports', {}))
    expect(await open(file).ask('imports', {})).toEqual(failed('imports-locked'))
    expect(value(await first.ask('imports', {}))).toEqual([])
  })

  it('that is corrupt is kept as a copy and reported as a loss; all of it is removed on request', async () => {
    const folder = newFolder()
    const file = join(folder, 'imports.duckdb')
    writeFileSync(file, 'not a database')
    writeFileSync(join(folder, 'records.duckdb'), '')
    const onLoss = vi.fn()
    const client = open(file, { ...inProcess, onLoss })
    expect(value(await client.ask('imports', {}))).toEqual([])
    expect(onLoss).toHaveBeenCalledExactlyOnceWith({
      atMs: expect.any(Number) as number,
      keptAs: 'imports.duckdb.unreadable'
    })
    expect(existsSync(`${file}.unreadable`)).toBe(true)
    value(await client.removeAll())
    expect(readdirSync(folder)).toEqual(['records.duckdb'])
    expect(value(await client.ask('imports', {}))).toEqual([])
  })
})

it('the client in the main process bundles no database and no list reader', async () => {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { ssr: join(import.meta.dirname, 'imports-client.ts'), write: false }
  })
  const text = JSON.stringify(built)
  expect(text).toContain('createImportsClient')
  expect(text).not.toMatch(/duckdb\/|csv-parse|yauzl/)
})
