import { isDue, isOpen } from '../../shared/callbacks/callbacks'
import type { Callback } from '../../shared/callbacks/schema'
import { dayOf, formatMoment, formatTime, type DayWords } from '../platform/times'

const groupNames = ['due', 'today', 'later', 'done'] as const

/** A group of the list. */
type CallbackGroupName = (typeof groupNames)[number]

/** A group with at least one call-back. */
export interface CallbackGroup {
  name: CallbackGroupName
  callbacks: Callback[]
}

function groupOf(callback: Callback, nowMs: number): CallbackGroupName {
  if (!isOpen(callback)) return 'done'
  if (isDue(callback, nowMs)) return 'due'
  return dayOf(callback.dueAtMs) === dayOf(nowMs) ? 'today' : 'later'
}

/** The groups in order: open ones by their time, done ones newest first. */
export function groupCallbacks(callbacks: readonly Callback[], nowMs: number): CallbackGroup[] {
  const sorted = callbacks.toSorted(
    (a, b) =>
      (b.closedAtMs ?? 0) - (a.closedAtMs ?? 0) || a.dueAtMs - b.dueAtMs || a.createdAtMs - b.createdAtMs
  )
  return groupNames
    .map((name) => ({ name, callbacks: sorted.filter((one) => groupOf(one, nowMs) === name) }))
    .filter((group) => group.callbacks.length > 0)
}

/** A due time within a sentence: 14:03, tomorrow 09:00, Tue, Nov 24 09:00. */
export function formatDue(
  atMs: number,
  nowMs: number,
  locale: string,
  words: DayWords & { tomorrow: string }
): string {
  const now = new Date(nowMs)
  const tomorrow = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1)
  if (dayOf(atMs) === dayOf(tomorrow.getTime())) return `${words.tomorrow} ${formatTime(atMs, locale)}`
  return formatMoment(atMs, nowMs, locale, words)
}

/** The local time of `atMs` as the main process reads it: `2026-11-22 14:03`. */
export function localTimeOf(atMs: number): string {
  const date = new Date(atMs)
  const two = (value: number): string => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`
}
