import type { ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import type { ImportsResult } from '../../../../shared/imports/imports'
import type { NotReachedChoice } from '../../../../shared/imports/progress'
import { buildProcess, startNodeProcess, type BuiltProgram } from '../../../platform/process/testing/process'
import { createImportsClient, type ImportsClient } from '../imports-client'
import { pageOf, type TestCall } from '../testing/counting'

// The progress of a campaign with the real imports process.

let program: BuiltProgram
let client: ImportsClient
let folder: string
const children: ChildProcess[] = []

beforeAll(async () => {
  program = await buildProcess('imports-process.ts', 'list-worker.ts')
}, 60_000)
afterAll(() => program.remove())
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-progress-'))
  client = createImportsClient({
    start: startNodeProcess(program.path, children),
    file: join(folder, 'imports.duckdb'),
    now: () => 1_000
  })
  await importNumbers()
})
afterEach(async () => {
  await client.close()
  children.splice(0)
  rmSync(folder, { recursive: true, force: true })
})

function value<T>(result: ImportsResult<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const id = '00000000-0000-4000-8000-000000000001'
const utc = { offsetMs: 0, changes: [] }
const dialOf = (at: number): string => `138${String(at).padStart(8, '0')}`
const facts = {
  ...{ asOfMs: 9_000, period: { startMs: 0, endMs: 9_000 }, gaps: [], gapCount: 0, incompleteSeconds: 0 },
  unreadable: 0
}

/** Sends four numbers, each written with blanks, at 3 s. */
async function importNumbers(): Promise<void> {
  const path = join(folder, 'list.csv')
  const lines = [0, 1, 2, 3].map((at) => `客户${at},${dialOf(at).replace(/(\d{3})(\d{4})/, '$1 $2 ')}`)
  writeFileSync(path, ['姓名,电话', ...lines].join('\r\n'))
  const look = value(await client.ask('addSource', { sourceId: 1, source: { kind: 'file', path } }))
  const options = look.tables[0]?.found
  if (options === undefined) throw new Error('no table')
  value(await client.ask('readTable', { tableId: 1, sourceId: 1, sheetIndex: null, options }))
  const made = { id, campaignId: 'spring', tableIds: [1], files: [{ name: 'list.csv', sheet: null }] }
  const sizes = { isDoubtfulIncluded: false, expected: 4, batchSize: 4, nowMs: 2_000 }
  value(await client.ask('createImport', { ...made, ...sizes }))
  value(await client.ask('beginRequest', { id, no: 1, from: 0, to: 4, nowMs: 3_000 }))
  const ended = { id, no: 1, outcome: 'accepted' as const, cuts: [], error: null, nowMs: 4_000 }
  value(await client.ask('recordOutcome', ended))
  value(await client.ask('setImportState', { id, state: 'ended', nowMs: 4_000 }))
}

const call = (at: number, startedMs: number, isAnswered: boolean): TestCall => ({
  ...{ dial: dialOf(at), digits: `0${dialOf(at)}`, startedMs, isAnswered }
})
/** One number answers, one is called twice in vain, one was called only before it was sent, one never. */
const calls = [
  ...[call(0, 5_000, true), call(1, 5_000, false), call(1, 6_000, false), call(2, 2_999, true)],
  call(99, 5_000, true)
]

async function begin(): Promise<string> {
  const run = randomUUID()
  value(await client.ask('beginProgress', { id, run, aheadMs: 0, zone: utc }))
  return run
}
const counted = { sent: 4, answered: 1, notAnswered: 1, notCalled: 2, attempts: 3 }

it('is kept after a kill and after the entries were removed; a killed counting is repeated', async () => {
  const killed = await begin()
  value(await client.ask('addCalls', pageOf(killed, calls)))
  children.at(-1)?.kill('SIGKILL')
  expect((await client.ask('finishProgress', { run: killed, ...facts })).ok).toBe(false)
  expect(value(await client.ask('progress', { id }))).toBeNull()

  const run = await begin()
  value(await client.ask('addCalls', pageOf(run, calls)))
  expect(value(await client.ask('finishProgress', { run, ...facts }))).toMatchObject(counted)
  children.at(-1)?.kill('SIGKILL')
  await client.rest()
  expect(value(await client.ask('progress', { id }))).toMatchObject(counted)
  expect(value(await client.ask('progressFigures', {}))).toMatchObject([{ id, isWhole: true }])

  value(await client.ask('forgetDetails', {}))
  expect(value(await client.ask('progress', { id }))).toMatchObject(counted)
  const again = await begin()
  value(await client.ask('addCalls', pageOf(again, [...calls, call(3, 7_000, true)])))
  expect(value(await client.ask('finishProgress', { run: again, ...facts }))).toMatchObject({
    ...{ answered: 2, notCalled: 1, attempts: 4 },
    days: [{ day: '1970-01-01', attempts: 4, called: 3, answered: 2 }]
  })
  value(await client.ask('removeImport', { id }))
  expect(value(await client.ask('progressFigures', {}))).toEqual([])
})

it('writes the numbers not reached into a private file, until the entries are removed', async () => {
  const path = join(folder, 'not-reached.csv')
  const write = (choice: NotReachedChoice) => client.ask('writeNotReached', { id, choice, path })
  expect(await write('both')).toEqual({ ok: false, error: { code: 'not-found' } })
  const run = await begin()
  value(await client.ask('addCalls', pageOf(run, calls)))
  value(await client.ask('finishProgress', { run, ...facts }))

  const rowOf = (at: number): string =>
    `${dialOf(at)},${dialOf(at).replace(/(\d{3})(\d{4})/, '$1 $2 ')},list.csv`
  const expected: [NotReachedChoice, number[]][] = [
    ['not-called', [2, 3]],
    ['not-answered', [1]],
    ['both', [1, 2, 3]]
  ]
  for (const [choice, places] of expected) {
    expect(value(await write(choice))).toEqual({ rows: places.length })
    const lines = readFileSync(path, 'utf8').replace('\ufeff', '').trimEnd().split('\r\n')
    expect(lines).toEqual(['number,text,file', ...places.map(rowOf)])
    if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  }
  value(await client.ask('forgetDetails', {}))
  expect(await write('both')).toEqual({ ok: false, error: { code: 'not-found' } })
})

it('exports the days of the last result', async () => {
  const path = join(folder, 'days.csv')
  const labels = { 'column.day': 'Day', 'column.called': 'Called' }
  expect(await client.ask('exportProgress', { id, path, labels })).toMatchObject({ ok: false })
  const run = await begin()
  value(await client.ask('addCalls', pageOf(run, [call(0, 5_000, true), call(1, 86_400_000, false)])))
  value(await client.ask('finishProgress', { run, ...facts }))
  expect(value(await client.ask('exportProgress', { id, path, labels }))).toEqual({ rows: 2 })
  expect(readFileSync(path, 'utf8').replace('\ufeff', '').trimEnd().split('\r\n')).toEqual([
    'Day,attempts,Called,answered',
    '1970-01-01,1,1,1',
    '1970-01-02,1,1,0'
  ])
})
