import { describe, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { maxFailuresInRow } from './periods'
import { aDay, baseMs, createPeriodService, dayMs, plainReading, read, tooMuch } from './testing/periods'

describe('parts that fail', () => {
  test('don’t stop the others: a service that fails every tenth request', async () => {
    const at = Array.from({ length: 100_000 }, (_, index) => baseMs + index * 864)
    const service = createPeriodService({
      times: at,
      rowLimit: 1_000,
      fail: (_start, _end, turn) => (turn % 10 === 0 ? { code: 'service-failed' } : null)
    })
    const { outcome, ids } = await read(service, 1_000, [aDay])
    expect(outcome.gaps.length).toBeGreaterThan(5)
    const missing = at.filter((ms) => outcome.gaps.some((gap) => gap.startMs <= ms && ms < gap.endMs))
    expect(ids.length + missing.length).toBeGreaterThanOrEqual(100_000)
  })

  test(`a service that fails ${maxFailuresInRow} times in a row isn’t queried further; the rest is one gap`, async () => {
    const at = Array.from({ length: 10_000 }, (_, index) => baseMs + index * 8_640)
    const service = createPeriodService({
      times: at,
      rowLimit: 100,
      fail: (_start, _end, turn) => (turn > 20 ? { code: 'unreachable' } : null)
    })
    const { outcome } = await read(service, 100, [aDay])
    expect(outcome.requestCount).toBeLessThanOrEqual(20 + maxFailuresInRow + 2 * 3)
    expect(outcome.gaps).toHaveLength(1)
    expect(outcome.gaps[0]).toMatchObject({ endMs: aDay.endMs, error: { code: 'unreachable' } })
  })

  test('a 422 that never depends on the size doesn’t halve the period endlessly', async () => {
    const service = createPeriodService({ times: [], rowLimit: 10, fail: () => tooMuch })
    const { outcome } = await read(service, 10, [{ startMs: 0, endMs: 365 * dayMs }])
    expect(outcome.requestCount).toBeLessThan(60)
    expect(outcome.gaps).toMatchObject([{ startMs: 0, endMs: 365 * dayMs, error: tooMuch }])
  })

  test.each(['startTime', 'endTime', 'access_token'])(
    'a 422 that names %s is an error, not "too much"',
    async (field) => {
      const service = createPeriodService({ times: [], rowLimit: 10, fail: () => ({ ...tooMuch, field }) })
      const { outcome } = await read(service, 10, [aDay])
      expect(outcome.requestCount).toBe(1)
      expect(outcome.gaps).toMatchObject([{ ...aDay, error: { field } }])
    }
  )

  test('a refused token ends the query at once', async () => {
    const at = Array.from({ length: 10_000 }, (_, index) => baseMs + index * 8_640)
    const service = createPeriodService({
      times: at,
      rowLimit: 100,
      fail: (_start, _end, turn) => (turn > 20 ? { code: 'token-refused', status: 401 } : null)
    })
    const { outcome } = await read(service, 100, [aDay])
    expect(outcome.requestCount).toBeLessThanOrEqual(20 + 3)
    expect(outcome.gaps.at(-1)).toMatchObject({ endMs: aDay.endMs, error: { code: 'token-refused' } })
  })
})

describe('a second with more calls than a reply holds', () => {
  const at = Array.from({ length: 30 }, () => baseMs + dayMs / 2 + 200)

  test('isn’t halved: the received rows are returned and the part is reported as incomplete', async () => {
    const service = createPeriodService({
      times: at,
      rowLimit: 20,
      reading: { ...plainReading, isCut: true }
    })
    const { outcome, ids } = await read(service, 20, [aDay])
    expect(ids).toHaveLength(20)
    expect(outcome).toMatchObject({ gaps: [], incomplete: [{}] })
    expect(outcome.incomplete[0]?.startMs).toBeLessThanOrEqual(at[0] ?? 0)
  })

  test('is a gap when the service returns nothing', async () => {
    const service = createPeriodService({ times: at, rowLimit: 20 })
    const { outcome, ids } = await read(service, 20, [aDay])
    expect(ids).toEqual([])
    expect(outcome.gaps).toHaveLength(1)
  })
})

describe('a wait that the service requests', () => {
  test('applies to all requests', async () => {
    const clock = createManualClock()
    const askedAtMs: number[] = []
    const service = createPeriodService({
      times: [1, 2, 3].map((ms) => baseMs + ms),
      rowLimit: 10,
      fail(_start, _end, turn) {
        askedAtMs.push(clock.now())
        return turn === 1 ? { code: 'rate-limited', retryAfterMs: 30_000 } : null
      }
    })
    const startMs = clock.now()
    const work = read(
      service,
      10,
      [aDay, { startMs: baseMs + 2 * dayMs, endMs: baseMs + 3 * dayMs }],
      {},
      clock
    )
    await clock.advance(29_999)
    expect(askedAtMs).toEqual([startMs])
    await clock.advance(1)
    expect((await work).ids).toHaveLength(3)
    expect(askedAtMs.slice(1)).toEqual([startMs + 30_000, startMs + 30_000])
    expect(clock.waiting()).toBe(0)
  })

  test.each([
    ['timers that fire early', (clock: ManualClock) => clock.fireEarly(0.9)],
    ['a wall clock set back', (clock: ManualClock) => clock.jumpWall(-3_600_000)],
    ['a wall clock set forward', (clock: ManualClock) => clock.jumpWall(3_600_000)],
    ['a sleep', (clock: ManualClock) => void clock.sleep(3_600_000)],
    [
      'a sleep that the monotonic clock counts',
      (clock: ManualClock) => void clock.sleep(3_600_000, { isCounted: true })
    ]
  ])('ends by itself, whatever the clocks do meanwhile: %s', async (_, disturb) => {
    const clock = createManualClock()
    const service = createPeriodService({
      times: [baseMs],
      rowLimit: 10,
      fail: (_start, _end, turn) => (turn === 1 ? { code: 'rate-limited', retryAfterMs: 30_000 } : null)
    })
    const work = read(service, 10, [aDay], {}, clock)
    await clock.advance(10_000)
    disturb(clock)
    await clock.advance(20_000)
    expect((await work).ids).toHaveLength(1)
    expect(clock.waiting()).toBe(0)
  })

  test('is not repeated endlessly', async () => {
    const clock = createManualClock()
    const service = createPeriodService({
      times: [],
      rowLimit: 10,
      fail: () => ({ code: 'rate-limited', retryAfterMs: 1_000 })
    })
    const work = read(service, 10, [aDay], {}, clock)
    await clock.advance(60_000)
    expect((await work).outcome.gaps).toMatchObject([{ error: { code: 'rate-limited' } }])
    expect(service.asked()).toBeLessThan(10)
  })
})

describe('cancelling', () => {
  const at = Array.from({ length: 10_000 }, (_, index) => baseMs + index * 8_640)

  test('keeps the rows received so far, and the rest can be queried again', async () => {
    const cancel = new AbortController()
    const service = createPeriodService({ times: at, rowLimit: 100 })
    const first = await read(service, 100, [aDay], {
      signal: cancel.signal,
      onProgress({ rowCount }) {
        if (rowCount > 2_000) cancel.abort()
      }
    })
    expect(first.ids.length).toBeGreaterThan(2_000)
    expect(first.ids.length).toBeLessThan(4_000)
    expect(first.outcome.gaps.at(-1)?.endMs).toBe(aDay.endMs)
    expect(first.outcome.gaps.every(({ error }) => error.code === 'cancelled')).toBe(true)
    const rest = await read(service, 100, first.outcome.gaps)
    expect(rest.outcome.gaps).toEqual([])
    expect(new Set([...first.ids, ...rest.ids]).size).toBe(first.ids.length + rest.ids.length)
    expect(first.ids.length + rest.ids.length).toBe(at.length)
  })

  test('before the start sends no request', async () => {
    const service = createPeriodService({ times: at, rowLimit: 100 })
    const { outcome } = await read(service, 100, [aDay], { signal: AbortSignal.abort() })
    expect(outcome).toMatchObject({ requestCount: 0, gaps: [{ ...aDay, error: { code: 'cancelled' } }] })
  })

  test('a sink that throws ends the query with its error', async () => {
    const service = createPeriodService({ times: at, rowLimit: 100 })
    const onRows = (): never => {
      throw new Error('disk full')
    }
    await expect(read(service, 100, [aDay], { onRows })).rejects.toThrow('disk full')
    expect(service.asked()).toBeLessThan(20)
  })
})

test('a slow sink applies back-pressure: only a few replies are buffered', async () => {
  const at = Array.from({ length: 10_000 }, (_, index) => baseMs + index * 8_640)
  const service = createPeriodService({ times: at, rowLimit: 100 })
  let release = (): void => undefined
  let parts = 0
  const work = read(service, 100, [aDay], {
    onRows: () => {
      parts += 1
      return parts === 3 ? new Promise<void>((resolve) => (release = resolve)) : undefined
    }
  })
  for (let turn = 0; turn < 200; turn += 1) await new Promise((resolve) => setImmediate(resolve))
  expect(parts).toBe(3)
  expect(service.asked()).toBeLessThan(30)
  release()
  expect((await work).outcome.gaps).toEqual([])
})
