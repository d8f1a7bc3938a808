import { blankCall, type Call } from '../../shared/calls/call'
import type { AppError } from '../../shared/platform/errors'
import type { CallRecord, MonitorMessage } from '../../shared/records/record'
import { callOfRecord, fillFromMessage, fillFromRecord, hearState, redated } from './line'

/** The maximum number of calls kept; the oldest ended calls are dropped first. */
export const maxCalls = 500

/** How close in time a live call must be to a request without a call id to be matched with it, in ms. */
const adoptionMs = 2 * 60_000

const isOpen = (call: Call): boolean => call.step !== 'ended'

/** A request without an id that turned out to be a call, even after it was given up. */
const reopened = (call: Call): Call =>
  call.step === 'ended'
    ? { ...call, step: 'unknown', outcome: null, endedAtMs: null, error: null }
    : { ...call, error: null }

/** What happened to one call; `before` is null for a new one. */
export interface CallChange {
  before: Call | null
  after: Call
}

/** The calls of the signed-in account, newest first. */
export interface CallList {
  all(): Call[]
  find(key: string): Call | undefined
  /** Restores the calls of an earlier run; open ones may have continued unobserved. */
  restore(calls: Call[]): void
  /** Adds a call that is being requested from here. */
  request(
    from: { callee: string; caller: string | null; agentId: number; salesmanCode: string | null },
    nowMs: number
  ): Call
  /** The service accepted the request. */
  accept(key: string, callId: string, nowMs: number): void
  /** The service definitely did not accept the request. */
  refuse(key: string, error: AppError, nowMs: number): void
  /** The reply was lost, so the phone may ring. */
  markReplyLost(key: string, error: AppError, nowMs: number): void
  /** Ends an open call with an unknown outcome: nothing reported its end, and its record is no longer requested. */
  giveUp(key: string, nowMs: number): void
  receive(message: MonitorMessage, heardAtMs: number): void
  /** Events may be missed from now on, so nothing is inferred from missing ones. */
  markGap(): void
  fill(key: string, record: CallRecord): void
  /** Assigns a record to a call whose reply was lost. */
  resolve(key: string, record: CallRecord): void
  /**
   * Adds a call known only by its record, ordered by start time. Without an end in the record its state is unknown.
   * Ignores calls that the user removed, and older calls when the list is full.
   */
  discover(record: CallRecord, nowMs: number): void
  /** Merges a call whose reply was lost with its events, which had been attributed to a call from elsewhere. */
  join(key: string, callId: string): void
  /** Moves the call's times by `byMs`, the error of the clock when they were taken; times from its record stay. */
  redate(key: string, byMs: number): void
  markRecord(key: string, status: Call['record']['status']): void
  /** Removes the ended calls and returns them, for an undo. */
  forgetEnded(): Call[]
  /** The listener runs after each change; `null` if the list changed as a whole. Returns an unsubscribe function. */
  onChange(listener: (change: CallChange | null) => void): () => void
}

/**
 * Creates the call list of one account, which live events and records update. `newKey` returns unique keys; `hasLine`
 * returns whether events can arrive now.
 */
