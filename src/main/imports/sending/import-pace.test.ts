import { beforeEach, describe, expect, test } from 'vitest'
import { createManualClock } from '../../platform/testing/manual-clock'
import {
  createImportPace,
  createImportSpeed,
  importRetries,
  type ImportPace,
  type PaceAdvice
} from './import-pace'
import { nextDelayMs } from '../../platform/retry-schedule'
import type { ImportVerdict } from './import-verdict'

const accepted: ImportVerdict = { kind: 'accepted' }
const unknown: ImportVerdict = { kind: 'unknown', error: { code: 'import-unknown' } }
const unreachable: ImportVerdict = { kind: 'wait', error: { code: 'unreachable' } }
const tooLarge: ImportVerdict = {
  kind: 'split',
  cuts: [1],
  isTooLarge: true,
  error: { code: 'service-refused' }
}

let pace: ImportPace
beforeEach(() => {
  pace = createImportPace({ batchSize: 1_000, random: () => 1 })
})
const answer = (verdict: ImportVerdict): PaceAdvice =>
  pace.note(verdict, { begun: pace.begin(), size: pace.size() })

test('retry delays grow from 1 s to 60 s, with jitter over half of each', () => {
  expect(
    [0, 1, 2, 3, 4, 5, 500].map((turn) => nextDelayMs(importRetries, turn, { random: () => 0 }))
  ).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000])
  expect(
    [0, 1, 2, 3, 4, 5, 500].map((turn) => nextDelayMs(importRetries, turn, { random: () => 1 }))
  ).toEqual([2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000])
})

describe('after a lost reply', () => {
  test('the next request has one number, then four times as many after each acceptance', () => {
    expect(answer(unknown)).toEqual({ kind: 'wait', waitMs: 2_000 })
    const sizes = [pace.size()]
    for (let turn = 0; turn < 6; turn += 1) {
      answer(accepted)
      sizes.push(pace.size())
    }
    expect(sizes).toEqual([1, 4, 16, 64, 256, 1_000, 1_000])
  })

  test('three in a row stop the import', () => {
    expect(answer(unknown).kind).toBe('wait')
    expect(answer(unknown)).toEqual({ kind: 'wait', waitMs: 4_000 })
    expect(answer(unknown)).toEqual({ kind: 'stop' })
  })

  test('an acceptance resets the count, a wait doesn’t', () => {
    for (const verdict of [unknown, unknown, accepted, unknown, unreachable]) answer(verdict)
    expect(answer(unknown).kind).toBe('wait')
    expect(answer(unknown).kind).toBe('stop')
  })

  test('several losses among requests in flight count as one', () => {
    const begun = [pace.begin(), pace.begin(), pace.begin(), pace.begin()]
    for (const one of begun) expect(pace.note(unknown, { begun: one, size: 1_000 }).kind).toBe('wait')
    expect(answer(unknown)).toEqual({ kind: 'wait', waitMs: 4_000 })
  })

  test('the acceptance of a request that was already in flight resets nothing', () => {
    const before = pace.begin()
    answer(unknown)
    pace.note(accepted, { begun: before, size: 1_000 })
    expect(pace.size()).toBe(1)
    expect(pace.atOnce(4)).toBe(1)
  })

  test('resuming resets the count, but the requests stay small', () => {
    for (const verdict of [unknown, unknown, unknown]) answer(verdict)
    pace.forgive()
    expect(pace.size()).toBe(1)
    expect(answer(unknown)).toEqual({ kind: 'wait', waitMs: 2_000 })
  })
})

test('numbers that weren’t sent are retried forever, at most once a minute, at the same request size', () => {
  const waits = Array.from({ length: 100 }, () => answer(unreachable))
  expect(waits.slice(-90)).toEqual(Array(90).fill({ kind: 'wait', waitMs: 60_000 }))
  expect(pace.size()).toBe(1_000)
})

