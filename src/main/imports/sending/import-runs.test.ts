import { beforeEach, describe, expect, test } from 'vitest'
import { type ImportSummary, maxShownImports } from '../../../shared/imports/state-schema'
import { emptyState } from '../../platform/empty-state'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { createStateStore, type StateStore } from '../../platform/state-store'
import { createMemoryStore, createServiceUnderTest, factOf } from '../testing/memory-store'
import type { MemoryStore, ServiceUnderTest } from '../testing/memory-store'
import { ImportRuns, type ImportAlert } from './import-runs'
import { createTopicPublisher } from '../../platform/topic-publisher'

let state: StateStore
let clock: ManualClock
let memory: MemoryStore
let service: ServiceUnderTest
let runs: ImportRuns
let alerts: ImportAlert[]
let settled: number

beforeEach(() => {
  state = createStateStore(emptyState)
  clock = createManualClock()
  memory = createMemoryStore()
  service = createServiceUnderTest()
  alerts = []
  settled = 0
  runs = new ImportRuns({
    store: memory.store,
    publisher: createTopicPublisher('imports', { state, clock }),
    clock,
    service: () => service,
    requestsAtOnce: () => 1,
    onAlert: (alert) => alerts.push(alert),
    mayImport: () => ({ ok: true, value: undefined }),
    onCountsChanged: () => (settled += 1)
  })
})

/** Lets all work run that doesn't wait for the service, and publishes the state. */
const settle = (): Promise<void> => clock.advance(300)
const shown = (id: string): ImportSummary => {
  const found = state.get('imports').imports.find((one) => one.id === id)
  if (found === undefined) throw new Error(`${id} is not shown`)
  return found
}
const told = (): string[] => alerts.map((alert) => `${alert.kind} ${alert.import.id}`)
const done = { ok: true, value: undefined }
const failed = (code: string) => ({ ok: false, error: { code } })

describe('an import that was running when Deskline quit', () => {
  test('waits for the user, who is notified once', async () => {
    memory.add({ id: 'old', state: 'ended' }, [factOf(1, 0, 'accepted')])
    memory.add({ id: 'open' }, [factOf(1, 0, 'accepted'), factOf(2, 10, 'unknown')])
    expect(await runs.load()).toEqual(done)
    await clock.advance(600_000)
    expect(shown('open')).toMatchObject({
      ...{ status: { kind: 'interrupted' }, sent: 10, unknown: 10, waiting: 10, undecided: 1 }
    })
    expect(shown('old').status.kind).toBe('ended')
    expect(told()).toEqual(['import-interrupted open'])
    expect(service.came).toEqual([])
    expect(runs.underWay()).toBeNull()
  })

  test('continues where it stopped when the user resumes it, and is no longer interrupted', async () => {
    memory.add({ id: 'open' }, [factOf(1, 0, 'accepted'), factOf(2, 10, 'unknown')])
    await runs.load()
    expect(await runs.resume('open')).toEqual(done)
    await settle()
    expect(service.came).toEqual(['13800000020'])
    expect(shown('open').status.kind).toBe('running')
    void runs.pause('open')
    await settle()
    expect(shown('open').status.kind).toBe('pausing')
    service.answer()
    await settle()
    expect(told()).toEqual(['import-interrupted open', 'import-ended open'])
    expect(shown('open')).toMatchObject({ status: { kind: 'ended' }, sent: 20, unknown: 10 })
  })

  test('returns an error without a notification when it can’t be loaded', async () => {
    memory.store.always('imports', () => ({ ok: false, error: { code: 'imports-locked' } }))
    expect(await runs.load()).toEqual(failed('imports-locked'))
    expect(alerts).toEqual([])
  })
})

