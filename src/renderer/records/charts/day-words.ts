import type { Locale } from '../../../shared/messages'
import type { ChartMessages } from '../../../shared/messages/en/charts'
import type { RecordFilter } from '../../../shared/records/filter-schema'
import type { RecordSummary } from '../../../shared/records/summary-schema'
import { createFormatCache } from '../../platform/format-cache'
import { dayNumber, dayStartUtcMs, type TimeBucket, type TimeUnit } from './days'

// Day numbers have no time zone; formatting them as UTC keeps the date.
const formats = createFormatCache(
  (locale, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone: 'UTC' })
)

/** Full name of a bucket: Sun, Nov 22, 2026; Nov 16 – 22, 2026; November 2026. */
export function bucketName({ startDay, endDay }: TimeBucket, unit: TimeUnit, locale: Locale): string {
  const startMs = dayStartUtcMs(startDay)
  const date: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' }
  if (unit === 'day') return formats.get(locale, { ...date, weekday: 'short' }).format(startMs)
  if (unit === 'month') return formats.get(locale, { year: 'numeric', month: 'long' }).format(startMs)
  return formats.get(locale, date).formatRange(startMs, dayStartUtcMs(endDay - 1))
}

/** Short axis label of a bucket; `isOneYear`: all buckets are in the same year. */
export function bucketAxisName(
  { startDay }: TimeBucket,
  unit: TimeUnit,
  isOneYear: boolean,
  locale: Locale
): string {
  const startMs = dayStartUtcMs(startDay)
  const month = locale === 'zh-CN' ? 'numeric' : 'short'
  if (unit === 'month') return formats.get(locale, { year: 'numeric', month: 'short' }).format(startMs)
  if (isOneYear) return formats.get(locale, { month, day: 'numeric' }).format(startMs)
  return formats.get(locale, { year: 'numeric', month, day: 'numeric' }).format(startMs)
}

/** True if all buckets are in the same year. */
export const isOneYear = (buckets: readonly TimeBucket[]): boolean =>
  new Set(buckets.map(({ startDay }) => new Date(dayStartUtcMs(startDay)).getUTCFullYear())).size <= 1

// In the user's time zone; `endMs` is exclusive.
function periodName(startMs: number, endMs: number, locale: Locale): string {
  const format = new Intl.DateTimeFormat(locale, { year: 'numeric', month: 'short', day: 'numeric' })
  return format.formatRange(startMs, Math.max(startMs, endMs - 1))
}

const periodKeys = new Set(['startMs', 'endMs'])

/** Subtitle of a picture: the days of the period (or of the calls, if there is none), and whether a filter is set. */
export function periodOf(
  filter: RecordFilter,
  days: RecordSummary['days'],
  locale: Locale,
  t: ChartMessages
): string {
  const known = days.flatMap(({ day }) => dayNumber(day) ?? [])
  const first = known.at(0)
  const last = known.at(-1)
  const date: Intl.DateTimeFormatOptions = { year: 'numeric', month: 'short', day: 'numeric' }
  const name =
    filter.startMs !== undefined && filter.endMs !== undefined
      ? periodName(filter.startMs, filter.endMs, locale)
      : first === undefined || last === undefined
        ? ''
        : formats.get(locale, date).formatRange(dayStartUtcMs(first), dayStartUtcMs(last))
  const isFiltered = Object.entries<unknown>(filter).some(
    ([key, value]) => !periodKeys.has(key) && value !== undefined && value !== '' && !isEmptyList(value)
  )
  return [name, isFiltered ? t.filtered : ''].filter((part) => part !== '').join(' · ')
}

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** Weekday names, Monday first. */
export function weekdayNames(locale: Locale, length: 'short' | 'long'): string[] {
  const format = formats.get(locale, { weekday: length })
  // Day 4 of the epoch was a Monday.
  return Array.from({ length: 7 }, (_, index) => format.format(dayStartUtcMs(4 + index)))
}
