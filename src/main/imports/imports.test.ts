import { noNumbers } from './testing/no-numbers'
import { beforeEach, describe, expect, test } from 'vitest'
import { emptyState } from '../platform/empty-state'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createStateStore, type StateStore } from '../platform/state-store'
import { createMemoryStore, createServiceUnderTest } from './testing/memory-store'
import type { MemoryStore, ServiceUnderTest } from './testing/memory-store'
import type { ImportAlert } from './sending/import-runs'
import { Imports } from './imports'
import { sourceUnderTest, summaryUnderTest, type StoreUnderTest } from './testing/store'
import { withoutProgress } from './testing/progress'

const campaigns = [{ id: 'spring', label: '', lastUsedAtMs: 1, sent: 5 }]
const blockList = { fileName: '不打.csv', numbers: 3, readAtMs: 1, isOutdated: false }
const totals = { lines: 30, blankLines: 0, undecodableLines: 0, brokenLines: 0 }
const done = { ok: true, value: undefined }
const failed = (code: string) => ({ ok: false, error: { code } })

let state: StateStore
let clock: ManualClock
let memory: MemoryStore
let store: StoreUnderTest
let service: ServiceUnderTest
let imports: Imports
let alerts: ImportAlert[]

beforeEach(() => {
  state = createStateStore(emptyState)
  clock = createManualClock()
  memory = createMemoryStore()
  ;({ store } = memory)
  service = createServiceUnderTest()
  alerts = []
  store.always('campaigns', () => ({ ok: true, value: campaigns }))
  store.always('refreshBlockList', () => ({ ok: true, value: blockList }))
  store.always('clearDraft', () => ({ ok: true, value: null }))
  store.always('addSource', () => ({ ok: true, value: sourceUnderTest() }))
  store.always('readTable', () => ({ ok: true, value: totals }))
  store.always('compare', () => ({ ok: true, value: { revision: 1, summary: summaryUnderTest(30) } }))
  imports = new Imports({
    ...withoutProgress,
    doNotCall: noNumbers,
    state,
    clock,
    store,
    service: () => service,
    dialogs: { saveFile: () => Promise.resolve(null), showFile: () => undefined },
    labels: () => ({}),
    keepSettings: (settings) => state.set('settings', settings),
    newId: () => 'new',
    onAlert: (alert) => alerts.push(alert)
  })
})

const settle = (): Promise<void> => clock.advance(300)
const shown = () => state.get('imports')
const asked = (operation: string): unknown[] =>
  store.asked.filter((one) => one.operation === operation).map(({ input }) => input)

async function open(): Promise<void> {
  const opened = imports.open()
  await settle()
  await opened
}
async function openWithDraft(): Promise<void> {
  await open()
  imports.draft.addFiles(['/home/li/客户.csv'])
  imports.draft.chooseCampaign('spring')
  await settle()
  expect(imports.draft.shown().check.kind).toBe('ready')
}
const start = () => imports.start({ campaignId: 'spring', expected: 30 })
/** Completes the pending `createImport`. */
async function make(): Promise<void> {
  await settle()
  store.next('createImport').answer({ ok: true, value: memory.add({ id: 'new' }) })
  await settle()
}

