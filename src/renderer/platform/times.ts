const cache = new Map<string, Intl.DateTimeFormat>()

// A formatter keeps the zone of its making; `Date` in a window follows the computer. Two seasons tell zones apart.
const zoneMark = (): string =>
  [Date.UTC(2026, 0, 1), Date.UTC(2026, 6, 1)].map((atMs) => new Date(atMs).getTimezoneOffset()).join()
let cachedZone = zoneMark()

/** A formatter of the zone that the computer is in now. Making one costs more than using it a thousand times. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const zone = zoneMark()
  if (zone !== cachedZone) cache.clear()
  cachedZone = zone
  const name = locale + JSON.stringify(options)
  const known = cache.get(name)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat(locale, options)
  cache.set(name, made)
  return made
}

const clock: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }

/** 14:03 */
export const formatTime = (atMs: number, locale: string): string => dateFormat(locale, clock).format(atMs)

/** 14:03:27 */
export const formatExactTime = (atMs: number, locale: string): string =>
  dateFormat(locale, { ...clock, second: '2-digit' }).format(atMs)

/** The local day `atMs` belongs to, as a number that orders days. */
export function dayOf(atMs: number): number {
  const date = new Date(atMs)
  return date.getFullYear() * 10_000 + (date.getMonth() + 1) * 100 + date.getDate()
}

/** The words for the two days that have a name. */
export interface DayWords {
  today: string
  yesterday: string
}

/** Today, yesterday, else the date: with its weekday within this year, with the year before it. */
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

// The names stand alone elsewhere, so they begin with a capital.
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

/** A length of talk: 0:07, 12:40, 1:02:13. Whole seconds, never below zero. */
export function formatTalk(lengthMs: number): string {
  const seconds = Math.max(0, Math.floor(lengthMs / 1_000))
  const two = (value: number) => String(value).padStart(2, '0')
  const hours = Math.floor(seconds / 3_600)
  const minutes = Math.floor(seconds / 60) % 60
  const rest = two(seconds % 60)
  return hours > 0 ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`
}

/** A decimal number as the service writes them; null for any other text. */
export const readDecimal = (text: string): number | null =>
  /^\d{1,12}(\.\d{1,6})?$/.test(text.trim()) ? Number(text) : null

/** 通话持续时长 (seconds as text): a length of talk; what is no number is shown as it came. */
export function formatDuration(text: string): string {
  const seconds = readDecimal(text)
  return seconds === null ? text : formatTalk(seconds * 1_000)
}

/** 费用 (yuan as text): an amount with all the digits the service gave, at least two. */
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

/** The seconds that are still to go, as they are counted down: 2, 1, and 0 when it is time. */
export const secondsLeft = (leftMs: number): number => Math.max(0, Math.ceil(leftMs / 1_000))
