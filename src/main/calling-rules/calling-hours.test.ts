import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { CallingDay } from '../../shared/calling-rules/schema'
import { runSize } from '../platform/testing/run-size'
import { outsideHours } from './calling-hours'

const minutesMs = 60_000
const day = (from: string, to: string, isOn = true): CallingDay => {
  const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3))
  return { isOn, fromMinute: minuteOf(from), toMinute: minuteOf(to) }
}
const week = (one: CallingDay): CallingDay[] => Array.from({ length: 7 }, () => one)
const at = (time: string): number => Date.parse(time)
const shanghai = 'Asia/Shanghai'
const opening = (days: CallingDay[], time: string, zone = shanghai): string | null => {
  const outside = outsideHours(days, at(time), zone)
  if (outside === null) return 'open'
  return outside.possibleAtMs === null ? null : new Date(outside.possibleAtMs).toISOString()
}

describe('calling hours', () => {
  test('begin with their first minute and end before their last', () => {
    const days = week(day('08:00', '21:00'))
    expect(opening(days, '2026-11-30T07:59:59+08:00')).toBe('2026-11-30T00:00:00.000Z')
    expect(opening(days, '2026-11-30T08:00:00+08:00')).toBe('open')
    expect(opening(days, '2026-11-30T20:59:59+08:00')).toBe('open')
    expect(opening(days, '2026-11-30T21:00:00+08:00')).toBe('2026-12-01T00:00:00.000Z')
  })

  test('are those of the local weekday, Monday first', () => {
    const weekend = day('10:00', '12:00', false)
    const days = [...Array.from({ length: 5 }, () => day('09:00', '18:00')), weekend, day('10:00', '12:00')]
    // 2026-12-04 is a Friday.
    expect(opening(days, '2026-12-04T18:00:00+08:00')).toBe('2026-12-06T02:00:00.000Z')
    expect(opening(days, '2026-12-06T12:00:00+08:00')).toBe('2026-12-07T01:00:00.000Z')
  })

  test('can last until midnight', () => {
    expect(opening(week(day('00:00', '24:00')), '2026-11-30T23:59:59+08:00')).toBe('open')
  })

  test('without a day that is on, no call is possible', () => {
    expect(opening(week(day('08:00', '21:00', false)), '2026-11-30T09:00:00+08:00')).toBeNull()
  })

  test('follow the zone that is passed', () => {
    const days = week(day('08:00', '21:00'))
    expect(opening(days, '2026-11-30T12:00:00Z', 'Asia/Shanghai')).toBe('open')
    expect(opening(days, '2026-11-30T12:00:00Z', 'America/Los_Angeles')).toBe('2026-11-30T16:00:00.000Z')
  })

  test('an opening that clocks skip is moved on with them, and a short one is skipped', () => {
    // Berlin: on 2026-03-29 the hour from 02:00 is skipped.
    const early = '2026-03-29T00:30:00Z'
    expect(opening(week(day('02:30', '21:00')), early, 'Europe/Berlin')).toBe('2026-03-29T01:30:00.000Z')
    expect(opening(week(day('02:15', '02:45')), early, 'Europe/Berlin')).toBe('2026-03-30T00:15:00.000Z')
  })
})

test('for any hours, time and zone: a call is possible at the opening, and at no quarter of an hour before', () => {
  const someDay = fc
    .record({
      isOn: fc.boolean(),
      fromMinute: fc.integer({ min: 0, max: 1_439 }),
      length: fc.integer({ min: 1, max: 1_440 })
    })
    .map(({ isOn, fromMinute, length }) => ({
      isOn,
      fromMinute,
      toMinute: Math.min(1_440, fromMinute + length)
    }))
  fc.assert(
    fc.property(
      fc.array(someDay, { minLength: 7, maxLength: 7 }),
      fc.integer({ min: at('2026-01-01T00:00:00Z'), max: at('2027-01-01T00:00:00Z') }),
      fc.constantFrom(shanghai, 'Asia/Kolkata', 'America/New_York', 'Australia/Lord_Howe'),
      (days, nowMs, zone) => {
        const outside = outsideHours(days, nowMs, zone)
        if (outside === null) return
        const { possibleAtMs } = outside
        if (possibleAtMs !== null) {
          expect(possibleAtMs).toBeGreaterThan(nowMs)
          expect(outsideHours(days, possibleAtMs, zone)).toBeNull()
        }
        // The second hour when clocks are set back, and a skipped opening, are possible a little earlier.
        const untilMs = Math.min(possibleAtMs ?? Infinity, nowMs + 30 * 60 * minutesMs) - 62 * minutesMs
        for (let ms = nowMs; ms < untilMs; ms += 97 * minutesMs) {
          const zoneChangesMs = 3 * 3_600_000
          const isChange = ['2026-03-08', '2026-11-01', '2026-04-0', '2026-10-0'].some((date) =>
            new Date(ms + zoneChangesMs).toISOString().startsWith(date)
          )
          if (!isChange) expect(outsideHours(days, ms, zone)).not.toBeNull()
        }
      }
    ),
    { numRuns: runSize(60, 2_000) }
  )
})
