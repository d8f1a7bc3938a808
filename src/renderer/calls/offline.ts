import type { Call } from '../../shared/calls/call'
import type { WindowMessages } from '../../shared/messages/window.en'

/** How many calls the report itself shows; the others are in the list below it. */
export const maxOfflineRows = 5

/** What a person wants to know first of a call that went by unheard. */
type Part = keyof WindowMessages['offline']['parts']

const partOf = (call: Call): Part => {
  if (call.outcome === null) return 'open'
  return call.outcome === 'answered' || call.outcome === 'unknown' ? call.outcome : 'not-answered'
}

/** The calls of a report in its order; one that is no longer in the list is left out. */
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
  // One call's row says it better.
  return t.summary(calls.length, calls.length === 1 ? '' : parts.join(t.comma))
}

/**
 * Whether a part of the call is known from its record only. A record of a call that was heard whole can
 * add a line too (a hang-up that the service never told), so this alone is no sign of it.
 */
export const isFilledIn = (call: Call): boolean =>
  call.timeline.some((entry) => entry.source === 'record') &&
  (call.hasGap || !call.timeline.some((entry) => entry.source === 'live'))
