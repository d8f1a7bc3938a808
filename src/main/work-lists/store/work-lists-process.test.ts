import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { CodedResult } from '../../../shared/platform/coded-result'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import { systemClock } from '../../platform/clock'
import { buildProcess, startNodeProcess, type BuiltProgram } from '../../platform/process/testing/process'
import { createRandom, fuzzSeed } from '../../platform/testing/fuzzing/random'
import { runSize } from '../../platform/testing/run-size'
import { exportWordsEn, listIdAt, numberAt } from '../testing/entries'
import type { WorkListInput } from '../work-lists-operations'
import { createWorkListsClient, type WorkListsClient } from './work-lists-client'

let program: BuiltProgram
let folder: string
const children: ChildProcess[] = []
const clients: WorkListsClient[] = []
const losses: unknown[] = []

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-work-lists-process-'))
  program = await buildProcess('work-lists-process.ts', 'contact-worker.ts')
})
afterAll(async () => {
  await Promise.all(clients.map((client) => client.close()))
  program.remove()
  rmSync(folder, { recursive: true, force: true })
})

function open(name: string): WorkListsClient {
  const client = createWorkListsClient({
    start: startNodeProcess(program.path, children),
    file: join(folder, name),
    clock: systemClock,
    onOpened: ({ loss }) => losses.push(loss)
  })
  clients.push(client)
  return client
}

function value<T>(result: CodedResult<T, string>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** A source of entries. */
function sourceOf(listId: string, count: number): WorkListInput<'make'> {
  const path = join(folder, `${listId}.csv`)
  const rows = Array.from({ length: count }, (_, at) => `客户 ${at},${numberAt(at)},城市 ${at % 7}`)
  writeFileSync(path, `姓名,手机,城市\n${rows.join('\n')}\n`)
  return {
    listId,
    name: 'List',
    path,
    table: { kind: 'table', sheetIndex: null, encoding: 'utf-8', delimiter: 'comma', headerLine: 1 },
    columns: [
      { kind: 'name', label: '姓名' },
      { kind: 'number', label: '' },
      { kind: 'field', label: '城市' }
    ],
    nowMs: 1
  }
}

const entriesOf = async (client: WorkListsClient, listId: string): Promise<WorkEntry[]> => {
  const filter = { states: [], results: [], text: '' }
  return value(await client.ask('entries', { listId, filter, offset: 0, limit: 500 })).rows
}

it('a kill at any moment between claim and settle loses no entry and no acknowledged step', async () => {
  const client = open('killed.duckdb')
  const listId = listIdAt(1)
  const size = 20
  value(await client.ask('make', sourceOf(listId, size)))
  value(await client.ask('publish', { listId }))
  const random = createRandom(fuzzSeed)
  const stepsOf = (id: number, callKey: string) => {
    const ref = { listId, id }
    const call = { callKey, callId: 'c', outcome: 'answered' as const, result: 'done', note: '备注' }
    const step = { kind: 'later' as const, dueAtMs: 10, isRetry: true }
    return [
      { state: 'calling', run: () => client.ask('claim', { ...ref, callKey, nowMs: 5 }) },
      { state: 'calling', run: () => client.ask('accepted', { ...ref, callKey, callId: 'c' }) },
      { state: 'later', run: () => client.ask('settle', { ...ref, step, call, nowMs: 6 }) },
      { state: 'calling', run: () => client.ask('unsettle', ref) },
      { state: 'later', run: () => client.ask('settle', { ...ref, step, call, nowMs: 6 }) }
    ]
  }
  for (let round = 0; round < runSize(4, 60); round += 1) {
    const id = random.below(size)
    const before = await entriesOf(client, listId)
    const timer = setTimeout(() => children.at(-1)?.kill('SIGKILL'), random.below(40))
    let last = before[id]?.state ?? ''
    let unanswered: string | null = null
    for (const { state, run } of stepsOf(id, `call ${round}`)) {
      const done = await run()
      if (!done.ok) {
        // The process was killed before it replied: the step is done or isn't.
        expect(['work-lists-failed', 'work-entry-changed']).toContain(done.error.code)
        unanswered = state
        break
      }
      last = state
    }
    clearTimeout(timer)
    const after = await entriesOf(client, listId)
    expect(after).toHaveLength(size)
    expect([last, unanswered]).toContain(after[id]?.state)
    // Nothing else has changed.
    expect(after.filter((entry) => entry.id !== id)).toEqual(before.filter((entry) => entry.id !== id))
    const claimed = value(await client.ask('claimed', {})).map(({ entry }) => entry.id)
    expect(claimed).toEqual(after.filter(({ state }) => state === 'calling').map((entry) => entry.id))
    // As at the start of the program: what was being called is settled.
    for (const entry of after.filter(({ state }) => state === 'calling'))
      value(await client.ask('doubt', { listId, id: entry.id, callKey: entry.callKey ?? '' }))
  }
  expect(new Set(losses)).toEqual(new Set([null]))
}, 600_000)

it('a list that is killed or cancelled while it is made isn’t there', async () => {
  const client = open('made.duckdb')
  // Several batches, between which it is cancelled.
  const count = runSize(15_000, 60_000)
  const cancelling = new AbortController()
  const made = client.ask('make', sourceOf(listIdAt(2), count), {
    signal: cancelling.signal,
    onProgress: () => cancelling.abort()
  })
  expect(await made).toEqual({ ok: false, error: { code: 'cancelled' } })
  value(await client.ask('make', sourceOf(listIdAt(3), count)))
  expect(value(await client.ask('lists', {}))).toEqual([])
  const killed = client.ask('make', sourceOf(listIdAt(4), count), {
    onProgress: () => children.at(-1)?.kill('SIGKILL')
  })
  expect(await killed).toEqual({ ok: false, error: { code: 'work-lists-failed' } })
  expect(value(await client.ask('lists', {}))).toEqual([])
  // A list that is made is only there once it is shown.
  value(await client.ask('publish', { listId: listIdAt(3) }))
  expect(value(await client.ask('lists', {}))).toMatchObject([{ progress: { entries: count } }])
}, 60_000)

it('an exported list is read back as it was, and a cancelled export leaves no file', async () => {
  const client = open('exported.duckdb')
  const listId = listIdAt(5)
  value(await client.ask('make', sourceOf(listId, 30)))
  value(await client.ask('publish', { listId }))
  const asked = { isMasked: false, listId, words: exportWordsEn, zone: { offsetMs: 0, changes: [] } }
  for (const format of ['csv', 'xlsx'] as const) {
    const path = join(folder, `out.${format}`)
    expect(value(await client.ask('export', { ...asked, format, path }))).toEqual({ rows: 30 })
    const checked = value(await client.ask('checkFile', { path }))
    expect([checked.rows, checked.headers.slice(0, 4)]).toEqual([30, ['Name', 'Company', 'Number', '城市']])
    expect(checked.sample[3]?.slice(0, 4)).toEqual([
      '客户 3',
      '',
      expect.stringContaining(numberAt(3)),
      '城市 3'
    ])
  }
  expect(readFileSync(join(folder, 'out.csv'), 'utf8')).toContain(`客户 7,,${numberAt(7)},城市 0,To call`)
  const missing = join(folder, 'no', 'out.csv')
  expect(await client.ask('export', { ...asked, format: 'csv', path: missing })).toEqual({
    ok: false,
    error: { code: 'export-failed' }
  })
  expect(readdirSync(folder).filter((name) => name.startsWith('out.'))).toHaveLength(2)
}, 60_000)
