import type { Call } from '../../shared/calls/schema'
import type { PageEvent } from '../../shared/app/settings'
import type { CallChange } from './call-list'

/** An event of a call that can trigger a notification or open a page. */
export type CallEvent = PageEvent

const liveEntries = (call: Call | null): number =>
  call === null ? 0 : call.timeline.filter((entry) => entry.source === 'live').length

/** True if a live message caused the change; false for changes from a record or made here. */
export const isHeardLive = ({ before, after }: CallChange): boolean =>
  liveEntries(after) > liveEntries(before)

/** The event that a change of a call represents: a new step, caused by a live message. Null otherwise. */
export function callEventOf(change: CallChange): CallEvent | null {
  const { before, after } = change
  if (before?.step === after.step || !isHeardLive(change)) return null
  switch (after.step) {
    case 'phone-rings':
      return 'phoneRings'
    case 'talking':
      return 'calleeAnswered'
    case 'ended':
      return 'callEnded'
    case 'requesting':
    case 'unknown':
    case 'starting':
    case 'phone-answered':
    case 'calling':
    case 'ringing':
      return null
  }
}

/** How many events are remembered; a call has three. */
const remembered = 300

/**
 * Returns a filter that is true once per event of a call, even if the call was first attributed to another one or
 * continues after its end.
 */
export function createOncePerCall(): (event: CallEvent | null, call: Call) => boolean {
  const seen = new Set<string>()
  return (event, { callId, key }) => {
    if (event === null) return false
    const name = `${event} ${callId ?? key}`
    if (seen.has(name)) return false
    seen.add(name)
    const [oldest] = seen
    if (seen.size > remembered && oldest !== undefined) seen.delete(oldest)
    return true
  }
}
