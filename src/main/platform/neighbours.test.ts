import { beforeEach, describe, expect, test } from 'vitest'
import { emptyState } from './empty-state'
import { createManualClock, type ManualClock } from './testing/manual-clock'
import { createNeighbours, type Neighbours } from './neighbours'
import { createStateStore, type StateStore } from './state-store'

let clock: ManualClock
let state: StateStore
let neighbours: Neighbours
beforeEach(() => {
  clock = createManualClock()
  state = createStateStore(emptyState)
  neighbours = createNeighbours({ state, clock })
})

const unresponsive = (): readonly string[] => state.get('environment').unresponsive
const later = <T>(delayMs: number, value: T): Promise<T> =>
  new Promise((resolve) => void clock.after(delayMs, () => resolve(value)))
const never = (): Promise<never> => new Promise(() => undefined)

describe('a request with a time limit', () => {
  test('returns a reply that arrives in time, and nothing counts as unresponsive', async () => {
    const asked = neighbours.within('clipboard', 1_000, later(999, 'text'))
    await clock.advance(5_000)
    expect(await asked).toBe('text')
    expect(unresponsive()).toEqual([])
    expect(clock.waiting()).toBe(0)
  })

  test('returns null at the limit, and the neighbour counts as unresponsive from then on', async () => {
    const asked = neighbours.within('clipboard', 1_000, never())
    await clock.advance(999)
    expect(unresponsive()).toEqual([])
    await clock.advance(1)
    expect(await asked).toBeNull()
    expect(unresponsive()).toEqual(['clipboard'])
  })

  test('passes on a rejection, which doesn’t change the neighbour’s status', async () => {
    const hung = neighbours.within('tray', 1_000, never())
    await clock.advance(1_000)
    await hung
    await expect(neighbours.within('tray', 1_000, Promise.reject(new Error('no such name')))).rejects.toThrow(
      'no such name'
    )
    expect(unresponsive()).toEqual(['tray'])
    expect(clock.waiting()).toBe(0)
  })
})

test('a neighbour that replies late, or to a later request, is no longer unresponsive', async () => {
  neighbours.watch('notifications', 1_000, later(3_000, null))
  neighbours.watch('disk', 1_000, never())
  await clock.advance(2_000)
  expect(unresponsive()).toEqual(['notifications', 'disk'])
  await clock.advance(1_000)
  expect(unresponsive()).toEqual(['disk'])
  await neighbours.within('disk', 1_000, Promise.resolve('written'))
  expect(unresponsive()).toEqual([])
})

test('a hanging request doesn’t mark a neighbour that has replied to a later one', async () => {
  neighbours.watch('link-tools', 1_000, never())
  await clock.advance(500)
  neighbours.watch('link-tools', 1_000, later(100, 'tool'))
  await clock.advance(5_000)
  expect(unresponsive()).toEqual([])
  // An answer to an earlier request doesn't clear a later one.
  neighbours.watch('link-tools', 1_000, later(500, 'tool'))
  neighbours.watch('link-tools', 1_000, never())
  await clock.advance(5_000)
  expect(unresponsive()).toEqual(['link-tools'])
})

test('another request to an unresponsive neighbour publishes no change', async () => {
  neighbours.watch('browser', 1_000, never())
  await clock.advance(1_000)
  const before = state.get('environment')
  neighbours.watch('browser', 1_000, never())
  await clock.advance(1_000)
  expect(state.get('environment')).toBe(before)
})