test('a delay requested by the service is respected, even beyond a minute', () => {
  const limited = (retryAfterMs: number): ImportVerdict => ({
    kind: 'wait',
    error: { code: 'rate-limited', status: 429, retryAfterMs }
  })
  expect(answer(limited(300_000))).toEqual({ kind: 'wait', waitMs: 300_000 })
  expect(answer(limited(0))).toEqual({ kind: 'wait', waitMs: 4_000 })
})

test('after a failure requests go one at a time until one is accepted', () => {
  expect(pace.atOnce(4)).toBe(4)
  answer(unreachable)
  expect(pace.atOnce(4)).toBe(1)
  answer({ kind: 'refused', error: { code: 'service-refused' } })
  expect(pace.atOnce(4)).toBe(1)
  answer(accepted)
  expect(pace.atOnce(4)).toBe(4)
  expect(pace.atOnce(0)).toBe(1)
})

test('a request that was too large halves the size of all later ones', () => {
  expect(answer(tooLarge)).toEqual({ kind: 'go-on' })
  expect(pace.size()).toBe(500)
  answer(tooLarge)
  for (let turn = 0; turn < 9; turn += 1) answer(accepted)
  expect(pace.size()).toBe(250)
})

test('a request that can’t be retried stops the import', () => {
  expect(answer({ kind: 'stop', error: { code: 'not-found' } })).toEqual({ kind: 'stop' })
})

describe('refused single numbers', () => {
  const refused: ImportVerdict = { kind: 'refused', error: { code: 'service-refused', status: 422 } }
  const refuse = (times: number): PaceAdvice[] => Array.from({ length: times }, () => answer(refused))

  test('affect only themselves; the twentieth in a row stops the import, as the campaign may be refused', () => {
    expect(refuse(19)).toEqual(Array.from({ length: 19 }, () => ({ kind: 'go-on' })))
    expect(answer(refused)).toEqual({ kind: 'stop' })
  })

  test('are counted from zero after an acceptance and after resuming', () => {
    refuse(19)
    answer(accepted)
    refuse(19)
    pace.forgive()
    expect(refuse(19)).not.toContainEqual({ kind: 'stop' })
  })
})

describe('the import speed', () => {
  const open = () => {
    const clock = createManualClock()
    const speed = createImportSpeed(clock)
    let atMs = 0
    /** Advances the clock to `ms` after the start. */
    const at = async (ms: number): Promise<typeof speed> => {
      await clock.advance(ms - atMs)
      atMs = ms
      return speed
    }
    return { clock, speed, at }
  }

  test('is unknown in the first two seconds, while nothing runs, and without a reply', async () => {
    const { speed, at } = open()
    speed.run(true)
    ;(await at(1_000)).add(1_000)
    expect((await at(1_999)).perSecond()).toBeNull()
    expect((await at(2_000)).perSecond()).toBe(500)
    speed.run(false)
    expect((await at(3_000)).perSecond()).toBeNull()
    const idle = open()
    idle.speed.run(true)
    expect((await idle.at(10_000)).perSecond()).toBeNull()
  })

  test('is measured over the last 20 s of running time, without pauses', async () => {
    const { speed, at } = open()
    speed.run(true)
    ;(await at(1_000)).add(9_000)
    ;(await at(10_000)).run(false)
    ;(await at(500_000)).run(true)
    ;(await at(505_000)).add(1_000)
    expect(speed.perSecond()).toBeCloseTo(10_000 / 15, 5)
    expect((await at(512_000)).perSecond()).toBeCloseTo(1_000 / 20, 5)
  })

  test('counts many small replies', async () => {
    const { speed, at } = open()
    speed.run(true)
    for (let ms = 0; ms < 60_000; ms += 40) (await at(ms)).add(4)
    expect((await at(60_000)).perSecond()).toBeGreaterThan(95)
    expect(speed.perSecond()).toBeLessThan(105)
  })

  test('is unaffected by wall-clock jumps', async () => {
    const { clock, speed, at } = open()
    speed.run(true)
    clock.jumpWall(-3_600_000)
    ;(await at(5_000)).add(100)
    clock.jumpWall(7_200_000)
    expect((await at(10_000)).perSecond()).toBe(10)
  })
})
