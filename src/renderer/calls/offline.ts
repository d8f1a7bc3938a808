import type { Call } from '../../shared/calls/schema'
import type { WindowMessages } from '../../shared/messages/en/window'

/** How many calls the report itself shows; the others are in the list below it. */
export const maxOfflineRows = 5

/** The first thing the user wants to know about a call that happened while offline. */
type Part = keyof WindowMessages['offline']['parts']

const partOf = (call: Call): Part => {
  if (call.outcome === null) return 'open'
  return call.outcome === 'answered' || call.outcome === 'unknown' ? call.outcome : 'not-answered'
}

/** Returns the calls of a report in its order, without those that are no longer in the list. */
export function callsOf(callKeys: readonly string[], calls: readonly Call[]): Call[] {
  const byKey = new Map(calls.map((call) => [call.key, call]))
  return callKeys.flatMap((key) => byKey.get(key) ?? [])
}

/** How many calls there were and how they ended, as a sentence: 3 calls: 1 answered, 2 not answered. */
export function offlineSummary(calls: readonly Call[], t: WindowMessages['offline']): string {
  if (calls.length === 0) return t.none
  const parts = (Object.keys(t.parts) as Part[]).flatMap((part) => {
    const n = calls.filter((call) => partOf(call) === part).length
    return n === 0 ? [] : [t.parts[part](n)]
  })
  // A single call's row already shows its outcome.
  return t.summary(calls.length, calls.length === 1 ? '' : parts.join(t.comma))
}

/**
 * True when part of the call is known from its record only. A line from the record alone doesn't prove that: the
 * service sometimes omits a hang-up event of a call that was otherwise observed completely.
 */
export const isFilledIn = (call: Call): boolean =>
  call.timeline.some((entry) => entry.source === 'record') &&
  (call.hasGap || !call.timeline.some((entry) => entry.source === 'live'))
