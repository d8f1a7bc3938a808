import type { Call } from '../../shared/calls/call'
import type { PageEvent } from '../../shared/app/settings'
import type { CallChange } from './call-list'

/** What happens to a call that something can be done on: told, or a page opened. */
export type CallEvent = PageEvent

const liveEntries = (call: Call | null): number =>
  call === null ? 0 : call.timeline.filter((entry) => entry.source === 'live').length

/** True when a live message was heard; not for what was filled in from a record, or done here. */
export const isHeardLive = ({ before, after }: CallChange): boolean =>
  liveEntries(after) > liveEntries(before)

/** The event that a change of a call is, if it is one: its step changed, and by a live message. */
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
 * Tells whether an event of a call was not seen before: a call that is taken for another one first, or that goes
 * on after its end, has each of its events once.
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
