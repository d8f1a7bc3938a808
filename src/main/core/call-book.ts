import { blankCall, type Call } from '../../shared/call'
import type { AppError } from '../../shared/errors'
import type { CallRecord, MonitorMessage } from '../../shared/record'
import { fillFromMessage, fillFromRecord, hearState } from './line'

/** How many calls are kept; the oldest ended ones go first. */
export const maxCalls = 500

/** How long a request without a call id may take up a live call to the same callee, in ms. */
const adoptionMs = 2 * 60_000

const isOpen = (call: Call): boolean => call.step !== 'ended'

/** What happened to one call; `before` is null for a new one. */
export interface CallChange {
  before: Call | null
  after: Call
}

/** The calls of the signed-in account, newest first. */
export interface CallBook {
  all(): Call[]
  find(key: string): Call | undefined
  /** Takes over what an earlier run kept: what was open then may have gone on unheard. */
  restore(calls: Call[]): void
  /** A call that is being asked for from here. */
  request(
    from: { callee: string; caller: string | null; agentId: number; salesmanCode: string | null },
    nowMs: number
  ): Call
  /** The service took it. */
  accept(key: string, callId: string, nowMs: number): void
  /** The service certainly did not take it. */
  refuse(key: string, error: AppError, nowMs: number): void
  /** The reply was lost: it may ring. */
  lose(key: string, error: AppError, nowMs: number): void
  /** Neither an event nor a record ever told of a call whose reply was lost. */
  forsake(key: string, nowMs: number): void
  hear(message: MonitorMessage, heardAtMs: number): void
  /** Events may be missed from now on, so nothing is concluded from silence. */
  markGap(): void
  fill(key: string, record: CallRecord): void
  markRecord(key: string, status: Call['record']['status']): void
  /** Takes the ended calls out; gives them back, for an undo. */
  forgetEnded(): Call[]
  /** Called after each change with what changed, `null` when the list changed as a whole. */
  onChange(listener: (change: CallChange | null) => void): () => void
}

/**
 * Keeps the calls of one account and moves them by what is heard. `newKey` gives names that never
 * repeat; `hasLine` tells whether events can arrive now.
 */
