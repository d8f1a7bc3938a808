import { blankCall, type Call } from '../../shared/calls/call'
import type { AppError } from '../../shared/platform/errors'
import type { CallRecord, MonitorMessage } from '../../shared/records/record'
import { callOfRecord, fillFromMessage, fillFromRecord, hearState, redated } from './line'

/** How many calls are kept; the oldest ended ones go first. */
export const maxCalls = 500

/** How long a request without a call id may take up a live call to the same callee, in ms. */
const adoptionMs = 2 * 60_000

const isOpen = (call: Call): boolean => call.step !== 'ended'

/** A request without an id that turns out to be a call, even after it was given up. */
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
  markReplyLost(key: string, error: AppError, nowMs: number): void
  /** Nothing ever told how an open call went on; it is no longer asked for. */
  giveUp(key: string, nowMs: number): void
  receive(message: MonitorMessage, heardAtMs: number): void
  /** Events may be missed from now on, so nothing is concluded from silence. */
  markGap(): void
  fill(key: string, record: CallRecord): void
  /** The record turned out to be the one of a call whose reply was lost. */
  resolve(key: string, record: CallRecord): void
  /**
   * Adds a call that was not heard of, by its record, at its place in time. Without an end in the record
   * nobody knows how it stands. Not one that was taken out before, nor when the list is full of newer ones.
   */
  discover(record: CallRecord, nowMs: number): void
  /**
   * The record turned out to be the one of a call whose reply was lost, and was taken for a call from elsewhere by
   * its events: they are one.
   */
  join(key: string, callId: string): void
  /** The clock was wrong by `byMs` when the call was asked for or heard of: its times are moved, those of its record stay. */
  redate(key: string, byMs: number): void
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
export function createCallList({
  newKey,
  hasLine
}: {
  newKey: () => string
  hasLine: () => boolean
}): CallList {
  let calls: Call[] = []
  /** Ids that the person took out of the list: neither a late event nor a record brings them back. */
  const forgotten = new Set<string>()
  const listeners = new Set<(change: CallChange | null) => void>()
  const tell = (change: CallChange | null): void => {
    for (const listener of listeners) listener(change)
  }

  const bounded = (list: Call[]): Call[] => {
    if (list.length <= maxCalls) return list
    // What was last called from here stays: redialling means that one.
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

  /** The request that has no id yet and that was nearest to `beganAtMs`. */
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
   * A live event can come before the reply to the request that caused it, or instead of it, or after it was
   * given up. It then belongs to the request for the same callee from the same desk phone that was nearest to the
   * start that it names. Where none is near that, the first events, which come as a call begins, are taken by the
   * time they come: the start that they name can be of another clock.
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
    // Joined in the middle: what was before it is not known.
    hasGap: message.state !== 'started'
  })

  /** The events of call `callId` came first and were taken for a call from elsewhere: gives them to call `key`. */
  const takeTwin = (key: string, callId: string): boolean => {
    const twin = calls.find((call) => call.callId === callId && call.key !== key)
    if (twin === undefined) return false
    calls = calls.filter((call) => call.key !== twin.key)
    change(key, (call) => ({
      ...twin,
      key,
      origin: 'here',
      // What was sent, and when: events may say otherwise.
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
      // Given up or not: as long as the record has no end, nobody knows how it stands.
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
