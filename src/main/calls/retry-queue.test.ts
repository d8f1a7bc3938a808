import { beforeEach, describe, expect, test } from 'vitest'
import { RetryQueue, type Attempt } from './retry-queue'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'

let clock: ManualClock
let queue: RetryQueue
let atMs: number[]
let exhausted: string[]
let outcome: Attempt

const start = (pausesMs = [1_000, 5_000], afterwardsMs: number | null = null): void =>
  queue.start(
    'key',
    () => {
      atMs.push(clock.now())
      return Promise.resolve(outcome)
    },
    (last) => {
      exhausted.push(last)
      return afterwardsMs
    },
    pausesMs
  )

beforeEach(() => {
  clock = createManualClock(0)
  queue = new RetryQueue(clock)
  atMs = []
  exhausted = []
  outcome = 'not-yet'
})

test('tries after each pause until it is done', async () => {
  start()
  await clock.advance(1_000)
  outcome = 'done'
  await clock.advance(60_000)
  expect(atMs).toEqual([1_000, 6_000])
  expect(exhausted).toEqual([])
  expect(queue.isActive('key')).toBe(false)
})

test.each(['not-yet', 'unanswered'] as const)('says how the last one went: %s', async (last) => {
  start()
  outcome = last
  await clock.advance(60_000)
  expect(atMs).toEqual([1_000, 6_000])
  expect(exhausted).toEqual([last])
  expect(clock.waiting()).toBe(0)
})

test('goes on with the pause that is given when the pauses are used up', async () => {
  start([1_000], 10_000)
  await clock.advance(31_000)
  expect(atMs).toEqual([1_000, 11_000, 21_000, 31_000])
  queue.cancel('key')
  expect(clock.waiting()).toBe(0)
})

test('begins anew: the earlier row is off', async () => {
  start()
  await clock.advance(900)
  start()
  await clock.advance(1_000)
  expect(atMs).toEqual([1_900])
})

test('a wait that was asked for puts the same attempt off', async () => {
  start([1_000])
  outcome = { waitMs: 7_000 }
  await clock.advance(1_000)
  outcome = 'not-yet'
  await clock.advance(7_000)
  expect(atMs).toEqual([1_000, 8_000])
  expect(exhausted).toEqual(['not-yet'])
})

describe('a hold', () => {
  test('keeps what falls due, and what was refused, until it is over', async () => {
    start()
    outcome = 'refused'
    await clock.advance(1_000)
    queue.hold(true)
    await clock.advance(60_000)
    expect(atMs).toEqual([1_000])
    outcome = 'not-yet'
    queue.hold(false)
    await clock.advance(5_000)
    expect(atMs).toEqual([1_000, 61_000, 66_000])
  })

  test('does not bring back what was left meanwhile', async () => {
    start()
    queue.hold(true)
    await clock.advance(1_000)
    queue.cancel('key')
    queue.hold(false)
    await clock.advance(60_000)
    expect(atMs).toEqual([])
  })
})

test('a few attempts run at a time, and each gets its turn', async () => {
  const under: (() => void)[] = []
  let most = 0
  let ended = 0
  for (let index = 0; index < 40; index += 1) {
    queue.start(
      `key${index}`,
      async () => {
        await new Promise<void>((resolve) => under.push(resolve))
        ended += 1
        return 'done'
      },
      () => null,
      [1_000]
    )
  }
  await clock.advance(1_000)
  while (under.length > 0) {
    most = Math.max(most, under.length)
    under.shift()?.()
    await clock.advance(0)
  }
  expect(most).toBe(6)
  expect(ended).toBe(40)
})
