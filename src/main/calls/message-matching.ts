import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import type { MonitorMessage } from '../platform/ports'

/** How close in time a live call must be to a request without a call id to be matched with it, in ms. */
const matchMs = 2 * 60_000

/** The request without an id that started nearest to `beganAtMs`. */
function nearestRequest(
  calls: readonly Call[],
  message: MonitorMessage,
  beganAtMs: number
): Call | undefined {
  const distanceMs = (call: Call): number => Math.abs(beganAtMs - call.startedAtMs)
  return calls
    .filter(
      (call) =>
        call.callId === null &&
        (call.step === 'requesting' || call.step === 'unknown' || call.outcome === 'unknown') &&
        call.agentId === message.agentId &&
        (message.calleeNumber === null || call.callee === message.calleeNumber) &&
        distanceMs(call) < matchMs
    )
    .sort((a, b) => distanceMs(a) - distanceMs(b))[0]
}

/**
 * The request that a message of an unknown call belongs to. A live event can arrive before the reply to its request,
 * instead of it, or after the request was given up. It then belongs to the request for the same callee from the same
 * desk phone that is nearest to the start in the event. If none is near, the first events of a call are matched by
 * their arrival time: the start in the event can come from another clock.
 */
export function requestFor(
  message: MonitorMessage,
  calls: readonly Call[],
  heardAtMs: number
): Call | undefined {
  const isFirst = message.state === 'started' || message.state === 'agentReady'
  const named = nearestRequest(calls, message, message.startedAtMs ?? heardAtMs)
  return named ?? (isFirst ? nearestRequest(calls, message, heardAtMs) : undefined)
}

/** The call from elsewhere that a message reveals, before the message's state. */
export const callFromElsewhere = (message: MonitorMessage, key: string, heardAtMs: number): Call => ({
  ...blankCall,
  key,
  callId: message.callId,
  callee: message.calleeNumber ?? '',
  caller: message.callerNumber,
  agentId: message.agentId,
  salesmanCode: message.salesmanCode,
  origin: 'elsewhere',
  startedAtMs: Math.min(message.startedAtMs ?? heardAtMs, heardAtMs),
  // Joined in the middle: earlier states are unknown.
  hasGap: message.state !== 'started'
})