describe('one import sends at a time', () => {
  beforeEach(async () => {
    memory.add({ id: 'a' })
    memory.add({ id: 'b', campaignId: 'autumn' })
    await runs.load()
    expect(runs.mayStart()).toEqual(done)
    await runs.resume('a')
    await settle()
  })

  test('another one is refused until it is paused', async () => {
    expect(runs.underWay()?.id).toBe('a')
    expect(runs.mayStart()).toEqual(failed('import-running'))
    expect(await runs.resume('b')).toEqual(failed('import-running'))
    expect(service.came).toHaveLength(1)
    const paused = runs.pause('a')
    await settle()
    // The request in flight is still awaited.
    expect(await runs.resume('b')).toEqual(failed('import-running'))
    service.answer()
    await paused
    await settle()
    expect(runs.mayStart()).toEqual(done)
    expect(await runs.resume('b')).toEqual(done)
    await settle()
    expect(runs.underWay()?.id).toBe('b')
    expect(shown('a').status.kind).toBe('paused')
  })

  test('one that waits for a retry counts as sending', async () => {
    service.answer({ ok: false, error: { code: 'unreachable' } })
    await settle()
    expect(shown('a').status.kind).toBe('waiting')
    expect(await runs.resume('b')).toEqual(failed('import-running'))
    expect(await runs.resume('a')).toEqual(done)
    await settle()
    expect(service.came).toEqual(['13800000000', '13800000000'])
  })

  test('one that can’t continue doesn’t block another, and notifies once', async () => {
    service.answer({ ok: false, error: { code: 'token-refused', status: 401 } })
    await settle()
    await clock.advance(60_000)
    expect(told().slice(2)).toEqual(['import-stopped a'])
    expect(shown('a').status).toMatchObject({ kind: 'stopped', error: { code: 'token-refused' } })
    expect(await runs.resume('b')).toEqual(done)
  })
})

describe('a new import', () => {
  test('is shown at once, sent, and notified about when it ends', async () => {
    await runs.load()
    const begun = runs.begin(memory.add({ id: 'new' }))
    await settle()
    expect(await begun).toEqual(done)
    expect(shown('new')).toMatchObject({ status: { kind: 'running' }, waiting: 30 })
    service.acceptAll()
    await settle()
    expect(told()).toEqual(['import-ended new'])
    expect(alerts[0]?.import).toMatchObject({ sent: 30, waiting: 0 })
    expect(shown('new')).toMatchObject({ status: { kind: 'ended' }, sent: 30, leftOut: 2 })
    expect(settled).toBe(1)
    expect(await runs.resume('new')).toEqual(failed('input-invalid'))
  })

  test('sends nothing more once cancelled', async () => {
    await runs.load()
    void runs.begin(memory.add({ id: 'new' }))
    await settle()
    const cancelled = runs.cancel('new')
    service.answer()
    await settle()
    expect(await cancelled).toEqual(done)
    await clock.advance(60_000)
    expect(service.came).toHaveLength(1)
    expect(shown('new')).toMatchObject({
      ...{ status: { kind: 'cancelled' }, sent: 10, waiting: 0, cancelled: 20 }
    })
    expect(alerts).toEqual([])
  })

  test('can be removed from the history only when finished', async () => {
    await runs.load()
    void runs.begin(memory.add({ id: 'new' }))
    await settle()
    expect(await runs.remove('new')).toEqual(failed('input-invalid'))
    service.acceptAll()
    await settle()
    expect(await runs.remove('new')).toEqual(done)
    expect(state.get('imports').imports).toEqual([])
    expect(runs.find('new')).toBeNull()
  })
})

