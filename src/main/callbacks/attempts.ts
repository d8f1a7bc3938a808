import { isDue, isOpen } from '../../shared/callbacks/callbacks'
import type { Callback } from '../../shared/callbacks/schema'
import type { Call } from '../../shared/calls/schema'
import { sameOr, type Callbacks } from './callback-list'

// What a call from here means for the call-backs to its number (docs/decisions/0029).

/**
 * A call from here to `number` starts: it counts for each open call-back to it. It is meant for those that are due,
 * and for `calledId`, from which it was started.
 */
export function withAttempt(
  list: Callbacks,
  call: Pick<Call, 'key'>,
  number: string,
  calledId: string | null,
  nowMs: number
): Callbacks {
  if (!list.some((one) => one.number === number && isOpen(one))) return list
  return list.map((one) => {
    if (one.number !== number || !isOpen(one)) return one
    const isMeant = isDue(one, nowMs) || one.id === calledId
    return { ...one, attempt: { key: call.key, isMeant, outcome: null, atMs: nowMs } }
  })
}

/** The call-back after a change of the call of its last attempt. */
function afterCall(one: Callback, call: Call, nowMs: number): Callback {
  const { attempt } = one
  if (attempt === null || attempt.outcome === 'answered') return one
  const isAnswered = call.outcome === 'answered' || (call.outcome === null && call.step === 'talking')
  if (isAnswered) {
    return attempt.isMeant
      ? { ...one, closedAtMs: nowMs, closedBy: 'call' }
      : { ...one, attempt: { ...attempt, outcome: 'answered' } }
  }
  if (call.outcome === null || call.outcome === attempt.outcome) return one
  // Refused calls, and unanswered calls before the due time, change nothing.
  if (call.outcome === 'refused' || !attempt.isMeant) return { ...one, attempt: null }
  return { ...one, attempt: { ...attempt, outcome: call.outcome } }
}

/** Closes what a call reached, and asks about what ended otherwise. */
export function afterCalls(list: Callbacks, calls: readonly Call[], nowMs: number): Callbacks {
  if (!list.some((one) => isOpen(one) && one.attempt !== null)) return list
  const byKey = new Map(calls.map((call) => [call.key, call]))
  const next = list.map((one) => {
    const call = isOpen(one) && one.attempt !== null ? byKey.get(one.attempt.key) : undefined
    return call === undefined ? one : afterCall(one, call, nowMs)
  })
  return sameOr(list, next)
}

/** Asks about attempts whose call was lost: it was under way when the program was killed. */
export function withoutLostCalls(list: Callbacks, calls: readonly Call[]): Callbacks {
  const keys = new Set(calls.map(({ key }) => key))
  const isLost = ({ attempt }: Callback): boolean =>
    attempt !== null && attempt.outcome === null && !keys.has(attempt.key)
  if (!list.some((one) => isOpen(one) && isLost(one))) return list
  return list.map((one) =>
    isOpen(one) && one.attempt !== null && isLost(one)
      ? { ...one, attempt: one.attempt.isMeant ? { ...one.attempt, outcome: 'unknown' } : null }
      : one
  )
}
