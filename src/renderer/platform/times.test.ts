import { readDecimal } from '../../shared/platform/decimal'
import { afterEach, describe, expect, it, vi } from 'vitest'
import {
  dayOf,
  formatAgo,
  formatCost,
  formatDay,
  formatDuration,
  formatExactTime,
  formatMoment,
  formatPeriod,
  formatTalk,
  formatTime,
  secondsLeft
} from './times'

const at = (...parts: [number, number, number, number?, number?, number?]) => new Date(...parts).getTime()
const words = { today: 'Today', yesterday: 'Yesterday' }

describe('times of day', () => {
  it.each(['en', 'zh-CN'])('are formatted with two digits and a 24-hour clock in %s', (locale) => {
    expect(formatTime(at(2026, 10, 22, 0, 5), locale)).toBe('00:05')
    expect(formatExactTime(at(2026, 10, 22, 17, 4, 9), locale)).toBe('17:04:09')
  })
})

describe('days', () => {
  const now = at(2026, 0, 1, 0, 30)

  it('today and yesterday have names, also across the turn of the year', () => {
    expect(formatDay(at(2026, 0, 1, 0, 1), now, 'en', words)).toBe('Today')
    expect(formatDay(at(2025, 11, 31, 23, 59), now, 'en', words)).toBe('Yesterday')
  })

  it('other days show the weekday in this year, and the year otherwise', () => {
    const later = at(2026, 10, 22)
    expect(formatDay(at(2026, 10, 20), later, 'en', words)).toBe('Fri, Nov 20')
    expect(formatDay(at(2026, 10, 20), later, 'zh-CN', words)).toBe('11月20日周五')
    expect(formatDay(at(2025, 10, 20), later, 'en', words)).toBe('Nov 20, 2025')
  })

  it('have ascending numbers in local time', () => {
    expect(dayOf(at(2026, 10, 22, 23, 59, 59))).toBe(20261122)
    expect(dayOf(at(2026, 10, 23))).toBe(20261123)
  })
})

describe('talk times', () => {
  it.each([
    [-5, '0:00'],
    [999, '0:00'],
    [7_000, '0:07'],
    [760_000, '12:40'],
    [3_733_000, '1:02:13']
  ])('%d ms is %s', (lengthMs, text) => expect(formatTalk(lengthMs)).toBe(text))

  it('seconds of a record are formatted as a duration, and any other text is shown unchanged', () => {
    expect(formatDuration('134')).toBe('2:14')
    expect(formatDuration('134.6')).toBe('2:14')
    expect(formatDuration('two minutes')).toBe('two minutes')
    expect(formatDuration('-1')).toBe('-1')
  })
})

describe('costs', () => {
  it('are yuan with two decimals, or with all that the service sent', () => {
    expect(formatCost('0.3', 'en')).toBe('¥0.30')
    expect(formatCost('0.125', 'zh-CN')).toBe('¥0.125')
  })

  it('that aren’t decimal numbers are shown unchanged, never as NaN', () => {
    for (const text of ['', 'free', '1e3', 'NaN', '0x10', '1,5', '-2']) {
      expect(readDecimal(text)).toBeNull()
      expect(formatCost(text, 'en')).toBe(text)
    }
  })
})

describe('relative times', () => {
  it.each([
    [0, 'a moment ago', '刚刚'],
    [59_999, 'a moment ago', '刚刚'],
    [60_000, '1 minute ago', '1分钟前'],
    [3 * 60_000 + 59_999, '3 minutes ago', '3分钟前'],
    [3_600_000, '1 hour ago', '1小时前'],
    [49 * 3_600_000, '2 days ago', '2天前'],
    [-5_000, 'a moment ago', '刚刚']
  ])('%d ms', (agoMs, english, chinese) => {
    expect(formatAgo(agoMs, 'en', 'a moment ago')).toBe(english)
    expect(formatAgo(agoMs, 'zh-CN', '刚刚')).toBe(chinese)
  })
})

it('remaining seconds are rounded up and never negative', () => {
  expect([1_500, 1_001, 1_000, 1, 0, -400].map(secondsLeft)).toEqual([2, 2, 1, 1, 0, 0])
})

describe('moments and periods', () => {
  const words = { today: 'Today', yesterday: 'Yesterday' }
  const at = (day: number, hour: number, minute: number, second = 0) =>
    new Date(2026, 10, day, hour, minute, second).getTime()
  const nowMs = at(5, 15, 0)

  it('of today show no day', () => {
    expect(formatMoment(at(5, 14, 2), nowMs, 'en', words)).toBe('14:02')
    expect(formatPeriod(at(5, 14, 2), at(5, 14, 9), nowMs, 'en', words)).toBe('14:02–14:09')
  })

  it('of another day show it once', () => {
    expect(formatMoment(at(4, 14, 2), nowMs, 'en', words)).toBe('yesterday 14:02')
    expect(formatPeriod(at(4, 14, 2), at(4, 14, 9), nowMs, 'en', words)).toBe('yesterday 14:02–14:09')
  })

  it('across midnight show both days', () => {
    expect(formatPeriod(at(4, 17, 40), at(5, 8, 58), nowMs, 'en', words)).toBe(
      'yesterday 17:40 – today 08:58'
    )
  })

  it('within a minute show seconds', () => {
    expect(formatPeriod(at(5, 14, 2, 10), at(5, 14, 2, 50), nowMs, 'en', words)).toBe('14:02:10–14:02:50')
  })
})

describe('when the computer moves to another time zone', () => {
  afterEach(() => vi.unstubAllEnvs())

  it('times follow, including those of cached formatters', () => {
    const atMs = Date.UTC(2026, 10, 22, 22, 5)
    for (const [zone, time] of [
      ['Asia/Shanghai', '06:05'],
      ['America/New_York', '17:05'],
      ['Asia/Shanghai', '06:05']
    ] as const) {
      vi.stubEnv('TZ', zone)
      expect(formatTime(atMs, 'en')).toBe(time)
    }
  })
})
