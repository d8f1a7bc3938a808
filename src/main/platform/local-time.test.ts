import fc from 'fast-check'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { localEpochs, localMinute, localTimes, nextDayAt } from './local-time'

afterEach(() => vi.restoreAllMocks())

describe('wall time', () => {
  const atMs = Date.UTC(2026, 10, 22, 22, 5, 30)

  test('uses the zone that Intl reports now, whatever zone Date caches', () => {
    const { DateTimeFormat } = Intl
    for (const [timeZone, text] of [
      ['Asia/Shanghai', '2026-11-23 06:05:30'],
      ['America/New_York', '2026-11-22 17:05:30'],
      ['Asia/Kathmandu', '2026-11-23 03:50:30']
    ] as const) {
      // Simulates a zone change: a new formatter uses the new zone, Date in this process doesn't.
      vi.spyOn(Intl, 'DateTimeFormat').mockImplementation(function (locale, options) {
        return new DateTimeFormat(locale, { timeZone, ...options })
      })
      expect(localTimes()(atMs)).toBe(text)
    }
  })

  test('shows midnight as 00, and is null for invalid times and for years without four digits', () => {
    const time = localTimes('UTC')
    expect(time(Date.UTC(2026, 0, 1))).toBe('2026-01-01 00:00:00')
    for (const none of [NaN, Infinity, 1e300, -4e13, Date.UTC(12_000, 0, 1)]) expect(time(none)).toBeNull()
  })
})

describe('the moment of a local time', () => {
  const zones = [
    'Asia/Shanghai',
    'America/New_York',
    'Europe/Berlin',
    'Asia/Kathmandu',
    'Australia/Lord_Howe',
    'UTC'
  ]

  test('is the inverse of showing it, except for the second occurrence of a repeated hour', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: Date.UTC(1980, 0, 1) / 60_000, max: Date.UTC(2037, 0, 1) / 60_000 }),
        fc.constantFrom(...zones),
        (minute, zone) => {
          const atMs = minute * 60_000
          const local = localMinute(atMs, zone) ?? ''
          const found = localEpochs(zone)(local)
          expect(localMinute(found ?? 0, zone)).toBe(local)
          expect(found).toBeLessThanOrEqual(atMs)
          expect(found).toBeGreaterThanOrEqual(atMs - 3_600_000)
        }
      ),
      { numRuns: 300 }
    )
  })

  test('a time that clocks skip is moved on, and of a repeated one the first counts', () => {
    // Berlin, 2026: 02:00 to 03:00 is skipped on 29 March and repeated on 25 October.
    expect(localEpochs('Europe/Berlin')('2026-03-29 02:30')).toBe(Date.UTC(2026, 2, 29, 1, 30))
    expect(localMinute(Date.UTC(2026, 2, 29, 1, 30), 'Europe/Berlin')).toBe('2026-03-29 03:30')
    expect(localEpochs('Europe/Berlin')('2026-10-25 02:30')).toBe(Date.UTC(2026, 9, 25, 0, 30))
  })

  test('tomorrow at nine is at nine, also after a night of 23 or 25 hours', () => {
    for (const [nowMs, atMs] of [
      [Date.UTC(2026, 2, 28, 11), Date.UTC(2026, 2, 29, 7)],
      [Date.UTC(2026, 9, 24, 10), Date.UTC(2026, 9, 25, 8)],
      [Date.UTC(2026, 11, 31, 22, 59), Date.UTC(2027, 0, 1, 8)],
      [Date.UTC(2026, 11, 31, 23, 1), Date.UTC(2027, 0, 2, 8)]
    ] as const) {
      expect(localEpochs('Europe/Berlin')(nextDayAt(nowMs, '09:00', 'Europe/Berlin') ?? '')).toBe(atMs)
    }
  })

  test('there is none for a date that does not exist', () => {
    for (const none of [
      '2026-02-30 10:00',
      '2026-13-01 10:00',
      '2026-01-01 24:00',
      '2026-01-01 10:61',
      'x',
      ''
    ]) {
      expect(localEpochs('UTC')(none)).toBeNull()
    }
  })
})
