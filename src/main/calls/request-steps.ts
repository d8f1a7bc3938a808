import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import type { AppError } from '../../shared/platform/schema'

// The steps of a call that was requested from here, until the service's events and records take over (see line.ts).

/** What is requested. */
export type CallRequest = Pick<Call, 'callee' | 'caller' | 'agentId' | 'salesmanCode'>

const isOpen = (call: Call): boolean => call.step !== 'ended'

const withEntry = (call: Pick<Call, 'timeline'>, state: string, atMs: number): Call['timeline'] => [
  ...call.timeline,
  { state, atMs, source: 'here', isLate: false }
]

/** A call that is being requested; `hasLine`: its events can arrive. */
export const requested = (from: CallRequest, key: string, nowMs: number, hasLine: boolean): Call => ({
  ...blankCall,
  ...from,
  key,
  step: 'requesting',
  startedAtMs: nowMs,
  timeline: withEntry(blankCall, 'requested', nowMs),
  hasGap: !hasLine
})

export function accepted(call: Call, callId: string, nowMs: number): Call {
  const named: Call = { ...call, callId, error: null }
  if (call.step !== 'requesting' && call.step !== 'unknown') return named
  return { ...named, step: 'starting', timeline: withEntry(call, 'accepted', nowMs) }
}

export function refused(call: Call, error: AppError, nowMs: number): Call {
  // Live events prove that the call exists.
  if (call.callId !== null) return { ...call, error }
  const timeline = withEntry(call, 'refused', nowMs)
  return { ...call, step: 'ended', outcome: 'refused', endedAtMs: nowMs, error, timeline }
}

export function replyLost(call: Call, error: AppError, nowMs: number): Call {
  if (call.callId !== null) return call
  return { ...call, step: 'unknown', error, hasGap: true, timeline: withEntry(call, 'reply-lost', nowMs) }
}

/** The call ended with an unknown outcome. */
export function givenUp(call: Call, nowMs: number): Call {
  if (!isOpen(call)) return call
  const record: Call['record'] = call.callId === null ? call.record : { ...call.record, status: 'incomplete' }
  return { ...call, step: 'ended', outcome: 'unknown', endedAtMs: nowMs, record }
}

/** A request without an id that turned out to be a call, even after it was given up. */
export const reopened = (call: Call): Call =>
  call.step === 'ended'
    ? { ...call, step: 'unknown', outcome: null, endedAtMs: null, error: null }
    : { ...call, error: null }

/** A call of an earlier run, which may have continued unobserved. */
export function restored(call: Call): Call {
  if (!isOpen(call)) return call
  const restoredCall: Call = { ...call, hasGap: true }
  // A request that was in progress when the app quit has lost its reply.
  return call.step === 'requesting'
    ? { ...restoredCall, step: 'unknown', error: { code: 'call-unknown' } }
    : restoredCall
}

/** The events of `call` belong to another one: only its request is left, accepted as `callId`. */
export const withoutEvents = (call: Call, callId: string): Call => ({
  ...call,
  callId,
  step: 'starting',
  outcome: null,
  answeredAtMs: null,
  endedAtMs: null,
  timeline: call.timeline.slice(0, 1),
  hasGap: true,
  record: blankCall.record
})

/** The request and `twin` are one call, whose events had been attributed to a call from elsewhere. */
export const withEventsOf = (call: Call, twin: Call): Call => ({
  ...twin,
  key: call.key,
  origin: 'here',
  // Keep what was sent and when: events may differ.
  callee: call.callee,
  startedAtMs: call.startedAtMs,
  timeline: [...call.timeline, ...twin.timeline]
})
