import type { Call } from '../../shared/calls/schema'
import type { AppError } from '../../shared/platform/schema'
import type { CallRecord } from '../../shared/records/row-schema'
import type { MonitorMessage } from '../platform/ports'
import { callOfRecord, fillFromMessage, fillFromRecord, hearState, redated } from './line'
import { callFromElsewhere, requestFor } from './message-matching'
import {
  accepted,
  givenUp,
  refused,
  reopened,
  replyLost,
  requested,
  restored,
  withEventsOf,
  withoutEvents,
  type CallRequest
} from './request-steps'

/** The maximum number of calls kept; the oldest ended calls are dropped first. */
export const maxCalls = 500

const isOpen = (call: Call): boolean => call.step !== 'ended'

function bounded(calls: Call[]): Call[] {
  if (calls.length <= maxCalls) return calls
  // Keep the last call from here: redialling uses it.
  const lastFromHere = calls.find(({ origin }) => origin === 'here')
  const oldest = calls.findLastIndex((call) => !isOpen(call) && call !== lastFromHere)
  return calls.toSpliced(oldest < 0 ? calls.length - 1 : oldest, 1)
}

/** What happened to one call; `before` is null for a new one. */
export interface CallChange {
  before: Call | null
  after: Call
}

/** `null` if the list changed as a whole. */
type CallListener = (change: CallChange | null) => void

interface CallListDeps {
  /** Returns unique keys. */
  newKey: () => string
  /** True if events can arrive now. */
  hasLine: () => boolean
}

/** The calls of one account, newest first, updated by live events and records. */
export class CallList {
  readonly #deps: CallListDeps
  readonly #listeners = new Set<CallListener>()
  /** Ids of calls that the user removed: neither a late event nor a record adds them again. */
  readonly #forgotten = new Set<string>()
  #calls: Call[] = []

  constructor(deps: CallListDeps) {
    this.#deps = deps
  }

  all(): Call[] {
    return this.#calls
  }

  find(key: string): Call | undefined {
    return this.#calls.find((call) => call.key === key)
  }

  /** The listener runs after each change. Returns an unsubscribe function. */
  onChange(listener: CallListener): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Restores the calls of an earlier run; open ones may have continued unobserved. */
  restore(kept: Call[]): void {
    this.#calls = kept.slice(0, maxCalls).map(restored)
    this.#notify(null)
  }

  // Requests from here

  /** Adds a call that is being requested from here. `key`: an unused key; without it a new one is made. */
  request(from: CallRequest, nowMs: number, key: string = this.#deps.newKey()): Call {
    return this.#add(requested(from, key, nowMs, this.#deps.hasLine()))
  }

