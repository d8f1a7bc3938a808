import { beforeEach, describe, expect, test } from 'vitest'
import { RetryQueue, type Attempt } from './retry-queue'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'

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

test('retries after each delay until the attempt is done', async () => {
  start()
  await clock.advance(1_000)
  outcome = 'done'
  await clock.advance(60_000)
  expect(atMs).toEqual([1_000, 6_000])
  expect(exhausted).toEqual([])
  expect(queue.isActive('key')).toBe(false)
})

test.each(['not-yet', 'unanswered'] as const)(
  'reports the last result when the delays are exhausted: %s',
  async (last) => {
    start()
    outcome = last
    await clock.advance(60_000)
    expect(atMs).toEqual([1_000, 6_000])
    expect(exhausted).toEqual([last])
    expect(clock.waiting()).toBe(0)
  }
)

test('continues with the returned delay once the delays are exhausted', async () => {
  start([1_000], 10_000)
  await clock.advance(31_000)
  expect(atMs).toEqual([1_000, 11_000, 21_000, 31_000])
  queue.cancel('key')
  expect(clock.waiting()).toBe(0)
})

test('restarting a key cancels its earlier schedule', async () => {
  start()
  await clock.advance(900)
  start()
  await clock.advance(1_000)
  expect(atMs).toEqual([1_900])
})

test('a requested wait postpones the same attempt', async () => {
  start([1_000])
  outcome = { waitMs: 7_000 }
  await clock.advance(1_000)
  outcome = 'not-yet'
  await clock.advance(7_000)
  expect(atMs).toEqual([1_000, 8_000])
  expect(exhausted).toEqual(['not-yet'])
})

describe('a hold', () => {
  test('defers due and refused attempts until it is released', async () => {
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

  test('doesn’t bring back an attempt that was cancelled meanwhile', async () => {
    start()
    queue.hold(true)
    await clock.advance(1_000)
    queue.cancel('key')
    queue.hold(false)
    await clock.advance(60_000)
    expect(atMs).toEqual([])
  })
})

test('attempts run with limited concurrency, and each one gets its turn', async () => {
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
