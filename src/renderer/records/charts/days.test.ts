import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bucketPatch, bucketsOf, dayNumber, shownDays, timeUnits, unitsFor, usualUnit } from './days'
import { dayName, sums } from './testing/summary'

const day = (name: string): number => dayNumber(name) ?? Number.NaN
const localMs = (year: number, month: number, date: number, hour = 0): number =>
  new Date(year, month - 1, date, hour).getTime()

describe('the days shown', () => {
  const days = [
    { day: '2026-03-03', ...sums(4) },
    { day: '2026-03-10', ...sums(2) }
  ]

  it('range from the first to the last day with calls', () => {
    expect(shownDays(days, {}, 0)).toEqual({ startDay: day('2026-03-03'), endDay: day('2026-03-11') })
  })

  it('span the whole period of the filter', () => {
    const filter = { startMs: localMs(2026, 3, 1), endMs: localMs(2026, 4, 1) }
    expect(shownDays(days, filter, localMs(2027, 1, 1))).toEqual({
      startDay: day('2026-03-01'),
      endDay: day('2026-04-01')
    })
  })

  it('don’t extend beyond today', () => {
    const filter = { startMs: localMs(2026, 3, 1), endMs: localMs(2026, 4, 1) }
    expect(shownDays(days, filter, localMs(2026, 3, 12, 15))?.endDay).toBe(day('2026-03-13'))
  })

  it('are null without calls', () => {
    expect(shownDays([], {}, 0)).toBeNull()
    expect(shownDays([{ day: 'soon', ...sums(1) }], {}, 0)).toBeNull()
  })
})

describe('buckets', () => {
  it('include the empty days in between', () => {
    const days = [
      { day: '2026-03-03', ...sums(4) },
      { day: '2026-03-06', ...sums(2) }
    ]
    const buckets = bucketsOf(days, { startDay: day('2026-03-02'), endDay: day('2026-03-07') }, 'day')
    expect(buckets.map(({ calls }) => calls)).toEqual([0, 4, 0, 0, 2])
  })

  it('of weeks begin on Monday', () => {
    const range = { startDay: day('2026-03-01'), endDay: day('2026-03-10') }
    const buckets = bucketsOf([{ day: '2026-03-01', ...sums(4) }], range, 'week')
    expect(buckets.map(({ startDay }) => startDay)).toEqual(
      ['2026-02-23', '2026-03-02', '2026-03-09'].map(day)
    )
    expect(buckets[0]?.calls).toBe(4)
  })

  it('of months have the length of their month', () => {
    const range = { startDay: day('2024-01-31'), endDay: day('2024-03-02') }
    expect(bucketsOf([], range, 'month').map(({ startDay, endDay }) => endDay - startDay)).toEqual([
      31, 29, 31
    ])
  })

  it('lose no call and stay in order, for any days and unit', () => {
    const anyDays = fc.uniqueArray(fc.integer({ min: -700_000, max: 2_000_000 }), {
      minLength: 1,
      maxLength: 40
    })
    fc.assert(
      fc.property(anyDays, fc.constantFrom(...timeUnits), (offsets, unit) => {
        const days = offsets
          .sort((one, other) => one - other)
          .map((offset, index) => ({ day: dayName(offset), ...sums(index + 1) }))
        const named = days.filter((one) => dayNumber(one.day) !== null)
        const range = shownDays(named, {}, 0) ?? { startDay: 0, endDay: 0 }
        const buckets = bucketsOf(named, range, unit)
        const total = (list: readonly { calls: number }[]) => list.reduce((sum, { calls }) => sum + calls, 0)
        expect(total(buckets)).toBe(total(named))
        buckets.forEach((bucket, index) => {
          expect(bucket.endDay).toBeGreaterThan(bucket.startDay)
          expect(bucket.startDay).toBeGreaterThanOrEqual(buckets[index - 1]?.endDay ?? -Infinity)
        })
        expect(buckets.length).toBeLessThanOrEqual(441)
      })
    )
  })
})

describe('units', () => {
  const range = (days: number) => ({ startDay: 20_000, endDay: 20_000 + days })

  it.each([
    [1, 'day'],
    [92, 'day'],
    [365, 'week'],
    [3_660, 'month']
  ] as const)('for %i days the default is: %s', (days, unit) => {
    expect(usualUnit(range(days))).toBe(unit)
    expect(unitsFor(range(days))).toContain(unit)
  })

  it('a single day offers no choice, and ten years don’t offer days', () => {
    expect(unitsFor(range(1))).toEqual(['day'])
    expect(unitsFor(range(3_660))).toEqual(['month'])
    expect(unitsFor(range(365))).toEqual(['day', 'week', 'month'])
  })
})

describe('the calls of a bucket', () => {
  const bucket = {
    startDay: day('2026-03-03'),
    endDay: day('2026-03-04'),
    calls: 1,
    answered: 0,
    costYuan: 0
  }

  it('are those of its local days', () => {
    expect(bucketPatch(bucket, {})).toEqual({ startMs: localMs(2026, 3, 3), endMs: localMs(2026, 3, 4) })
  })

  it('stay within the period of the filter', () => {
    const filter = { startMs: localMs(2026, 3, 3, 12), endMs: localMs(2026, 3, 3, 18) }
    expect(bucketPatch(bucket, filter)).toEqual(filter)
  })

  it('can’t be requested for days before 1970', () => {
    const early = { ...bucket, startDay: day('1950-03-03'), endDay: day('1950-03-04') }
    expect(bucketPatch(early, {})).toBeNull()
  })
})
