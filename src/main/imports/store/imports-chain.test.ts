import { noNumbers } from '../testing/no-numbers'
import type { ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImportsResult, LeftOutReason } from '../../../shared/imports/imports'
import type { DraftLine, DraftSummary } from '../../../shared/imports/schema'
import type { ImportSummary } from '../../../shared/imports/state-schema'
import type { Result } from '../../../shared/platform/result'
import { defaultSettings } from '../../../shared/app/settings'
import { createSimulator, type Simulator } from '../../../simulator/simulator'
import { emptyState } from '../../platform/empty-state'
import { Imports } from '../imports'
import { createStateStore, type StateStore } from '../../platform/state-store'
import { systemClock } from '../../platform/clock'
import { encoded } from '../parsing/testing/lists'
import { writeWorkbookOfTest } from '../parsing/testing/workbook'
import { buildProcess, startNodeProcess, type BuiltProgram } from '../../platform/process/testing/process'
import { startInProcess } from '../../platform/process/testing/in-process'
import type { StartProcess } from '../../platform/process/running-process'
import { createListReader } from '../parsing/list-reader'
import { startListThread } from '../parsing/list-thread'
import { createImportsDispatcher } from './imports-dispatcher'
import { createServiceClient, type ServiceClient } from '../../service/client/client'
import { directRest, fixedEndpoint } from '../../service/testing/servers/fixed-endpoint'
import { createImportsClient, type ImportsClient } from './imports-client'
import { withoutProgress } from '../testing/progress'

const campaignId = 'spring-2026'
let program: BuiltProgram
let service: Simulator
let connection: ServiceClient
let client: ImportsClient
let state: StateStore
let imports: Imports
let folder: string
const children: ChildProcess[] = []

beforeAll(async () => {
  program = await buildProcess('imports-process.ts', 'list-worker.ts')
}, 60_000)
afterAll(() => program.remove())
async function open(start: StartProcess): Promise<void> {
  folder = mkdtempSync(join(tmpdir(), 'deskline-chain-'))
  service = await createSimulator({ campaignIds: [campaignId] })
  connection = createServiceClient({
    endpoint: fixedEndpoint(directRest(service.apiPrefix)),
    tenantId: 'demo',
    token: () => 'demo-token',
    isTokenSentEverywhere: () => true
  })
  state = createStateStore({
    ...emptyState,
    settings: {
      ...defaultSettings,
      imports: { batchSize: 10, requestsAtOnce: 2, isDoubtfulIncluded: false }
    }
  })
  client = createImportsClient({
    start,
    file: join(folder, 'imports.duckdb'),
    now: Date.now
  })
  imports = new Imports({
    ...withoutProgress,
    doNotCall: noNumbers,
    state,
    clock: systemClock,
    store: client,
    service: () => connection,
    dialogs: { saveFile: () => Promise.resolve(null), showFile: () => undefined },
    labels: () => ({}),
    keepSettings: (settings) => state.set('settings', settings),
    newId: randomUUID,
    onAlert: () => undefined
  })
  await imports.open()
  expect(state.get('imports')).toMatchObject({ isOpen: true, problem: null })
}
afterEach(async () => {
  await imports.close()
  await client.close()
  await connection.close()
  await service.close()
  children.splice(0)
  rmSync(folder, { recursive: true, force: true })
})

const patient = { timeout: 20_000, interval: 20 }
const numberAt = (at: number): string => `138${String(at).padStart(8, '0')}`
const library = (): string[] => service.campaigns.numbers(campaignId)