describe('the user’s decision about a request with unknown outcome', () => {
  const lost = () =>
    memory.add({ id: 'lost', state: 'ended' }, [
      ...[factOf(1, 0, 'accepted'), factOf(2, 10, 'unknown'), factOf(3, 20, 'accepted')]
    ])

  test('to resend reopens an ended import and sends its numbers', async () => {
    lost()
    await runs.load()
    expect(shown('lost').status.kind).toBe('ended')
    expect(await runs.decide('lost', 2, 'again')).toEqual(done)
    await settle()
    expect(service.came).toEqual(['13800000010'])
    expect(shown('lost')).toMatchObject({ status: { kind: 'running' }, unknown: 0, waiting: 10 })
    service.acceptAll()
    await settle()
    expect(shown('lost')).toMatchObject({ status: { kind: 'ended' }, sent: 30, undecided: 0 })
    expect(memory.record('lost').state).toBe('ended')
  })

  test('that it arrived counts it as sent and sends nothing', async () => {
    lost()
    await runs.load()
    expect(await runs.decide('lost', 2, 'taken')).toEqual(done)
    await settle()
    expect(shown('lost')).toMatchObject({ status: { kind: 'ended' }, sent: 30, unknown: 0, undecided: 0 })
    expect(service.came).toEqual([])
    expect(settled).toBe(1)
  })

  test('takes effect while the import is sending, without stopping it', async () => {
    memory.add({ id: 'open' }, [factOf(1, 0, 'unknown')])
    await runs.load()
    await runs.resume('open')
    await settle()
    expect(service.came).toEqual(['13800000010'])
    expect(await runs.decide('open', 1, 'again')).toEqual(done)
    service.acceptAll()
    await settle()
    expect(service.came).toEqual(['13800000010', '13800000000', '13800000020'])
    expect(shown('open')).toMatchObject({ status: { kind: 'ended' }, sent: 30 })
  })

  test('to resend waits while another import sends, without an error', async () => {
    lost()
    memory.add({ id: 'other', campaignId: 'autumn' })
    await runs.load()
    await runs.resume('other')
    await settle()
    expect(await runs.decide('lost', 2, 'again')).toEqual(done)
    await settle()
    expect(service.came).toHaveLength(1)
    expect(shown('lost')).toMatchObject({ status: { kind: 'paused' }, waiting: 10 })
  })

  test('to resend is recorded for a cancelled import, and nothing is sent', async () => {
    memory.add({ id: 'over', state: 'cancelled' }, [factOf(1, 0, 'unknown')])
    await runs.load()
    expect(await runs.decide('over', 1, 'again')).toEqual(done)
    await settle()
    expect(shown('over')).toMatchObject({ status: { kind: 'cancelled' }, undecided: 0, cancelled: 30 })
    expect(service.came).toEqual([])
  })

  test('about a missing import or an already decided request is not-found', async () => {
    lost()
    await runs.load()
    expect(await runs.decide('nobody', 2, 'again')).toEqual(failed('not-found'))
    expect(await runs.decide('lost', 1, 'again')).toEqual(failed('not-found'))
    expect(await runs.decide('lost', 2, 'taken')).toEqual(done)
    expect(await runs.decide('lost', 2, 'again')).toEqual(failed('not-found'))
    expect(service.came).toEqual([])
  })
})

describe('quitting Deskline', () => {
  beforeEach(async () => {
    await runs.load()
    void runs.begin(memory.add({ id: 'new' }))
    await settle()
  })

  test('awaits a pending reply and records its outcome', async () => {
    let isClosed = false
    const closed = runs.close().then(() => (isClosed = true))
    await clock.advance(5_000)
    expect(isClosed).toBe(false)
    service.answer()
    await clock.advance(0)
    await closed
    expect(memory.facts('new')).toMatchObject([{ outcome: 'accepted' }])
    expect(service.came).toHaveLength(1)
  })

  test('waits at most 10 s for an unresponsive service, then the outcome is unknown', async () => {
    let isClosed = false
    const closed = runs.close().then(() => (isClosed = true))
    await clock.advance(9_999)
    expect(isClosed).toBe(false)
    await clock.advance(1)
    await closed
    expect(memory.facts('new')).toMatchObject([{ outcome: 'unknown' }])
    expect(memory.record('new').state).toBe('open')
  })
})

test('all imports are kept, only the newest are shown', async () => {
  for (let at = 0; at < maxShownImports + 5; at += 1) memory.add({ id: `${at}`, state: 'ended' })
  await runs.load()
  const { imports } = state.get('imports')
  expect(imports).toHaveLength(maxShownImports)
  expect(imports[0]?.id).toBe(String(maxShownImports + 4))
  expect(runs.find('0')?.id).toBe('0')
})
