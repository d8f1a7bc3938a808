/** A time range in epoch ms; `endMs` is exclusive. */
export interface Period {
  startMs: number
  endMs: number
}

/** Named periods. Weeks begin on Monday (ISO 8601). */
export const periodKinds = [
  'today',
  'yesterday',
  'this-week',
  'last-week',
  'this-month',
  'last-month'
] as const

/** See {@link periodKinds}. */
export type PeriodKind = (typeof periodKinds)[number]

/** A calendar day; month 1 to 12. */
export interface Day {
  year: number
  month: number
  day: number
}

// Local time is the system's time zone. Where clocks change at midnight, a day doesn't begin at 00:00, or has it
// twice: Date returns the first valid time, or the first of the two midnights.
const dayStartMs = (year: number, monthIndex: number, day: number): number =>
  new Date(year, monthIndex, day).getTime()

/** Resolves a named period at `nowMs`, in local time. */
export function periodOf(kind: PeriodKind, nowMs: number): Period {
  const now = new Date(nowMs)
  const [year, month, day] = [now.getFullYear(), now.getMonth(), now.getDate()]
  const sinceMonday = (now.getDay() + 6) % 7
  const days = (from: number, to: number): Period => ({
    startMs: dayStartMs(year, month, day + from),
    endMs: dayStartMs(year, month, day + to)
  })
  const months = (from: number, to: number): Period => ({
    startMs: dayStartMs(year, month + from, 1),
    endMs: dayStartMs(year, month + to, 1)
  })
  switch (kind) {
    case 'today':
      return days(0, 1)
    case 'yesterday':
      return days(-1, 0)
    case 'this-week':
      return days(-sinceMonday, 7 - sinceMonday)
    case 'last-week':
      return days(-sinceMonday - 7, -sinceMonday)
    case 'this-month':
      return months(0, 1)
    case 'last-month':
      return months(-1, 0)
  }
}

/** The name of a period at `nowMs`; null: none. `preferred` wins if two names match. */
export function kindOf(
  period: Period,
  nowMs: number,
  preferred: PeriodKind | null = null
): PeriodKind | null {
  const isSame = (kind: PeriodKind): boolean => {
    const { startMs, endMs } = periodOf(kind, nowMs)
    return startMs === period.startMs && endMs === period.endMs
  }
  if (preferred !== null && isSame(preferred)) return preferred
  return periodKinds.find(isSame) ?? null
}

/** The days from `first` to `last`, inclusive, in either order. */
export function periodOfDays(first: Day, last: Day): Period {
  const one = dayStartMs(first.year, first.month - 1, first.day)
  const other = dayStartMs(last.year, last.month - 1, last.day)
  const to = one <= other ? last : first
  return { startMs: Math.min(one, other), endMs: dayStartMs(to.year, to.month - 1, to.day + 1) }
}

/** The first and the last day of a period. */
export function daysOf(period: Period): { first: Day; last: Day } {
  const dayAt = (atMs: number): Day => {
    const date = new Date(atMs)
    return { year: date.getFullYear(), month: date.getMonth() + 1, day: date.getDate() }
  }
  return { first: dayAt(period.startMs), last: dayAt(period.endMs - 1) }
}

/**
 * Formats a period: `3 Nov – 9 Nov 2026` in the language's order, a single day, or with times if it isn't made of
 * whole days.
 */
export function formatDays(period: Period, locale: string): string {
  const { first, last } = daysOf(period)
  const whole = periodOfDays(first, last)
  const isWhole = whole.startMs === period.startMs && whole.endMs === period.endMs
  // Intl's formatRange writes Chinese dates with slashes.
  const format = (atMs: number, hasYear: boolean): string =>
    new Intl.DateTimeFormat(locale, {
      month: 'short',
      day: 'numeric',
      ...(hasYear ? { year: 'numeric' } : {}),
      ...(isWhole ? {} : { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
    }).format(atMs)
  if (isWhole && first.day === last.day && first.month === last.month && first.year === last.year)
    return format(period.startMs, true)
  // Show the year once: at the beginning in Chinese, at the end in English.
  const isOneYear = first.year === last.year
  const isYearFirst = locale.startsWith('zh')
  const start = format(period.startMs, !isOneYear || isYearFirst)
  return `${start} – ${format(isWhole ? period.endMs - 1 : period.endMs, !isOneYear || !isYearFirst)}`
}

/** Formats a range to the second: `Nov 3, 14:00:00 – 15:00:00`; with both days if they differ. */
export function formatGap(gap: Period, locale: string): string {
  const clock = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const
  const { first, last } = daysOf(gap)
  const isOneDay = first.day === last.day && first.month === last.month && first.year === last.year
  const day = { month: 'short', day: 'numeric' } as const
  const whole = new Intl.DateTimeFormat(locale, { ...day, ...clock })
  const end = isOneDay ? new Intl.DateTimeFormat(locale, clock) : whole
  return `${whole.format(gap.startMs)} – ${end.format(gap.endMs)}`
}
