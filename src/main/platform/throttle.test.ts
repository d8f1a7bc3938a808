import { expect, test } from 'vitest'
import { createManualClock } from './testing/manual-clock'
import { createThrottle } from './throttle'

test('a call runs soon, a burst runs once per interval, and the last call is never lost', async () => {
  const clock = createManualClock()
  let value = 0
  const seen: number[] = []
  const throttle = createThrottle(clock, 100, () => seen.push(value))
  throttle.call()
  expect(seen).toEqual([])
  await clock.advance(0)
  expect(seen).toEqual([0])
  for (value = 1; value < 1_000; value += 1) {
    throttle.call()
    if (value % 100 === 0) await clock.advance(10)
  }
  value = 1_000
  throttle.call()
  await clock.advance(1_000)
  expect(seen).toEqual([0, 1_000])
})

test('a call long after the last run does not wait', async () => {
  const clock = createManualClock()
  let runs = 0
  const throttle = createThrottle(clock, 100, () => (runs += 1))
  throttle.call()
  await clock.advance(150)
  throttle.call()
  await clock.advance(0)
  expect(runs).toBe(2)
})

test('a cancelled call does not run', async () => {
  const clock = createManualClock()
  let runs = 0
  const throttle = createThrottle(clock, 100, () => (runs += 1))
  throttle.call()
  throttle.cancel()
  await clock.advance(1_000)
  expect(runs).toBe(0)
})
