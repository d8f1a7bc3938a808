import type { RecordFilter } from '../../../shared/records/filter-schema'
import type { RecordSummary } from '../../../shared/records/summary-schema'

/** Time units of one bar. */
export const timeUnits = ['day', 'week', 'month'] as const

/** See {@link timeUnits}. */
export type TimeUnit = (typeof timeUnits)[number]

/** The calls of one day, week or month. Days are counted from 1970-01-01; `endDay` is exclusive. */
export interface TimeBucket {
  startDay: number
  endDay: number
  calls: number
  answered: number
  costYuan: number
}

/** The days covered by charts over time; `endDay` is exclusive. */
export interface DayRange {
  startDay: number
  endDay: number
}

const dayMs = 86_400_000
/** Maximum number of bars in a readable chart. */
const maxBars = 400

/** Parses a date (`YYYY-MM-DD`) to a day number; null if invalid. */
export function dayNumber(name: string): number | null {
  const atMs = Date.parse(`${name}T00:00:00Z`)
  return Number.isNaN(atMs) ? null : Math.round(atMs / dayMs)
}

/** Start of the day in UTC, for formatting with `timeZone: 'UTC'`; epoch ms. */
export const dayStartUtcMs = (day: number): number => day * dayMs

/** Day number of a time in the user's time zone. */
function localDay(atMs: number): number {
  const date = new Date(atMs)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs)
}

/** Start of a day in the user's time zone; epoch ms. */
function localStartMs(day: number): number {
  const date = new Date(dayStartUtcMs(day))
  const local = new Date(2_000, 0, 1)
  // The Date constructor maps the years 0 to 99 to 1900 to 1999.
  local.setFullYear(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  return local.getTime()
}

/** The days from the first to the last call; with a period, from its first day to its last, at most to today. */
export function shownDays(days: RecordSummary['days'], filter: RecordFilter, nowMs: number): DayRange | null {
  const known = days.flatMap(({ day }) => dayNumber(day) ?? [])
  const first = known.at(0)
  const last = known.at(-1)
  if (first === undefined || last === undefined) return null
  const periodEnd = filter.endMs === undefined ? last : localDay(Math.max(0, filter.endMs - 1))
  return {
    startDay: filter.startMs === undefined ? first : Math.min(first, localDay(filter.startMs)),
    endDay: Math.max(last, Math.min(periodEnd, localDay(nowMs))) + 1
  }
}

/** Time units that give a readable number of bars. */
export function unitsFor({ startDay, endDay }: DayRange): TimeUnit[] {
  const days = endDay - startDay
  const bars = { day: days, week: days / 7, month: days / 28 }
  return timeUnits.filter(
    (unit) => unit === usualUnit({ startDay, endDay }) || (bars[unit] > 1 && bars[unit] <= maxBars)
  )
}

/** Default unit: bars wide enough to point at. */
export function usualUnit({ startDay, endDay }: DayRange): TimeUnit {
  const days = endDay - startDay
  return days <= 92 ? 'day' : days <= 731 ? 'week' : 'month'
}

function startOf(day: number, unit: TimeUnit): number {
  if (unit === 'day') return day
  // Day 0 was a Thursday; weeks begin on Monday (ISO 8601).
  if (unit === 'week') return day - ((((day + 3) % 7) + 7) % 7)
  const date = new Date(dayStartUtcMs(day))
  return day - date.getUTCDate() + 1
}

function endOf(startDay: number, unit: TimeUnit): number {
  if (unit === 'day') return startDay + 1
  if (unit === 'week') return startDay + 7
  const date = new Date(dayStartUtcMs(startDay))
  date.setUTCMonth(date.getUTCMonth() + 1)
  return Math.round(date.getTime() / dayMs)
}

/** Groups calls by day, week or month, including empty buckets (omitted if the range is too long). */
export function bucketsOf(days: RecordSummary['days'], range: DayRange, unit: TimeUnit): TimeBucket[] {
  const buckets = new Map<number, TimeBucket>()
  const empty = (startDay: number): TimeBucket => ({
    startDay,
    endDay: endOf(startDay, unit),
    calls: 0,
    answered: 0,
    costYuan: 0
  })
  if (unitsFor(range).includes(unit) && range.endDay - range.startDay <= maxBars * 28) {
    for (let start = startOf(range.startDay, unit); start < range.endDay; start = endOf(start, unit)) {
      buckets.set(start, empty(start))
    }
  }
  for (const { day, calls, answered, costYuan } of days) {
    const number = dayNumber(day)
    if (number === null) continue
    const start = startOf(number, unit)
    const bucket = buckets.get(start) ?? empty(start)
    bucket.calls += calls
    bucket.answered += answered
    bucket.costYuan += costYuan
    buckets.set(start, bucket)
  }
  return [...buckets.values()].sort((one, other) => one.startDay - other.startDay)
}

/** Filter patch that selects a bucket's calls; null if the contract can't express its period. */
export function bucketPatch({ startDay, endDay }: TimeBucket, filter: RecordFilter): RecordFilter | null {
  const startMs = Math.max(0, localStartMs(startDay), filter.startMs ?? 0)
  const endMs = Math.min(localStartMs(endDay), filter.endMs ?? Infinity)
  return endMs > startMs ? { startMs, endMs } : null
}
