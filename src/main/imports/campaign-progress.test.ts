import { beforeEach, describe, expect, it } from 'vitest'
import type { CampaignProgress } from '../../shared/imports/progress-schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { emptyState } from '../platform/empty-state'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createStateStore, type StateStore } from '../platform/state-store'
import { createTopicPublisher } from '../platform/topic-publisher'
import type { CampaignCalls, CallsPage } from './campaign-calls'
import { CampaignProgresses, type CampaignProgressDeps } from './campaign-progress'
import { createMemoryStore } from './testing/memory-store'
import type { StoreUnderTest } from './testing/store'

const aheadMs = 5_000
const result: CampaignProgress = {
  ...{ sent: 3, answered: 1, notAnswered: 1, notCalled: 1, attempts: 4, asOfMs: 7 },
  ...{
    period: { startMs: 0, endMs: 1 },
    gaps: [],
    gapCount: 0,
    incompleteSeconds: 0,
    unreadable: 0,
    days: []
  }
}
const { answered, notAnswered, notCalled, sent, asOfMs } = result
const figure = { id: 'one', sent, answered, notAnswered, notCalled, asOfMs, isWhole: true }
const pageOf = (next: number | null): CallsPage => ({
  ...{
    numbers: '13800138000',
    startedMs: Float64Array.of(1),
    isAnswered: Uint8Array.of(1),
    unreadable: 2,
    next
  }
})

let clock: ManualClock
let state: StateStore
let store: StoreUnderTest
let progress: CampaignProgresses
let loads: { resolve: (loaded: Awaited<ReturnType<CampaignCalls['load']>>) => void; signal: AbortSignal }[]
let pages: CallsPage[]
let calls: CampaignCalls | null

function create(more: Partial<CampaignProgressDeps> = {}): CampaignProgresses {
  return new CampaignProgresses({
    ...{ store, clock, calls: () => Promise.resolve(calls), zone: () => ({ offsetMs: 0, changes: [] }) },
    publisher: createTopicPublisher('campaignProgress', { state, clock }),
    newId: () => 'run',
    find: (id) => (id === 'gone' ? null : { ...memory.record('one'), id }),
    ...more
  })
}

let memory: ReturnType<typeof createMemoryStore>
beforeEach(() => {
  clock = createManualClock()
  state = createStateStore(emptyState)
  memory = createMemoryStore()
  memory.add({ id: 'one', createdAtMs: 1_000 })
  ;({ store } = memory)
  store.always('progressFigures', () => ({ ok: true, value: [figure] }))
  store.always('beginProgress', () => ({ ok: true, value: null }))
  store.always('addCalls', () => ({ ok: true, value: null }))
  store.always('finishProgress', () => ({ ok: true, value: result }))
  loads = []
  pages = [pageOf(null)]
  calls = {
    serviceNow: () => clock.now() + aheadMs,
    load: (_, { signal, onProgress }) =>
      new Promise((resolve) => {
        onProgress({ share: 0.5, rows: 9, waitUntilMs: null })
        loads.push({ resolve, signal })
        signal.addEventListener('abort', () => resolve(failed({ code: 'cancelled' })))
      }),
    page: () => Promise.resolve(succeeded(pages.shift() ?? pageOf(null)))
  }
  progress = create()
})

const settle = (): Promise<void> => clock.advance(300)
const run = () => state.get('campaignProgress').run
const inputsOf = (operation: string): unknown[] =>
  store.asked.filter((one) => one.operation === operation).map(({ input }) => input)

async function refreshWith(loaded: Awaited<ReturnType<CampaignCalls['load']>>): Promise<void> {
  expect(progress.refresh('one').ok).toBe(true)
  await settle()
  loads.at(-1)?.resolve(loaded)
  await settle()
}
const loadedAll = succeeded({ gaps: [], incompleteSeconds: 0 })

describe('a counting', () => {
  it('loads the records since the import was created, passes all pages, and publishes the figure', async () => {
    pages = [pageOf(50), pageOf(null)]
    progress.refresh('one')
    await settle()
    expect(run()).toEqual({ kind: 'loading', id: 'one', share: 0.5, rows: 9, waitUntilMs: null })
    loads[0]?.resolve(loadedAll)
    await settle()
    expect(run()).toEqual({ kind: 'none' })
    expect(state.get('campaignProgress').figures).toEqual([figure])
    expect(inputsOf('beginProgress')).toMatchObject([{ id: 'one', run: 'run', aheadMs }])
    expect(inputsOf('addCalls')).toHaveLength(2)
    expect(inputsOf('finishProgress')).toMatchObject([
      { run: 'run', period: { startMs: 1_000 + aheadMs }, gapCount: 0, unreadable: 4 }
    ])
  })

  it('reports the parts of the period whose records are missing', async () => {
    const gap = { startMs: 1, endMs: 2, error: { code: 'timed-out' } as const }
    await refreshWith(succeeded({ gaps: Array.from({ length: 30 }, () => gap), incompleteSeconds: 3 }))
    expect(inputsOf('finishProgress')).toMatchObject([{ gapCount: 30, incompleteSeconds: 3 }])
    expect(inputsOf('finishProgress')).toMatchObject([{ gaps: Array.from({ length: 20 }, () => gap) }])
  })

  it('that can be cancelled keeps the former result', async () => {
    progress.refresh('one')
    await settle()
    progress.cancel()
    await settle()
    expect(run()).toEqual({ kind: 'cancelled', id: 'one' })
    expect(inputsOf('finishProgress')).toEqual([])
    expect(progress.isRunning()).toBe(false)
  })

  it.each<[string, () => Result<never> | null]>([
    ['timed-out', () => failed({ code: 'timed-out' })],
    ['signed-out', () => null]
  ])('that fails says why: %s', async (code, loaded) => {
    const answer = loaded()
    if (answer === null) calls = null
    await refreshWith(answer ?? loadedAll)
    expect(run()).toEqual({ kind: 'failed', id: 'one', error: { code } })
  })

  it('of another import replaces the one that runs; asked twice, one continues', async () => {
    progress.refresh('one')
    progress.refresh('one')
    await settle()
    expect(loads).toHaveLength(1)
    progress.refresh('two')
    await settle()
    expect(loads.map(({ signal }) => signal.aborted)).toEqual([true, false])
    expect(run()).toMatchObject({ kind: 'loading', id: 'two' })
  })

  it('ends when the account is left', async () => {
    progress.refresh('one')
    await settle()
    await progress.close()
    expect(loads[0]?.signal.aborted).toBe(true)
    expect(state.get('campaignProgress')).toEqual(emptyState.campaignProgress)
  })

  it('of an import that is gone is refused', () => {
    expect(progress.refresh('gone')).toEqual(failed({ code: 'not-found' }))
  })
})

it('writes the numbers that weren’t reached, and says when their entries were removed', async () => {
  const asked = { id: 'one', choice: 'both' as const, path: '/private/0.csv' }
  const { signal } = new AbortController()
  store.always('writeNotReached', () => ({ ok: true, value: { rows: 2 } }))
  expect(await progress.writeNotReached(asked, signal)).toEqual(succeeded(undefined))
  store.always('writeNotReached', () => ({ ok: false, error: { code: 'not-found' } }))
  expect(await progress.writeNotReached(asked, signal)).toEqual(failed({ code: 'not-found' }))
})