export function createCallList({
  newKey,
  hasLine
}: {
  newKey: () => string
  hasLine: () => boolean
}): CallList {
  let calls: Call[] = []
  /** Ids of calls that the user removed: neither a late event nor a record adds them again. */
  const forgotten = new Set<string>()
  const listeners = new Set<(change: CallChange | null) => void>()
  const tell = (change: CallChange | null): void => {
    for (const listener of listeners) listener(change)
  }

  const bounded = (list: Call[]): Call[] => {
    if (list.length <= maxCalls) return list
    // Keep the last call from here: redialling uses it.
    const lastFromHere = list.find(({ origin }) => origin === 'here')
    const oldest = list.findLastIndex((call) => !isOpen(call) && call !== lastFromHere)
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

  /** The request without an id that started nearest to `beganAtMs`. */
  const nearestRequest = (message: MonitorMessage, beganAtMs: number): Call | undefined => {
    const distanceMs = (call: Call): number => Math.abs(beganAtMs - call.startedAtMs)
    return calls
      .filter(
        (call) =>
          call.callId === null &&
          (call.step === 'requesting' || call.step === 'unknown' || call.outcome === 'unknown') &&
          call.agentId === message.agentId &&
          (message.calleeNumber === null || call.callee === message.calleeNumber) &&
          distanceMs(call) < adoptionMs
      )
      .sort((a, b) => distanceMs(a) - distanceMs(b))[0]
  }

  /**
   * A live event can arrive before the reply to its request, instead of it, or after the request was given up. It
   * then belongs to the request for the same callee from the same desk phone that is nearest to the start in the
   * event. If none is near, the first events of a call are matched by their arrival time: the start in the event can
   * come from another clock.
   */
  const requestFor = (message: MonitorMessage, heardAtMs: number): Call | undefined => {
    const isFirst = message.state === 'started' || message.state === 'agentReady'
    const named = nearestRequest(message, message.startedAtMs ?? heardAtMs)
    return named ?? (isFirst ? nearestRequest(message, heardAtMs) : undefined)
  }

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
    // Joined in the middle: earlier states are unknown.
    hasGap: message.state !== 'started'
  })

  /** Moves the events of call `callId`, which had been attributed to a call from elsewhere, to call `key`. */
  const takeTwin = (key: string, callId: string): boolean => {
    const twin = calls.find((call) => call.callId === callId && call.key !== key)
    if (twin === undefined) return false
    calls = calls.filter((call) => call.key !== twin.key)
    change(key, (call) => ({
      ...twin,
      key,
      origin: 'here',
      // Keep what was sent and when: events may differ.
      callee: call.callee,
      startedAtMs: call.startedAtMs,
      timeline: [...call.timeline, ...twin.timeline]
    }))
    return true
  }

  return {
    all: () => calls,
    find: (key) => calls.find((call) => call.key === key),

    restore(kept) {
      calls = kept.slice(0, maxCalls).map((call) =>
        isOpen(call)
          ? {
              ...call,
              hasGap: true,
              // A request that was in progress when the app quit has lost its reply.
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
      const current = calls.find((call) => call.key === key)
      if (current?.callId != null && current.callId !== callId) {
        // Another phone called the same number at that moment: the events belong to that call.
        add({ ...current, key: newKey(), origin: 'elsewhere', timeline: current.timeline.slice(1) })
        change(key, (call) => ({
          ...call,
          callId,
          step: 'starting',
          outcome: null,
          answeredAtMs: null,
          endedAtMs: null,
          timeline: call.timeline.slice(0, 1),
          hasGap: true,
          record: blankCall.record
        }))
      }
      if (takeTwin(key, callId)) return
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
        // Live events prove that the call exists.
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

    markReplyLost: (key, error, nowMs) =>
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

    giveUp: (key, nowMs) =>
      change(key, (call) =>
        isOpen(call)
          ? {
              ...call,
              step: 'ended',
              outcome: 'unknown',
              endedAtMs: nowMs,
              record: call.callId === null ? call.record : { ...call.record, status: 'incomplete' }
            }
          : call
      ),

    receive(message, heardAtMs) {
      const known = calls.find((call) => call.callId === message.callId) ?? requestFor(message, heardAtMs)
      if (known === undefined) {
        if (forgotten.has(message.callId)) return
        add(hearState(elsewhere(message, heardAtMs), message.state, heardAtMs))
        return
      }
      change(known.key, (call) => {
        const filled = call.callId === null ? fillFromMessage(reopened(call), message) : call
        return hearState(filled, message.state, heardAtMs)
      })
    },

    markGap() {
      if (!calls.some((call) => isOpen(call) && !call.hasGap)) return
      calls = calls.map((call) => (isOpen(call) ? { ...call, hasGap: true } : call))
      tell(null)
    },

    fill: (key, record) => change(key, (call) => fillFromRecord(call, record)),

    resolve: (key, record) =>
      // Reopen it even if it was given up: without an end in the record its state is unknown.
      change(key, (call) => fillFromRecord({ ...reopened(call), hasGap: true }, record)),

    join: (key, callId) => void takeTwin(key, callId),

    redate: (key, byMs) => change(key, (call) => redated(call, byMs)),

    discover(record, nowMs) {
      if (forgotten.has(record.id)) return
      const call = callOfRecord(record, newKey(), nowMs)
      const at = calls.findIndex((other) => other.startedAtMs <= call.startedAtMs)
      if (at < 0 && calls.length >= maxCalls) return
      calls = bounded(at < 0 ? [...calls, call] : calls.toSpliced(at, 0, call))
      if (calls.includes(call)) tell({ before: null, after: call })
    },

    markRecord: (key, status) =>
      change(key, (call) =>
        call.record.status === status ? call : { ...call, record: { ...call.record, status } }
      ),

    forgetEnded() {
      const ended = calls.filter((call) => !isOpen(call))
      calls = calls.filter(isOpen)
      for (const { callId } of ended) if (callId !== null) forgotten.add(callId)
      for (const id of [...forgotten].slice(0, -maxCalls)) forgotten.delete(id)
      tell(null)
      return ended
    },

    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    }
  }
}
