import { readDecimal } from '../../shared/platform/decimal'
import { createFormatCache } from './format-cache'

const cache = createFormatCache(
  (locale, options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
)

// A formatter keeps the time zone it was created in, while `Date` follows the computer. The offsets of two seasons
// identify a zone.
const zoneMark = (): string =>
  [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)].map((atMs) => new Date(atMs).getTimezoneOffset()).join()
let cachedZone = zoneMark()

/** Returns a cached formatter of the computer's current zone. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const zone = zoneMark()
  if (zone !== cachedZone) cache.clear()
  cachedZone = zone
  return cache.get(locale, options)
}

const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

/** 14:03 */
export const formatTime = (atMs: number, locale: string): string => dateFormat(locale, clock).format(atMs)

/** 14:03:27 */
export const formatExactTime = (atMs: number, locale: string): string =>
  dateFormat(locale, { ...clock, second: '2-digit' }).format(atMs)

/** The local day of `atMs` as a sortable number, e.g. 20261122. */
export function dayOf(atMs: number): number {
  const date = new Date(atMs)
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate()
}

/** The names of the two named days. */
export interface DayWords {
  today: string
  yesterday: string
}

/** Today, yesterday, else the date: with its weekday within this year, else with its year. */
export function formatDay(atMs: number, nowMs: number, locale: string, words: DayWords): string {
  const now = new Date(nowMs)
  if (dayOf(atMs) === dayOf(nowMs)) return words.today
  const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1)
  if (dayOf(atMs) === dayOf(yesterday.getTime())) return words.yesterday
  const isThisYear = new Date(atMs).getFullYear() === now.getFullYear()
  return dateFormat(
    locale,
    isThisYear
      ? { weekday: 'short', month: 'short', day: 'numeric' }
      : { year: 'numeric', month: 'short', day: 'numeric' }
  ).format(atMs)
}

/** A moment within a sentence: 14:03; of another day than `nowMs` with that day: yesterday 14:03. */
export function formatMoment(atMs: number, nowMs: number, locale: string, words: DayWords): string {
  const time = formatTime(atMs, locale)
  return dayOf(atMs) === dayOf(nowMs) ? time : `${formatDay(atMs, nowMs, locale, inSentence(words))} ${time}`
}

// Elsewhere the names are used on their own and start with a capital.
const inSentence = ({ today, yesterday }: DayWords): DayWords => ({
  today: today.toLowerCase(),
  yesterday: yesterday.toLowerCase()
})

/** 14:02–14:09; within one minute with seconds; over midnight, and of another day, with the days. */
export function formatPeriod(
  sinceMs: number,
  untilMs: number,
  nowMs: number,
  locale: string,
  words: DayWords
): string {
  if (dayOf(sinceMs) !== dayOf(untilMs)) {
    const day = formatDay(untilMs, nowMs, locale, inSentence(words))
    return `${formatMoment(sinceMs, nowMs, locale, words)} – ${day} ${formatTime(untilMs, locale)}`
  }
  const since = formatMoment(sinceMs, nowMs, locale, words)
  const until = formatTime(untilMs, locale)
  if (!since.endsWith(until)) return `${since}–${until}`
  return `${since.slice(0, -until.length)}${formatExactTime(sinceMs, locale)}–${formatExactTime(untilMs, locale)}`
}

/** Formats a duration: 0:07, 12:40, 1:02:13. Whole seconds, never below zero. */
export function formatTalk(lengthMs: number): string {
  const seconds = Math.max(0, Math.floor(lengthMs / 1_000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3_600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** Formats 通话持续时长 (seconds as text); returns any other text unchanged. */
export function formatDuration(text: string): string {
  const seconds = readDecimal(text)
  return seconds === null ? text : formatTalk(seconds * 1_000)
}

/** Formats 费用 (yuan as text) with all the service's decimals, at least two. */
export function formatCost(text: string, locale: string): string {
  const yuan = readDecimal(text)
  if (yuan === null) return text
  return new Intl.NumberFormat(locale, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: 2,
    maximumFractionDigits: 6
  }).format(yuan)
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

/** How long ago something was: 3 minutes ago, 2 hours ago; below a minute `moment`. */
export function formatAgo(agoMs: number, locale: string, moment: string): string {
  if (agoMs < minuteMs) return moment
  const [lengthMs, unit] =
    agoMs < hourMs
      ? ([minuteMs, 'minute'] as const)
      : agoMs < dayMs
        ? ([hourMs, 'hour'] as const)
        : ([dayMs, 'day'] as const)
  return new Intl.RelativeTimeFormat(locale).format(-Math.floor(agoMs / lengthMs), unit)
}

/** The remaining seconds of a countdown, rounded up: 2, 1, then 0 once it is over. */
export const secondsLeft = (leftMs: number): number => Math.max(0, Math.ceil(leftMs / 1_000))
