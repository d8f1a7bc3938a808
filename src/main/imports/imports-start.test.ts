import { noNumbers } from './testing/no-numbers'
import { beforeEach, describe, expect, test } from 'vitest'
import type { BlockList } from '../../shared/imports/schema'
import { failed } from '../../shared/platform/result'
import { emptyState } from '../platform/empty-state'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createStateStore, type StateStore } from '../platform/state-store'
import { createMemoryStore, createServiceUnderTest, type MemoryStore } from './testing/memory-store'
import { Imports } from './imports'
import { sourceUnderTest, summaryUnderTest, type StoreUnderTest } from './testing/store'
import { withoutProgress } from './testing/progress'

// Only what the user reviewed is sent, or nothing.

let state: StateStore
let clock: ManualClock
let memory: MemoryStore
let store: StoreUnderTest
let imports: Imports
let blockList: BlockList | null

beforeEach(async () => {
  state = createStateStore(emptyState)
  clock = createManualClock()
  memory = createMemoryStore()
  ;({ store } = memory)
  blockList = { fileName: '不打.csv', numbers: 3, readAtMs: 1, isOutdated: false }
  store.always('campaigns', () => ({ ok: true, value: [] }))
  store.always('refreshBlockList', () => ({ ok: true, value: blockList }))
  store.always('clearDraft', () => ({ ok: true, value: null }))
  store.always('addSource', () => ({ ok: true, value: sourceUnderTest() }))
  store.always('readTable', () => ({
    ok: true,
    value: { lines: 30, blankLines: 0, undecodableLines: 0, brokenLines: 0 }
  }))
  store.always('compare', () => ({ ok: true, value: { revision: 1, summary: summaryUnderTest(30) } }))
  imports = new Imports({
    ...withoutProgress,
    doNotCall: noNumbers,
    state,
    clock,
    store,
    service: () => createServiceUnderTest(),
    dialogs: { saveFile: () => Promise.resolve(null), showFile: () => undefined },
    labels: () => ({}),
    keepSettings: () => undefined,
    newId: () => 'new',
    onAlert: () => undefined
  })
  await imports.open()
  imports.draft.addFiles(['/home/li/客户.csv'])
  imports.draft.chooseCampaign('spring')
  await clock.advance(300)
})

const start = () => imports.start({ campaignId: 'spring', expected: 30 })
const countOf = (operation: string): number => store.asked.filter((one) => one.operation === operation).length

describe('a block list', () => {
  test.each([
    ['was changed since it was read', { numbers: 4, readAtMs: 2 }],
    ['can’t be read any more', { isOutdated: true }]
  ])('that %s is published and compared with before anything is sent', async (_, change) => {
    const comparisons = countOf('compare')
    if (blockList !== null) blockList = { ...blockList, ...change }
    expect(await start()).toEqual(failed({ code: 'draft-changed' }))
    await clock.advance(300)
    expect(countOf('createImport')).toBe(0)
    expect(countOf('compare')).toBe(comparisons + 1)
    expect(state.get('imports')).toMatchObject({ blockList, isBlockListReading: false })
    // The new comparison was on screen.
    const started = start()
    await clock.advance(300)
    store.next('createImport').answer({ ok: true, value: memory.add({ id: 'new' }) })
    await clock.advance(300)
    expect(await started).toEqual({ ok: true, value: { id: 'new' } })
  })

  test('that can’t be checked for changes prevents the start', async () => {
    store.always('refreshBlockList', () => ({ ok: false, error: { code: 'imports-failed' } }))
    expect(await start()).toEqual(failed({ code: 'imports-failed' }))
    expect(countOf('createImport')).toBe(0)
    expect(state.get('imports').blockList).toEqual(blockList)
  })
})

test('numbers that turn out to differ are compared again, so that the user sees the difference', async () => {
  const comparisons = countOf('compare')
  const started = start()
  await clock.advance(300)
  store.next('createImport').answer({ ok: false, error: { code: 'draft-changed' } })
  expect(await started).toEqual(failed({ code: 'draft-changed' }))
  await clock.advance(300)
  expect(countOf('compare')).toBe(comparisons + 1)
})

test('an import whose creation wasn’t acknowledged is shown as paused', async () => {
  const started = start()
  await clock.advance(300)
  memory.add({ id: 'new' })
  store.next('createImport').answer({ ok: false, error: { code: 'timed-out' } })
  expect(await started).toEqual(failed({ code: 'timed-out' }))
  expect(state.get('imports').imports).toMatchObject([{ id: 'new', status: { kind: 'paused' } }])
})
