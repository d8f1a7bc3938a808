import { beforeEach, describe, expect, test } from 'vitest'
import { Moment } from '../platform/moment'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createServiceClock, type ServiceClock } from './service-clock'

const hourMs = 3_600_000

let clock: ManualClock
let serviceClock: ServiceClock
let corrections: number[]
/** The actual offset of the service's clock from this computer's, in ms. */
let truthMs: number
beforeEach(() => {
  clock = createManualClock()
  serviceClock = createServiceClock(clock)
  corrections = []
  truthMs = 0
  serviceClock.onCorrected((byMs) => corrections.push(byMs))
})
const reply = () => serviceClock.learn(clock.now() + truthMs)
const jump = (ms: number) => {
  clock.jumpWall(ms)
  truthMs -= ms
}
const errorMs = () => serviceClock.now() - (clock.now() + truthMs)

test('before any reply it shows this computer’s time', () => {
  expect(serviceClock.now()).toBe(clock.now())
  expect(serviceClock.offsetMs()).toBe(0)
})

test.each([8 * hourMs, -8 * hourMs, 26 * 365 * 24 * hourMs, 3_000])(
  'the first reply sets the time of a service that is %i ms ahead',
  (aheadMs) => {
    clock = createManualClock(Date.UTC(2026, 5, 1) - aheadMs)
    serviceClock = createServiceClock(clock)
    serviceClock.onCorrected((byMs) => corrections.push(byMs))
    truthMs = aheadMs
    reply()
    expect(errorMs()).toBe(0)
    expect(corrections).toEqual([aheadMs])
    expect(serviceClock.fromWall(clock.now())).toBe(serviceClock.now())
  }
)

test('an offset from an earlier run holds until a reply corrects it', () => {
  serviceClock = createServiceClock(clock, hourMs)
  serviceClock.onCorrected((byMs) => corrections.push(byMs))
  expect(serviceClock.now()).toBe(clock.now() + hourMs)
  reply()
  expect(errorMs()).toBe(0)
  expect(corrections).toEqual([-hourMs])
})

test('clocks that differ by up to two seconds count as equal, and nothing is corrected', () => {
  for (truthMs of [2_000, -2_000, 0, 1_500]) reply()
  expect(serviceClock.offsetMs()).toBe(0)
  expect(corrections).toEqual([])
})

test('a single outlier changes nothing, however often outliers occur between other replies', () => {
  truthMs = 10 * 60_000
  reply()
  for (const odd of [0, 9 * hourMs, -9 * hourMs]) {
    reply()
    serviceClock.learn(clock.now() + odd)
    reply()
    expect(errorMs()).toBe(0)
  }
})

test('an outlier as the first reply is outvoted by the next two', () => {
  serviceClock.learn(clock.now() + 9 * hourMs)
  reply()
  reply()
  expect(errorMs()).toBe(0)
})

test.each([NaN, Infinity, -1, 0, Date.UTC(1999, 0), Date.UTC(2100, 0, 2)])(
  'an implausible service time is ignored: %d',
  (serviceMs) => {
    serviceClock.learn(serviceMs)
    expect(serviceClock.offsetMs()).toBe(0)
  }
)

describe('when the wall clock is set', () => {
  test('back: the service’s time continues without a reply', async () => {
    truthMs = 60_000
    reply()
    await clock.advance(5_000)
    jump(-hourMs)
    expect(errorMs()).toBe(0)
    expect(corrections).toEqual([60_000])
  })

  test('forward: it may have been a sleep, so the next reply alone decides', async () => {
    for (let turn = 0; turn < 5; turn += 1) reply()
    await clock.advance(5_000)
    jump(hourMs)
    expect(errorMs()).toBe(hourMs)
    reply()
    expect(errorMs()).toBe(0)
    expect(corrections).toEqual([-hourMs])
  })

  test('forward: a correction reports the error at each moment, and sleeps in between are no error', async () => {
    let correctionAt: (moment: Moment) => number = () => 0
    serviceClock.onCorrected((_, at) => (correctionAt = at))
    await clock.sleep(2 * hourMs)
    serviceClock.now()
    await clock.advance(1_000)
    jump(hourMs)
    const set = serviceClock.moment()
    serviceClock.now()
    await clock.advance(1_000)
    await clock.sleep(5 * hourMs)
    serviceClock.now()
    await clock.advance(1_000)
    jump(90_000)
    serviceClock.now()
    await clock.advance(1_000)
    reply()
    expect(errorMs()).toBe(0)
    expect([new Moment(0), set, clock.moment()].map(correctionAt)).toEqual([0, -hourMs, -hourMs - 90_000])
  })
})

test.each([false, true])('a sleep changes nothing; monotonic clock continues: %s', async (isCounted) => {
  truthMs = -5 * hourMs
  reply()
  await clock.sleep(9 * hourMs, { isCounted })
  expect(errorMs()).toBe(0)
  reply()
  expect(errorMs()).toBe(0)
  expect(corrections).toEqual([-5 * hourMs])
})

test('offset listeners are notified of each change', () => {
  const heard: number[] = []
  const off = serviceClock.onOffset((ms) => heard.push(ms))
  truthMs = hourMs
  reply()
  jump(-hourMs)
  reply()
  off()
  jump(-hourMs)
  serviceClock.now()
  expect(heard).toEqual([hourMs, 2 * hourMs])
})
