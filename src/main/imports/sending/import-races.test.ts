import { beforeEach, expect, test } from 'vitest'
import type { ImportStatus } from '../../../shared/imports/state-schema'
import { failed, succeeded } from '../../../shared/platform/result'
import { emptyState } from '../../platform/empty-state'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { createStateStore, type StateStore } from '../../platform/state-store'
import { createMemoryStore, createServiceUnderTest, factOf } from '../testing/memory-store'
import type { MemoryStore, ServiceUnderTest } from '../testing/memory-store'
import { ImportRuns } from './import-runs'
import { createTopicPublisher } from '../../platform/topic-publisher'

// Concurrent events: commands, endings, decisions and answers, also for an import at rest.

let state: StateStore
let clock: ManualClock
let memory: MemoryStore
let service: ServiceUnderTest
let runs: ImportRuns

beforeEach(() => {
  state = createStateStore(emptyState)
  clock = createManualClock()
  memory = createMemoryStore()
  service = createServiceUnderTest()
  runs = new ImportRuns({
    store: memory.store,
    publisher: createTopicPublisher('imports', { state, clock }),
    clock,
    service: () => service,
    requestsAtOnce: () => 1,
    onAlert: () => undefined,
    mayImport: () => ({ ok: true, value: undefined }),
    onCountsChanged: () => undefined
  })
})

const settle = (ms = 300): Promise<void> => clock.advance(ms)
const statusOf = (id: string): ImportStatus['kind'] | undefined =>
  state.get('imports').imports.find((one) => one.id === id)?.status.kind

test('of two imports resumed at the same time only one sends', async () => {
  memory.add({ id: 'one' })
  memory.add({ id: 'two', campaignId: 'autumn' })
  await runs.load()
  memory.answersLate('plan', clock, 50)
  const both = Promise.all([runs.resume('one'), runs.resume('two')])
  await settle()
  expect(await both).toEqual([succeeded(undefined), failed({ code: 'import-running' })])
  expect(statusOf('one')).toBe('running')
  expect(statusOf('two')).not.toBe('running')
  expect(service.came).toHaveLength(1)
})

test('an import resumed while all imports are closing sends nothing', async () => {
  memory.add({ id: 'one' })
  await runs.load()
  memory.answersLate('plan', clock, 50)
  const resumed = runs.resume('one')
  await runs.close()
  await settle()
  expect(await resumed).toEqual(failed({ code: 'cancelled' }))
  expect(service.came).toEqual([])
})

test('an import resumed while closing awaits its last reply sends nothing more', async () => {
  memory.add({ id: 'one' })
  await runs.load()
  await runs.resume('one')
  await settle()
  const closed = runs.close()
  expect(await runs.resume('one')).toEqual(failed({ code: 'cancelled' }))
  service.answer()
  await settle()
  await closed
  expect(service.came).toHaveLength(1)
  expect(memory.facts('one').map(({ outcome }) => outcome)).toEqual(['accepted'])
})

test('a request in flight can’t be decided, even if a restarted store reports it as unknown', async () => {
  memory.add({ id: 'one' })
  await runs.load()
  await runs.resume('one')
  await settle()
  for (const fact of memory.facts('one')) fact.outcome ??= 'unknown'
  expect(await runs.decide('one', 1, 'again')).toEqual(failed({ code: 'not-found' }))
  service.acceptAll()
  await settle()
  expect(service.came).toEqual(['13800000000', '13800000010', '13800000020'])
  expect(memory.record('one')).toMatchObject({ state: 'ended', sent: 30, unknown: 0 })
})

test('a decision to resend that races the end of an import keeps it open and sends the numbers', async () => {
  memory.add({ id: 'one' }, [factOf(1, 0, 'unknown'), factOf(2, 10, 'accepted')])
  await runs.load()
  await runs.resume('one')
  await settle()
  memory.answersLate('decideRequest', clock, 100)
  const decided = runs.decide('one', 1, 'again')
  service.acceptAll()
  await settle(60_000)
  expect(await decided).toEqual(succeeded(undefined))
  expect(service.came).toEqual(['13800000020', '13800000000'])
  expect(memory.record('one')).toMatchObject({ state: 'ended', sent: 30, unknown: 0 })
})

test.each(['interrupted', 'paused'])(
  'a decision to resend some numbers doesn’t send the rest of an import that is %s',
  async (kind) => {
    memory.add({ id: 'one' }, [factOf(1, 0, 'unknown')])
    await runs.load()
    if (kind === 'paused') await runs.pause('one')
    expect(await runs.decide('one', 1, 'again')).toEqual(succeeded(undefined))
    await settle(60_000)
    expect(statusOf('one')).toBe(kind)
    expect(service.came).toEqual([])
    service.acceptAll()
    await runs.resume('one')
    await settle(60_000)
    expect(service.came).toEqual(['13800000000', '13800000010', '13800000020'])
  }
)
