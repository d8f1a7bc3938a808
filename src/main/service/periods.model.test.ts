import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { shortestHalvedMs, type Period } from './periods'
import { aDay, baseMs, createPeriodService, dayMs, read, settled, type Reading } from './testing/periods'
import { runSize } from '../platform/testing/run-size'

const depthOf = (period: Period): number =>
  Math.max(0, Math.ceil(Math.log2((period.endMs - period.startMs) / shortestHalvedMs)))

// Bursts at all scales, and single calls between them.
const times = fc
  .array(
    fc.record({
      atMs: fc.integer({ min: 0, max: dayMs - 1 }),
      count: fc.integer({ min: 1, max: 40 }),
      spreadMs: fc.constantFrom(0, 1, 900, 5_000, 300_000, dayMs / 2)
    }),
    { maxLength: 12 }
  )
  .map((bursts) =>
    bursts.flatMap(({ atMs, count, spreadMs }) =>
      Array.from(
        { length: count },
        (_, index) => baseMs + Math.min(dayMs - 1, atMs + Math.floor((index * spreadMs) / count))
      )
    )
  )
const reading = fc.record<Reading>({
  isStartInside: fc.boolean(),
  isEndInside: fc.boolean(),
  grainMs: fc.constantFrom(1, 1, 1_000),
  isCut: fc.boolean()
})
describe('for any distribution of calls, any limit, and any interpretation of a period’s ends', () => {
  test('every call is returned once and in time order, or lies in a part that is reported', async () => {
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 2, max: 50 }), reading, async (at, rowLimit, readingOfIt) => {
        const service = createPeriodService({ times: at, rowLimit, reading: readingOfIt })
        const { outcome, ids, starts, progress } = await read(service, rowLimit, [aDay])
        expect(new Set(ids).size).toBe(ids.length)
        expect(starts).toEqual([...starts].sort((a, b) => a - b))
        expect(outcome.rowCount).toBe(ids.length)
        const named = [...outcome.gaps, ...outcome.incomplete]
        for (const part of outcome.incomplete)
          expect(part.endMs - part.startMs).toBeLessThanOrEqual(shortestHalvedMs)
        // Every gap is justified by too many rows.
        for (const gap of outcome.gaps) {
          const inside = at.filter((ms) => gap.startMs - 1_000 <= ms && ms <= gap.endMs)
          expect(inside.length).toBeGreaterThanOrEqual(rowLimit)
        }
        const given = new Set(ids)
        const lost = service.rows.filter(({ id, startedAtMs }) => {
          const ms = startedAtMs ?? 0
          return !given.has(id) && !named.some((part) => part.startMs <= ms && ms <= part.endMs)
        })
        expect(lost).toEqual([])
        expect(service.most()).toBeLessThanOrEqual(3)
        expect(service.asked()).toBe(outcome.requestCount)
        const shares = progress.map(({ coveredShare }) => coveredShare)
        expect(shares).toEqual([...shares].sort((a, b) => a - b))
        if (outcome.gaps.length === 0) expect(shares.at(-1)).toBeCloseTo(1)
      }),
      { numRuns: runSize(800, 10_000) }
    )
  })

  test('the number of requests is at most 1 + 3·D·⌊N/L⌋', async () => {
    await fc.assert(
      fc.asyncProperty(times, fc.integer({ min: 5, max: 50 }), async (at, rowLimit) => {
        const service = createPeriodService({ times: at, rowLimit })
        const { outcome } = await read(service, rowLimit, [aDay])
        const bound = 1 + 3 * depthOf(aDay) * Math.floor(at.length / rowLimit)
        expect(outcome.requestCount).toBeLessThanOrEqual(bound)
      }),
      { numRuns: runSize(800, 10_000) }
    )
  })

  test.each([1, 999, 10_000, 10_001, 100_000, 1_000_000])(
    'a year with %i evenly spread calls takes at most 2·⌈N/L⌉ + D + 2 requests',
    async (count) => {
      const year = { startMs: 0, endMs: 365 * dayMs }
      const at = Array.from({ length: count }, (_, index) => Math.floor(((index + 0.5) * year.endMs) / count))
      const service = createPeriodService({ times: at, rowLimit: 10_000 })
      let rows = 0
      const { outcome } = await read(service, 10_000, [year], {
        onRows: (part) => void (rows += part.length)
      })
      expect(rows).toBe(count)
      const depth = Math.max(0, Math.ceil(Math.log2(count / 10_000)))
      expect(outcome.requestCount).toBeLessThanOrEqual(2 * Math.ceil(count / 10_000) + depth + 2)
    }
  )
})

/** Clock changes during a wait. */
const disturbances = fc.array(
  fc.constantFrom<(clock: ManualClock) => void>(
    (clock) => clock.jumpWall(-3_600_000),
    (clock) => clock.jumpWall(3_600_000),
    (clock) => clock.fireEarly(0.9),
    (clock) => void clock.sleep(3_600_000),
    (clock) => void clock.sleep(3_600_000, { isCounted: true })
  ),
  { maxLength: 4 }
)
const failures = fc.array(
  fc.record({ turn: fc.integer({ min: 1, max: 60 }), wait: fc.constantFrom(null, null, 0, 700, 5_000) }),
  { maxLength: 15 }
)

test('failed parts are reported as gaps; querying these returns what is missing, without duplicates', async () => {
  await fc.assert(
    fc.asyncProperty(
      times,
      fc.integer({ min: 5, max: 50 }),
      reading,
      failures,
      disturbances,
      async (at, rowLimit, readingOfIt, failing, disturbing) => {
        const clock = createManualClock()
        const turns = new Map(failing.map(({ turn, wait }) => [turn, wait]))
        const service = createPeriodService({
          times: at,
          rowLimit,
          reading: readingOfIt,
          fail(_start, _end, turn) {
            const wait = turns.get(turn)
            if (wait === undefined) return null
            disturbing.pop()?.(clock)
            return { code: 'service-failed', ...(wait === null ? {} : { retryAfterMs: wait }) }
          }
        })
        const first = await settled(read(service, rowLimit, [aDay], {}, clock), clock)
        const ids = [...first.ids]
        let named: Period[] = first.outcome.incomplete
        let gaps = first.outcome.gaps
        for (let turn = 0; turn < 5 && gaps.length > 0; turn += 1) {
          turns.clear()
          const again = await read(service, rowLimit, gaps)
          ids.push(...again.ids)
          gaps = again.outcome.gaps
          named = [...named, ...again.outcome.incomplete]
        }
        expect(new Set(ids).size).toBe(ids.length)
        const given = new Set(ids)
        const lost = service.rows.filter(({ id, startedAtMs }) => {
          const ms = startedAtMs ?? 0
          return !given.has(id) && ![...named, ...gaps].some((part) => part.startMs <= ms && ms <= part.endMs)
        })
        expect(lost).toEqual([])
      }
    ),
    { numRuns: runSize(500, 10_000) }
  )
})