function value<T>(result: Result<T> | ImportsResult<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

/** Resolves with the summary once everything is read and compared. */
async function ready(isSo: (summary: DraftSummary) => boolean = () => true): Promise<DraftSummary> {
  return vi.waitFor(() => {
    const { check, tables } = state.get('importDraft')
    expect(tables.length).toBeGreaterThan(0)
    if (check.kind !== 'ready') throw new Error(JSON.stringify(check))
    expect(check.summary).toSatisfy(isSo)
    return check.summary
  }, patient)
}

async function ended(): Promise<ImportSummary> {
  return vi.waitFor(() => {
    const [one] = state.get('imports').imports
    if (one?.status.kind !== 'ended') throw new Error(JSON.stringify(one?.status))
    return one
  }, patient)
}

async function leftOut(...reasons: LeftOutReason[]): Promise<DraftLine[]> {
  const filter = { part: 'left-out' as const, reasons, tableId: null, search: '' }
  return value(await imports.draft.lines(filter, 0, 100)).lines
}

const countsOf = ({ byReason }: DraftSummary): Partial<Record<LeftOutReason, number>> =>
  Object.fromEntries(byReason.map(({ reason, count }) => [reason, count]))

const good = 40
const cellsOfList: readonly (readonly [string, string])[] = [
  ...Array.from({ length: good }, (_, at) => ['客户', numberAt(at)] as const),
  ['又是他', numberAt(3)],
  ['又是他', `+86 ${numberAt(4)}`],
  ['坏的', '1.38E+10'],
  ['小数', `${numberAt(500)}.0`],
  ['小数', `${numberAt(501)}.00`],
  ['丢零', '75583765566'],
  ['客服', '4008001234'],
  ['客服', '4008005678'],
  ['客服', '8008100000'],
  ['没有', ''],
  ['没有', '无'],
  ['', '']
]

/** Writes a list like the exports of a Chinese CRM, with the damage that Excel does. */
function writeList(): string {
  const path = join(folder, '客户名单.csv')
  const lines = cellsOfList.map(([name, cell], at) =>
    cell + name === '' ? ',,' : `${at + 1},${name},${cell}`
  )
  writeFileSync(path, encoded(['编号,姓名,手机', ...lines, ''].join('\r\n'), 'GBK'))
  return path
}

/** Writes a workbook with numbers and texts; one number is also in the text list. */
async function writeWorkbook(): Promise<string> {
  const path = join(folder, '客户.xlsx')
  const cells = [
    `<c r="A2"><v>${numberAt(700)}</v></c>`,
    `<c r="A3" t="inlineStr"><is><t>138-0000-0701</t></is></c>`,
    `<c r="A4"><v>${numberAt(5)}</v></c>`,
    '<c r="A5"><v>1.38E10</v></c>'
  ]
  const rows = cells.map((cell, at) => `<row r="${at + 2}">${cell}</row>`)
  const header = '<row r="1"><c r="A1" t="inlineStr"><is><t>手机</t></is></c></row>'
  await writeWorkbookOfTest(path, { sheets: [{ name: '一月', data: header + rows.join('') }] })
  return path
}

describe('lists from any source', () => {
  beforeEach(() =>
    open(
      startInProcess((deps) => {
        const startWorker = startListThread(join(dirname(program.path), 'list-worker.js'))
        return createImportsDispatcher({ ...deps, reader: createListReader({ startWorker }) })
      })
    )
  )

  it('are parsed, fixed and sent; refused numbers are isolated, and all counts add up', async () => {
    const blocked = join(folder, 'never.csv')
    writeFileSync(blocked, `号码\r\n${numberAt(0)}\r\n138 0000 0001\r\n`)
    value(await imports.readBlockList(blocked))
    expect(state.get('imports').blockList).toMatchObject({ fileName: 'never.csv', numbers: 2 })

    imports.draft.addFiles([writeList(), await writeWorkbook()])
    const first = await ready(({ lines }) => lines === cellsOfList.length - 1 + 4)
    const [text, workbook] = state.get('importDraft').tables
    expect(text).toMatchObject({ format: 'text', options: { encoding: 'gb18030', numberColumns: [2] } })
    expect(workbook).toMatchObject({ format: 'workbook', sheet: '一月', options: { numberColumns: [0] } })
    const [inText, inWorkbook, repeated] = [cellsOfList.length - 1, 4, 3]
    expect(first).toMatchObject({ entries: inText + inWorkbook, valid: good - 2 + 2, doubtful: 3, fixed: 0 })
    expect(countsOf(first)).toMatchObject({
      blocked: 2,
      repeated,
      decimal: 2,
      'zero-lost': 1,
      'service-number': 3,
      empty: 1
    })
    expect(first.entries).toBe(first.valid + first.byReason.reduce((sum, { count }) => sum + count, 0))

    // Fixed by hand, fixed by suggestion, and undone.
    const [damaged] = await leftOut('scientific')
    expect(damaged).toMatchObject({ text: '1.38E+10', dial: null, suggestion: null })
    expect(value(await imports.draft.fix(damaged?.n ?? -1, numberAt(600)))).toMatchObject({
      dial: numberAt(600),
      isFixed: true
    })
    await ready(({ valid }) => valid === first.valid + 1)
    expect(value(await imports.draft.acceptSuggestions({ code: 'decimal' }))).toEqual({ fixed: 2 })
    await ready(({ valid }) => valid === first.valid + 3)
    expect(value(await imports.draft.undoFix())).toEqual({ undone: 2 })
    await ready(({ valid }) => valid === first.valid + 1)
    expect(value(await imports.draft.acceptSuggestions({ code: 'decimal' }))).toEqual({ fixed: 2 })
    expect(value(await imports.draft.acceptSuggestions({ code: 'zero-lost' }))).toEqual({ fixed: 1 })
    imports.draft.includeDoubtful(true)
    imports.draft.chooseCampaign(campaignId)
    const last = await ready(({ valid, fixed }) => valid === first.valid + 4 && fixed === 4)
    expect(library()).toEqual([])

    const expected = last.valid + last.doubtful
    expect(await imports.start({ campaignId, expected: expected - 1 })).toMatchObject({
      error: { code: 'draft-changed' }
    })
    const { id } = value(await imports.start({ campaignId, expected }))
    const one = await ended()
    expect(one).toMatchObject({ id, total: expected, sent: last.valid, refused: 3, unknown: 0, waiting: 0 })

    // All good numbers, once; the service doesn't know 400 numbers.
    const sent = [
      ...Array.from({ length: good - 2 }, (_, at) => numberAt(at + 2)),
      ...[500, 501, 600, 700, 701].map(numberAt),
      '075583765566'
    ]
    expect(library().toSorted()).toEqual(sent.toSorted())
    const report = value(await client.ask('report', { id }))
    expect(new Set(report.refusals.map(({ error }) => `${error.code} ${error.status ?? ''}`))).toEqual(
      new Set(['service-refused 422'])
    )
    expect(report.refusals.reduce((sum, { count }) => sum + count, 0)).toBe(3)
    expect(report.sent + report.refused + report.unknown + report.waiting + report.leftOut).toBe(last.entries)
    const refused = await client.ask('reportLines', {
      id,
      filter: { part: 'refused', search: '' },
      offset: 0,
      limit: 10
    })
    expect(refused.ok && refused.value.lines.map(({ dial }) => dial).toSorted()).toEqual([
      '4008001234',
      '4008005678',
      '8008100000'
    ])
  }, 60_000)

  it('that are imported again create no duplicates', async () => {
    const list = writeList()
    imports.draft.addFiles([list])
    imports.draft.chooseCampaign(campaignId)
    const { valid } = await ready()
    value(await imports.start({ campaignId, expected: valid }))
    await ended()
    expect(library()).toHaveLength(valid)

    imports.draft.addFiles([list])
    imports.draft.chooseCampaign(campaignId)
    const again = await ready(({ byReason }) => byReason.some(({ reason }) => reason === 'imported-before'))
    expect(again.valid).toBe(0)
    expect(countsOf(again)['imported-before']).toBe(valid + 2)
    expect(await imports.start({ campaignId, expected: 0 })).toMatchObject({
      error: { code: 'nothing-to-import' }
    })
    expect(library()).toHaveLength(valid)
  }, 60_000)
})

describe('the imports process', () => {
  beforeEach(() => open(startNodeProcess(program.path, children)))

  const killProcess = async (): Promise<void> => {
    const child = children.at(-1)
    child?.kill('SIGKILL')
    await vi.waitFor(() => expect(child?.signalCode).toBe('SIGKILL'), patient)
  }

  it('that is killed after reading a draft loses nothing: everything is read again automatically', async () => {
    imports.draft.addFiles([writeList(), await writeWorkbook()])
    const before = await ready(({ lines }) => lines > cellsOfList.length)
    await killProcess()
    imports.draft.chooseCampaign(campaignId)
    await vi.waitFor(() => expect(state.get('importDraft').check.kind).not.toBe('ready'), patient)
    expect(await ready()).toEqual(before)
    expect(children.length).toBeGreaterThan(1)
    expect(library()).toEqual([])
  }, 60_000)

  it('that is killed just before an import starts sends nothing; the next attempt does', async () => {
    imports.draft.addFiles([writeList()])
    imports.draft.chooseCampaign(campaignId)
    const { valid } = await ready()
    await killProcess()
    expect((await imports.start({ campaignId, expected: valid })).ok).toBe(false)
    expect(library()).toEqual([])
    await vi.waitFor(() => expect(state.get('importDraft').check.kind).not.toBe('ready'), patient)
    await ready()
    value(await imports.start({ campaignId, expected: valid }))
    await ended()
    expect(library()).toHaveLength(valid)
  }, 60_000)

  it('that is killed while reading is reported, and the list is read again on request', async () => {
    const count = 300_000
    const path = join(folder, 'long.csv')
    writeFileSync(path, ['手机', ...Array.from({ length: count }, (_, at) => numberAt(at))].join('\n'))
    imports.draft.addFiles([path])
    await vi.waitFor(() => {
      const [table] = state.get('importDraft').tables
      expect(table?.reading).toMatchObject({
        kind: 'reading',
        lines: expect.toSatisfy((n: number) => n > 0) as number
      })
    }, patient)
    await killProcess()
    await vi.waitFor(() => {
      expect(state.get('importDraft').tables[0]?.reading).toEqual({
        kind: 'failed',
        error: { code: 'imports-failed' }
      })
    }, patient)
    imports.draft.readAgain()
    expect(await ready()).toMatchObject({ lines: count, valid: count })
  }, 60_000)
})
