import type { CallingRules } from '../../shared/calling-rules/schema'
import { localEpochs, localTimes } from '../platform/local-time'

const dayMs = 86_400_000

/** Position in `days` (Monday first) of a date such as `2026-11-22`. */
const weekdayOf = (date: string): number => (new Date(`${date}T00:00:00Z`).getUTCDay() + 6) % 7

const dateAfter = (date: string, days: number): string =>
  new Date(Date.parse(`${date}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10)

const timeOf = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

/**
 * Null within the calling hours of the local weekday; otherwise when they begin next (epoch ms; null: on no day). When
 * clocks are set back, a time that occurs twice counts both times; `possibleAtMs` is then the first.
 */
export function outsideHours(
  days: CallingRules['hours']['days'],
  atMs: number,
  timeZone?: string
): { possibleAtMs: number | null } | null {
  const localTime = localTimes(timeZone)
  const isWithin = (ms: number): boolean => {
    const local = localTime(ms)
    if (local === null) return false
    const day = days[weekdayOf(local.slice(0, 10))]
    const minute = Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))
    return day?.isOn === true && day.fromMinute <= minute && minute < day.toMinute
  }
  if (isWithin(atMs)) return null
  const today = localTime(atMs)?.slice(0, 10)
  if (today === undefined) return { possibleAtMs: null }
  const epochOf = localEpochs(timeZone)
  // A day can be skipped once more: a zone may drop a whole day, or clocks skip a short opening.
  for (let ahead = 0; ahead <= 14; ahead += 1) {
    const date = dateAfter(today, ahead)
    const day = days[weekdayOf(date)]
    if (day?.isOn !== true) continue
    const openingMs = epochOf(`${date} ${timeOf(day.fromMinute)}`)
    if (openingMs !== null && openingMs > atMs && isWithin(openingMs)) return { possibleAtMs: openingMs }
  }
  return { possibleAtMs: null }
}