describe('stored state', () => {
  test('is loaded once: interrupted imports, campaigns, the block list', async () => {
    memory.add({ id: 'old' })
    const [first, second] = [imports.open(), imports.open()]
    await settle()
    await Promise.all([first, second])
    expect(asked('imports')).toHaveLength(1)
    expect(asked('refreshBlockList')).toEqual([{ nowMs: 1_700_000_000_000 }])
    expect(shown()).toMatchObject({
      ...{ isOpen: true, campaigns, blockList, isBlockListReading: false, problem: null },
      imports: [{ id: 'old', status: { kind: 'interrupted' } }]
    })
    expect(alerts.map(({ kind }) => kind)).toEqual(['import-interrupted'])
  })

  test('that another process has locked is a problem, and opening can be retried', async () => {
    store.always('imports', () => ({ ok: false, error: { code: 'imports-locked' } }))
    await open()
    expect(shown()).toMatchObject({ isOpen: false, problem: { code: 'imports-locked' } })
    store.always('imports', () => ({ ok: true, value: [] }))
    await open()
    expect(shown()).toMatchObject({ isOpen: true, problem: null })
  })

  test('with a part lost shows the loss and blocks sending until the user acknowledges it', async () => {
    const loss = { atMs: 5, keptAs: 'imports.duckdb.unreadable' }
    memory.add({ id: 'old' })
    imports.showLoss(loss)
    await open()
    expect(shown()).toMatchObject({ isOpen: true, loss })
    const refused = { ok: false, error: { code: 'imports-lost' } }
    expect(await imports.start({ campaignId: 'spring', expected: 1 })).toEqual(refused)
    expect(await imports.runs.resume('old')).toEqual(refused)
    expect(asked('createImport')).toEqual([])
    expect(asked('beginRequest')).toEqual([])
    store.always('acknowledgeLoss', () => ({ ok: false, error: { code: 'imports-failed' } }))
    expect((await imports.acknowledgeLoss()).ok).toBe(false)
    expect(shown().loss).toEqual(loss)
    store.always('acknowledgeLoss', () => ({ ok: true, value: null }))
    expect((await imports.acknowledgeLoss()).ok).toBe(true)
    expect(shown().loss).toBeNull()
    expect((await imports.runs.resume('old')).ok).toBe(true)
  })
})

describe('an import starts', () => {
  test('from the shown draft with the user’s settings, and the draft is cleared', async () => {
    state.set('settings', {
      ...emptyState.settings,
      imports: { batchSize: 7, requestsAtOnce: 1, isDoubtfulIncluded: false }
    })
    await openWithDraft()
    const started = start()
    await make()
    expect(await started).toEqual({ ok: true, value: { id: 'new' } })
    expect(asked('createImport')).toEqual([
      {
        ...{ id: 'new', campaignId: 'spring', expected: 30, batchSize: 7, isDoubtfulIncluded: false },
        ...{ tableIds: [2], files: [{ name: '客户.csv', sheet: null }], nowMs: expect.any(Number) as number }
      }
    ])
    expect(imports.draft.shown()).toMatchObject({ tables: [], campaignId: '', check: { kind: 'none' } })
    expect(imports.underWay()).toMatchObject({ id: 'new', status: { kind: 'running' }, waiting: 30 })
    service.acceptAll()
    await settle()
    expect(shown().imports).toMatchObject([{ id: 'new', status: { kind: 'ended' }, sent: 30 }])
    expect(alerts.map(({ kind }) => kind)).toEqual(['import-ended'])
    expect(imports.underWay()).toBeNull()
  })

  test('only once, however often start is called', async () => {
    await openWithDraft()
    const started = start()
    expect(await start()).toEqual(failed('import-running'))
    await make()
    expect(await start()).toEqual(failed('import-running'))
    expect(await started).toMatchObject({ ok: true })
    expect(asked('createImport')).toHaveLength(1)
    service.acceptAll()
    await settle()
    expect(service.came).toHaveLength(3)
  })

  test('only while no other import sends', async () => {
    await openWithDraft()
    memory.add({ id: 'other' })
    void imports.runs.begin(memory.record('other'))
    await settle()
    expect(await start()).toEqual(failed('import-running'))
    expect(asked('createImport')).toEqual([])
  })

  test('only from a draft that is fully read and compared', async () => {
    await open()
    expect(await start()).toEqual(failed('draft-changed'))
    store.always('compare', () => ({ ok: false, error: { code: 'imports-failed' } }))
    imports.draft.addFiles(['/home/li/客户.csv'])
    await settle()
    expect(await start()).toEqual(failed('draft-changed'))
    expect(asked('createImport')).toEqual([])
  })

  test('unless the store refuses it: the draft stays, nothing is sent, and a retry works', async () => {
    await openWithDraft()
    const started = start()
    await settle()
    store.next('createImport').answer({ ok: false, error: { code: 'draft-changed' } })
    await settle()
    expect(await started).toEqual(failed('draft-changed'))
    expect(imports.draft.shown().tables).toHaveLength(1)
    expect(service.came).toEqual([])
    const again = start()
    await make()
    expect(await again).toMatchObject({ ok: true })
  })
})

