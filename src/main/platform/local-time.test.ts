import { afterEach, describe, expect, test, vi } from 'vitest'
import { localTimes } from './local-time'

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
