import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { daysOf, formatDays, kindOf, periodKinds, periodOf, periodOfDays } from './periods'

afterEach(() => vi.unstubAllEnvs())

/** Sets the time zone, and checks that this has an effect in the test environment. */
function inZone(zone: string) {
  vi.stubEnv('TZ', zone)
  expect(Intl.DateTimeFormat().resolvedOptions().timeZone).toBe(zone)
}

const utc = (text: string) => Date.parse(`${text}Z`)
const hours = (period: { startMs: number; endMs: number }) => (period.endMs - period.startMs) / 3_600_000

describe('periods in a time zone without daylight saving time', () => {
  const nowMs = utc('2026-11-22T16:30:00') // Monday 23 November, 00:30 in Shanghai

  it.each([
    ['today', '2026-11-22T16:00:00', '2026-11-23T16:00:00'],
    ['yesterday', '2026-11-21T16:00:00', '2026-11-22T16:00:00'],
    ['this-week', '2026-11-22T16:00:00', '2026-11-29T16:00:00'],
    ['last-week', '2026-11-15T16:00:00', '2026-11-22T16:00:00'],
    ['this-month', '2026-10-31T16:00:00', '2026-11-30T16:00:00'],
    ['last-month', '2026-09-30T16:00:00', '2026-10-31T16:00:00']
  ] as const)('%s begins and ends at local midnight', (kind, start, end) => {
    inZone('Asia/Shanghai')
    expect(periodOf(kind, nowMs)).toEqual({ startMs: utc(start), endMs: utc(end) })
  })

  it('a Sunday belongs to the week of the Monday before it', () => {
    inZone('Asia/Shanghai')
    const sunday = utc('2026-11-22T15:59:59')
    expect(periodOf('this-week', sunday)).toEqual(periodOf('last-week', nowMs))
  })

  it('a week can span two years', () => {
    inZone('Asia/Shanghai')
    const newYear = utc('2026-12-31T20:00:00') // Friday 1 January 2027
    expect(periodOf('this-week', newYear)).toEqual(
      periodOfDays({ year: 2026, month: 12, day: 28 }, { year: 2027, month: 1, day: 3 })
    )
  })

  it('last month is December in January, and all of February in March', () => {
    inZone('Asia/Shanghai')
    expect(daysOf(periodOf('last-month', utc('2027-01-31T04:00:00')))).toEqual({
      first: { year: 2026, month: 12, day: 1 },
      last: { year: 2026, month: 12, day: 31 }
    })
    expect(daysOf(periodOf('last-month', utc('2028-03-31T04:00:00'))).last).toEqual({
      year: 2028,
      month: 2,
      day: 29
    })
  })
})

describe('periods across a clock change', () => {
  it('the day of the change has 23 or 25 hours', () => {
    inZone('America/New_York')
    expect(hours(periodOf('today', utc('2026-03-08T15:00:00')))).toBe(23)
    expect(hours(periodOf('today', utc('2026-11-01T15:00:00')))).toBe(25)
    expect(hours(periodOf('this-week', utc('2026-11-01T15:00:00')))).toBe(7 * 24 + 1)
  })

  it('a day without midnight begins at one o’clock', () => {
    inZone('Africa/Cairo')
    const { startMs, endMs } = periodOf('today', utc('2026-04-24T09:00:00'))
    expect(new Date(startMs).getHours()).toBe(1)
    expect(hours({ startMs, endMs })).toBe(23)
    expect(periodOf('yesterday', utc('2026-04-24T09:00:00')).endMs).toBe(startMs)
  })

  it('a day with two midnights begins at the first', () => {
    inZone('America/Havana')
    expect(hours(periodOf('today', utc('2026-11-01T15:00:00')))).toBe(25)
  })

  it.each(['Asia/Shanghai', 'America/New_York', 'Africa/Cairo', 'Australia/Lord_Howe', 'America/St_Johns'])(
    'in %s now is in today, this week and this month, and each follows the previous one without a gap',
    (zone) => {
      inZone(zone)
      fc.assert(
        fc.property(
          fc.integer({ min: utc('2015-01-01T00:00:00'), max: utc('2040-01-01T00:00:00') }),
          (nowMs) => {
            for (const kind of ['today', 'this-week', 'this-month'] as const) {
              const { startMs, endMs } = periodOf(kind, nowMs)
              expect(startMs <= nowMs && nowMs < endMs).toBe(true)
            }
            expect(periodOf('yesterday', nowMs).endMs).toBe(periodOf('today', nowMs).startMs)
            expect(periodOf('last-week', nowMs).endMs).toBe(periodOf('this-week', nowMs).startMs)
            expect(periodOf('last-month', nowMs).endMs).toBe(periodOf('this-month', nowMs).startMs)
          }
        )
      )
    }
  )

  it('every named period is recognised by its name and equals the range of its first to last day', () => {
    inZone('America/New_York')
    fc.assert(
      fc.property(
        fc.integer({ min: utc('2015-01-01T00:00:00'), max: utc('2040-01-01T00:00:00') }),
        fc.constantFrom(...periodKinds),
        (nowMs, kind) => {
          const period = periodOf(kind, nowMs)
          expect(kindOf(period, nowMs, kind)).toBe(kind)
          const { first, last } = daysOf(period)
          expect(periodOfDays(first, last)).toEqual(period)
        }
      )
    )
  })
})

describe('days', () => {
  const one = { year: 2026, month: 11, day: 3 }
  const other = { year: 2026, month: 11, day: 9 }

  it('chosen in reverse order give the same period', () => {
    inZone('Asia/Shanghai')
    expect(periodOfDays(other, one)).toEqual(periodOfDays(one, other))
    expect(hours(periodOfDays(one, one))).toBe(24)
  })

  it('get no period name unless they match a named period', () => {
    inZone('Asia/Shanghai')
    expect(kindOf(periodOfDays(one, other), utc('2026-11-22T04:00:00'))).toBeNull()
  })

  it('are shown without times if they are whole, otherwise with times', () => {
    inZone('Asia/Shanghai')
    const period = periodOfDays(one, other)
    expect(formatDays(period, 'zh-CN')).toBe('2026年11月3日 – 11月9日')
    expect(formatDays(period, 'en')).toBe('Nov 3 – Nov 9, 2026')
    expect(formatDays(periodOfDays(one, one), 'en')).toBe('Nov 3, 2026')
    expect(formatDays(periodOfDays(one, { year: 2027, month: 1, day: 2 }), 'en')).toBe(
      'Nov 3, 2026 – Jan 2, 2027'
    )
    expect(formatDays({ ...period, endMs: period.startMs + 90 * 60_000 }, 'en')).toContain('01:30')
  })
})
