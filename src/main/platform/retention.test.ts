import { beforeEach, expect, test } from 'vitest'
import { emptyState } from './empty-state'
import { startRetention, type Purges } from './retention'
import { createStateStore, type StateStore } from './state-store'
import { createManualClock, type ManualClock } from './testing/manual-clock'

const dayMs = 24 * 3_600_000
let clock: ManualClock
let state: StateStore
let purged: [string, number][]
const purge = (store: string) => (beforeMs: number) => void purged.push([store, clock.now() - beforeMs])
const purges: Purges = {
  calls: purge('calls'),
  recordings: purge('recordings'),
  ruleDecisions: purge('ruleDecisions'),
  logs: purge('logs')
}
const keep = (days: Partial<Record<keyof Purges, number>>): void => {
  const settings = state.get('settings')
  state.set('settings', { ...settings, retention: { ...settings.retention, ...days } })
}

beforeEach(() => {
  clock = createManualClock()
  state = createStateStore(emptyState)
  purged = []
})

test('nothing is removed without a limit of days', async () => {
  startRetention({ state, clock, purges })
  await clock.advance(3 * dayMs)
  expect(purged).toEqual([])
})

test('what is too old is removed at the start, every day, and when the limit changes', async () => {
  keep({ calls: 30 })
  const stop = startRetention({ state, clock, purges })
  await clock.advance(0)
  expect(purged).toEqual([['calls', 30 * dayMs]])
  await clock.advance(dayMs)
  expect(purged).toHaveLength(2)
  keep({ logs: 7 })
  await clock.advance(0)
  expect(purged.slice(2)).toEqual([
    ['calls', 30 * dayMs],
    ['logs', 7 * dayMs]
  ])
  stop()
  await clock.advance(3 * dayMs)
  expect(purged).toHaveLength(4)
})

test('the stores of an account are purged once it is signed in', async () => {
  keep({ calls: 1 })
  startRetention({ state, clock, purges })
  await clock.advance(0)
  purged = []
  state.set('session', { kind: 'signed-in' } as never)
  await clock.advance(0)
  expect(purged).toEqual([['calls', dayMs]])
})
