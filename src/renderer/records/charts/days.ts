import type { RecordFilter, RecordSummary } from '../../../shared/records/records'

/** What one bar of a chart over time stands for. */
export const timeUnits = ['day', 'week', 'month'] as const

/** See {@link timeUnits}. */
export type TimeUnit = (typeof timeUnits)[number]

/** The calls of one day, week or month. Days are counted from 1970-01-01; `endDay` is not part of it. */
export interface TimeBucket {
  startDay: number
  endDay: number
  calls: number
  answered: number
  costYuan: number
}

/** The days that charts over time show; `endDay` is not part of it. */
export interface DayRange {
  startDay: number
  endDay: number
}

const dayMs = 86_400_000
/** More bars than this are no picture. */
const maxBars = 400

/** The number of a day's name (`YYYY-MM-DD`); null for any other text. */
export function dayNumber(name: string): number | null {
  const atMs = Date.parse(`${name}T00:00:00Z`)
  return Number.isNaN(atMs) ? null : Math.round(atMs / dayMs)
}

/** The day as UTC has it, for formatting with `timeZone: 'UTC'`; epoch ms. */
export const dayStartUtcMs = (day: number): number => day * dayMs

/** The local day that a moment belongs to. */
function localDay(atMs: number): number {
  const date = new Date(atMs)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs)
}

/** When a day begins in the person's time zone; epoch ms. */
function localStartMs(day: number): number {
  const date = new Date(dayStartUtcMs(day))
  const local = new Date(2_000, 0, 1)
  // Not by the constructor, which takes the years 0 to 99 for 1900 to 1999.
  local.setFullYear(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate())
  return local.getTime()
}

/** From the first to the last day with calls; with a period from its first day to its last, or to today. */
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

/** The units that make a picture of so many days. */
export function unitsFor({ startDay, endDay }: DayRange): TimeUnit[] {
  const days = endDay - startDay
  const bars = { day: days, week: days / 7, month: days / 28 }
  return timeUnits.filter(
    (unit) => unit === usualUnit({ startDay, endDay }) || (bars[unit] > 1 && bars[unit] <= maxBars)
  )
}

/** The unit to begin with: bars that are wide enough to be pointed at. */
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

/** The calls by day, week or month, with the empty ones between; of a range beyond all bounds without them. */
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

/** What narrows `filter` to a bucket's calls; null where no period of the contract can. */
export function bucketPatch({ startDay, endDay }: TimeBucket, filter: RecordFilter): RecordFilter | null {
  const startMs = Math.max(0, localStartMs(startDay), filter.startMs ?? 0)
  const endMs = Math.min(localStartMs(endDay), filter.endMs ?? Infinity)
  return endMs > startMs ? { startMs, endMs } : null
}