export function createCallBook({
  newKey,
  hasLine
}: {
  newKey: () => string
  hasLine: () => boolean
}): CallBook {
  let calls: Call[] = []
  const listeners = new Set<(change: CallChange | null) => void>()
  const tell = (change: CallChange | null): void => {
    for (const listener of listeners) listener(change)
  }

  const bounded = (list: Call[]): Call[] => {
    if (list.length <= maxCalls) return list
    const oldest = list.findLastIndex((call) => !isOpen(call))
    return list.toSpliced(oldest < 0 ? list.length - 1 : oldest, 1)
  }

  const add = (call: Call): Call => {
    calls = bounded([call, ...calls])
    tell({ before: null, after: call })
    return call
  }

  const change = (key: string, move: (call: Call) => Call): void => {
    const at = calls.findIndex((call) => call.key === key)
    const before = calls[at]
    if (before === undefined) return
    const after = move(before)
    if (after === before) return
    calls = calls.with(at, after)
    tell({ before, after })
  }

  /**
   * A live event can come before the reply to the request that caused it, or instead of it. It then
   * belongs to the request for the same callee from the same desk phone.
   */
  const requestFor = (message: MonitorMessage, heardAtMs: number): Call | undefined =>
    calls.findLast(
      (call) =>
        call.callId === null &&
        (call.step === 'requesting' || call.step === 'unknown') &&
        call.agentId === message.agentId &&
        (message.calleeNumber === null || call.callee === message.calleeNumber) &&
        heardAtMs - call.startedAtMs < adoptionMs
    )

  const elsewhere = (message: MonitorMessage, heardAtMs: number): Call => ({
    ...blankCall,
    key: newKey(),
    callId: message.callId,
    callee: message.calleeNumber ?? '',
    caller: message.callerNumber,
    agentId: message.agentId,
    salesmanCode: message.salesmanCode,
    origin: 'elsewhere',
    startedAtMs: Math.min(message.startedAtMs ?? heardAtMs, heardAtMs),
    // Joined in the middle: what was before it is not known.
    hasGap: message.state !== 'started'
  })

  return {
    all: () => calls,
    find: (key) => calls.find((call) => call.key === key),

    restore(kept) {
      calls = kept.slice(0, maxCalls).map((call) =>
        isOpen(call)
          ? {
              ...call,
              hasGap: true,
              // A request that was under way when the program ended has lost its reply.
              ...(call.step === 'requesting'
                ? { step: 'unknown' as const, error: { code: 'call-unknown' as const } }
                : {})
            }
          : call
      )
      tell(null)
    },

    request: (from, nowMs) =>
      add({
        ...blankCall,
        ...from,
        key: newKey(),
        step: 'requesting',
        startedAtMs: nowMs,
        timeline: [{ state: 'requested', atMs: nowMs, source: 'here', isLate: false }],
        hasGap: !hasLine()
      }),

    accept(key, callId, nowMs) {
      const twin = calls.find((call) => call.callId === callId && call.key !== key)
      if (twin !== undefined) {
        // Its events came first and were taken for a call from elsewhere.
        calls = calls.filter((call) => call.key !== twin.key)
        change(key, (call) => ({
          ...twin,
          key,
          origin: 'here',
          timeline: [...call.timeline, ...twin.timeline]
        }))
        return
      }
      const current = calls.find((call) => call.key === key)
      if (current?.callId != null && current.callId !== callId) {
        // Someone else called the same number at that moment: what was heard is their call.
        add({ ...current, key: newKey(), origin: 'elsewhere', timeline: current.timeline.slice(1) })
        change(key, (call) => ({
          ...call,
          callId,
          step: 'starting',
          outcome: null,
          answeredAtMs: null,
          endedAtMs: null,
          timeline: call.timeline.slice(0, 1),
          hasGap: true
        }))
        return
      }
      change(key, (call) => {
        const accepted: Call = { ...call, callId, error: null }
        if (call.step !== 'requesting' && call.step !== 'unknown') return accepted
        return {
          ...accepted,
          step: 'starting',
          timeline: [...call.timeline, { state: 'accepted', atMs: nowMs, source: 'here', isLate: false }]
        }
      })
    },

    refuse: (key, error, nowMs) =>
      change(key, (call) => {
        // Its live events are the better witness.
        if (call.callId !== null) return { ...call, error }
        return {
          ...call,
          step: 'ended',
          outcome: 'refused',
          endedAtMs: nowMs,
          error,
          timeline: [...call.timeline, { state: 'refused', atMs: nowMs, source: 'here', isLate: false }]
        }
      }),

    lose: (key, error, nowMs) =>
      change(key, (call) => {
        if (call.callId !== null) return call
        return {
          ...call,
          step: 'unknown',
          error,
          hasGap: true,
          timeline: [...call.timeline, { state: 'reply-lost', atMs: nowMs, source: 'here', isLate: false }]
        }
      }),

    forsake: (key, nowMs) =>
      change(key, (call) =>
        call.step === 'unknown' ? { ...call, step: 'ended', outcome: 'unknown', endedAtMs: nowMs } : call
      ),

    hear(message, heardAtMs) {
      const known = calls.find((call) => call.callId === message.callId) ?? requestFor(message, heardAtMs)
      if (known === undefined) {
        add(hearState(elsewhere(message, heardAtMs), message.state, heardAtMs))
        return
      }
      change(known.key, (call) => {
        const filled = call.callId === null ? { ...fillFromMessage(call, message), error: null } : call
        return hearState(filled, message.state, heardAtMs)
      })
    },

    markGap() {
      if (!calls.some((call) => isOpen(call) && !call.hasGap)) return
      calls = calls.map((call) => (isOpen(call) ? { ...call, hasGap: true } : call))
      tell(null)
    },

    fill: (key, record) => change(key, (call) => fillFromRecord(call, record)),

    markRecord: (key, status) =>
      change(key, (call) =>
        call.record.status === status ? call : { ...call, record: { ...call.record, status } }
      ),

    forgetEnded() {
      const ended = calls.filter((call) => !isOpen(call))
      calls = calls.filter(isOpen)
      tell(null)
      return ended
    },

    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