describe('the comparison of a draft', () => {
  test('is repeated after an import added numbers to a campaign', async () => {
    await openWithDraft()
    const started = start()
    await make()
    await started
    imports.draft.addFiles(['/home/li/更多.csv'])
    await settle()
    const before = asked('compare').length
    service.acceptAll()
    await settle()
    expect(asked('compare').length).toBe(before + 1)
  })

  test('uses the block list as it is read, kept on failure, and cleared', async () => {
    await openWithDraft()
    const before = asked('compare').length
    const read = imports.readBlockList('/home/li/新.csv')
    expect(shown().isBlockListReading).toBe(true)
    await settle()
    const other = { ...blockList, fileName: '新.csv', numbers: 9 }
    store.next('readBlockList').answer({ ok: true, value: other })
    await settle()
    expect(await read).toEqual(done)
    expect(shown()).toMatchObject({ blockList: other, isBlockListReading: false })
    expect(asked('compare')).toHaveLength(before + 1)

    const failing = imports.readBlockList('/home/li/旧.xls')
    store.next('readBlockList').answer({ ok: false, error: { code: 'list-unsupported' } })
    await settle()
    expect(await failing).toEqual(failed('list-unsupported'))
    expect(shown()).toMatchObject({ blockList: other, isBlockListReading: false })
    expect(asked('compare')).toHaveLength(before + 1)

    const clearing = imports.clearBlockList()
    store.next('clearBlockList').answer({ ok: true, value: null })
    await settle()
    expect(await clearing).toEqual(done)
    expect(shown().blockList).toBeNull()
    expect(asked('compare')).toHaveLength(before + 2)
  })
})

test('the choice to send doubtful numbers is kept for the next draft', async () => {
  await open()
  imports.draft.includeDoubtful(true)
  expect(state.get('settings').imports).toEqual({
    ...emptyState.settings.imports,
    isDoubtfulIncluded: true
  })
})

test('a campaign’s label is stored, and a forgotten campaign leaves the list', async () => {
  await open()
  const labelled = imports.labelCampaign('spring', '春季')
  store.always('campaigns', () => ({
    ok: true,
    value: [{ id: 'spring', label: '春季', lastUsedAtMs: 1, sent: 5 }]
  }))
  store.next('labelCampaign').answer({ ok: true, value: null })
  expect(await labelled).toEqual(done)
  expect(shown().campaigns[0]?.label).toBe('春季')
  const forgotten = imports.forgetCampaign('spring')
  store.always('campaigns', () => ({ ok: true, value: [] }))
  store.next('forgetCampaign').answer({ ok: true, value: null })
  expect(await forgotten).toEqual(done)
  expect(shown().campaigns).toEqual([])
  const unkept = imports.labelCampaign('spring', 'x')
  store.next('labelCampaign').answer({ ok: false, error: { code: 'imports-failed' } })
  expect(await unkept).toEqual(failed('imports-failed'))
})

test('closing clears the published state and awaits requests in flight', async () => {
  await openWithDraft()
  const started = start()
  await make()
  await started
  let isClosed = false
  const closed = imports.close().then(() => (isClosed = true))
  await settle()
  expect(isClosed).toBe(false)
  service.answer()
  await settle()
  await closed
  expect(memory.facts('new')).toMatchObject([{ outcome: 'accepted' }])
  expect(shown()).toEqual(emptyState.imports)
  expect(state.get('importDraft')).toEqual(emptyState.importDraft)
})