  /** The service accepted the request. */
  accept(key: string, callId: string, nowMs: number): void {
    const current = this.find(key)
    if (current?.callId != null && current.callId !== callId) {
      // Another phone called the same number at that moment: the events belong to that call.
      const timeline = current.timeline.slice(1)
      this.#add({ ...current, key: this.#deps.newKey(), origin: 'elsewhere', timeline })
      this.#change(key, (call) => withoutEvents(call, callId))
    }
    if (!this.#joinEvents(key, callId)) this.#change(key, (call) => accepted(call, callId, nowMs))
  }

  /** The service definitely did not accept the request. */
  refuse(key: string, error: AppError, nowMs: number): void {
    this.#change(key, (call) => refused(call, error, nowMs))
  }

  /** The reply was lost, so the phone may ring. */
  markReplyLost(key: string, error: AppError, nowMs: number): void {
    this.#change(key, (call) => replyLost(call, error, nowMs))
  }

  /** Ends an open call with an unknown outcome: nothing reported its end, and its record is no longer requested. */
  giveUp(key: string, nowMs: number): void {
    this.#change(key, (call) => givenUp(call, nowMs))
  }

  // Events

  receive(message: MonitorMessage, heardAtMs: number): void {
    const { callId, state } = message
    const known =
      this.#calls.find((call) => call.callId === callId) ?? requestFor(message, this.#calls, heardAtMs)
    if (known === undefined) {
      if (this.#forgotten.has(callId)) return
      const call = callFromElsewhere(message, this.#deps.newKey(), heardAtMs)
      this.#add(hearState(call, state, heardAtMs))
      return
    }
    this.#change(known.key, (call) => {
      const filled = call.callId === null ? fillFromMessage(reopened(call), message) : call
      return hearState(filled, state, heardAtMs)
    })
  }

  /** Events may be missed from now on, so nothing is inferred from missing ones. */
  markGap(): void {
    if (!this.#calls.some((call) => isOpen(call) && !call.hasGap)) return
    this.#calls = this.#calls.map((call) => (isOpen(call) ? { ...call, hasGap: true } : call))
    this.#notify(null)
  }

  // Records

  fill(key: string, record: CallRecord): void {
    this.#change(key, (call) => fillFromRecord(call, record))
  }

  /** Assigns a record to a call whose reply was lost. */
  resolve(key: string, record: CallRecord): void {
    // Reopen it even if it was given up: without an end in the record its state is unknown.
    this.#change(key, (call) => fillFromRecord({ ...reopened(call), hasGap: true }, record))
  }

  /** Merges a call whose reply was lost with its events, which had been attributed to a call from elsewhere. */
  join(key: string, callId: string): void {
    this.#joinEvents(key, callId)
  }

  /**
   * Adds a call known only by its record, ordered by start time. Without an end in the record its state is unknown.
   * Ignores calls that the user removed, and older calls when the list is full.
   */
  discover(record: CallRecord, nowMs: number): void {
    if (this.#forgotten.has(record.id)) return
    const call = callOfRecord(record, this.#deps.newKey(), nowMs)
    const at = this.#calls.findIndex((other) => other.startedAtMs <= call.startedAtMs)
    if (at < 0 && this.#calls.length >= maxCalls) return
    this.#calls = bounded(at < 0 ? [...this.#calls, call] : this.#calls.toSpliced(at, 0, call))
    if (this.#calls.includes(call)) this.#notify({ before: null, after: call })
  }

  markRecord(key: string, status: Call['record']['status']): void {
    this.#change(key, (call) =>
      call.record.status === status ? call : { ...call, record: { ...call.record, status } }
    )
  }

  // The list

  /** Moves the call's times by `byMs`, the error of the clock when they were taken; times from its record stay. */
  redate(key: string, byMs: number): void {
    this.#change(key, (call) => redated(call, byMs))
  }

  /** Removes the ended calls, or those that started before a time (epoch ms), and returns them, for an undo. */
  forgetEnded(beforeMs = Infinity): Call[] {
    const isForgotten = (call: Call): boolean => !isOpen(call) && call.startedAtMs < beforeMs
    const ended = this.#calls.filter(isForgotten)
    if (ended.length === 0 && beforeMs !== Infinity) return []
    this.#calls = this.#calls.filter((call) => !isForgotten(call))
    for (const { callId } of ended) if (callId !== null) this.#forgotten.add(callId)
    for (const id of [...this.#forgotten].slice(0, -maxCalls)) this.#forgotten.delete(id)
    this.#notify(null)
    return ended
  }

  #notify(change: CallChange | null): void {
    for (const listener of this.#listeners) listener(change)
  }

  #add(call: Call): Call {
    this.#calls = bounded([call, ...this.#calls])
    this.#notify({ before: null, after: call })
    return call
  }

  #change(key: string, move: (call: Call) => Call): void {
    const at = this.#calls.findIndex((call) => call.key === key)
    const before = this.#calls[at]
    if (before === undefined) return
    const after = move(before)
    if (after === before) return
    this.#calls = this.#calls.with(at, after)
    this.#notify({ before, after })
  }

  /** Moves the events of call `callId`, which had been attributed to a call from elsewhere, to call `key`. */
  #joinEvents(key: string, callId: string): boolean {
    const twin = this.#calls.find((call) => call.callId === callId && call.key !== key)
    if (twin === undefined) return false
    this.#calls = this.#calls.filter((call) => call.key !== twin.key)
    this.#change(key, (call) => withEventsOf(call, twin))
    return true
  }
}

/** Creates the empty call list of one account. */
export const createCallList = (deps: CallListDeps): CallList => new CallList(deps)
