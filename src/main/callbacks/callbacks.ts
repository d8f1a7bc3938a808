import { isDue, isOpen } from '../../shared/callbacks/callbacks'
import type { Callback, CallbackWhen } from '../../shared/callbacks/schema'
import type { Call } from '../../shared/calls/schema'
import { isPauseOn } from '../../shared/calls/notification-pause'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { findNumbers } from '../numbers/number'
import { localEpochs } from '../platform/local-time'
import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { afterCalls, withAttempt, withoutLostCalls } from './attempts'
import { announced, changed, done, hasRoom, inZone, pruned, reopened, type Callbacks } from './callback-list'
import { dueTimeOf } from './due-time'

/**
 * The longest wait, in ms: a jump of the wall clock, a sleep that stopped the monotonic clock and a change of the zone
 * are noticed after it at the latest.
 */
export const longestWaitMs = 30_000

/** How many removed call-backs can be restored. */
const maxRemoved = 20

/** A call that starts within this time after a call-back was called belongs to it, in ms: the user may be asked first. */
const callingMs = 120_000

/** The call-backs of one account, persisted. */
export interface CallbacksFile {
  readonly initial: Callback[]
  write(list: Callback[]): void
  /** Persists pending changes now. */
  flush(): void
}

/** What the user enters for a new call-back. */
interface NewCallback {
  from: { kind: 'call'; key: string } | { kind: 'number'; text: string }
  when: CallbackWhen
  note: string
}

/** The call-backs of the signed-in account. Every change is persisted before the method returns. */
export interface AccountCallbacks {
  add(entered: NewCallback): Result<{ id: string }>
  change(id: string, when: CallbackWhen | null, note: string | null): Result<undefined>
  done(id: string): Result<undefined>
  reopen(id: string): Result<undefined>
  remove(id: string): Result<undefined>
  restore(id: string): Result<undefined>
  /** The number of an open call-back that is about to be called: the next call to it is meant for it. */
  calling(id: string): Result<string>
  /** Announces what is due, now rather than at the next check; for waking up. */
  check(): void
  close(): void
}

interface CallbacksDeps {
  state: StateStore
  clock: Clock
  file: CallbacksFile
  newId: () => string
  /** The computer's current zone (IANA). */
  timeZone: () => string
  /** Shows one notification for all of them; at least one. */
  announce: (due: readonly Callback[]) => void
}

const gone = failed({ code: 'callback-gone' })
const full = failed({ code: 'callbacks-full' })

/** The one number in a text. */
function numberIn(text: string): Result<string> {
  const [number, ...more] = findNumbers(text)
  if (more.length > 0) return failed({ code: 'number-several', field: 'calleeNumber' })
  if (number !== undefined) return succeeded(number.dial)
  return failed({ code: text.trim() === '' ? 'number-missing' : 'number-invalid', field: 'calleeNumber' })
}

class KeptCallbacks implements AccountCallbacks {
  readonly #deps: CallbacksDeps
  readonly #off: () => void
  #list: Callbacks
  #removed: Callback[] = []
  /** The call-back that is being called, until its call starts. */
  #called: { id: string; at: Moment } | null = null
  /** The calls that were being requested when the calls changed last. */
  #requesting: ReadonlySet<string> = new Set()
  #cancelWait: (() => void) | null = null
  /** The zone of the due times; null: they may be of another one. */
  #zone: string | null = null

  constructor(deps: CallbacksDeps) {
    const { state, file } = deps
    this.#deps = deps
    this.#list = file.initial
    const calls = state.get('calls')
    this.#requesting = this.#requestedIn(calls)
    this.#set(afterCalls(withoutLostCalls(this.#list, calls), calls, this.#now()))
    this.#publish()
    this.#off = state.onChange((topic) => {
      if (topic === 'calls') this.#onCalls()
      else if (topic === 'settings') this.check()
    })
    this.check()
  }

  // Commands

  add({ from, when, note }: NewCallback): Result<{ id: string }> {
    const nowMs = this.#now()
    const call =
      from.kind === 'call' ? this.#deps.state.get('calls').find(({ key }) => key === from.key) : undefined
    if (from.kind === 'call' && call === undefined) return failed({ code: 'callback-gone' })
    const number = numberIn(from.kind === 'call' ? (call?.callee ?? '') : from.text)
    if (!number.ok) return number
    const due = dueTimeOf(when, nowMs, this.#deps.timeZone())
    if (!due.ok) return due
    if (!hasRoom(this.#list)) return full
    const added: Callback = {
      id: this.#deps.newId(),
      number: number.value,
      note: note.trim(),
      call: call === undefined ? null : { key: call.key, callId: call.callId },
      createdAtMs: nowMs,
      ...due.value,
      isAnnounced: false,
      closedAtMs: null,
      closedBy: null,
      attempt: null
    }
    this.#apply([...this.#list, added])
    return succeeded({ id: added.id })
  }

  change(id: string, when: CallbackWhen | null, note: string | null): Result<undefined> {
    const due = when === null ? null : dueTimeOf(when, this.#now(), this.#deps.timeZone())
    if (due?.ok === false) return due
    return this.#applyTo(id, changed(this.#list, id, due?.value ?? null, note?.trim() ?? null))
  }

  done(id: string): Result<undefined> {
    return this.#applyTo(id, done(this.#list, id, 'user', this.#now()))
  }

  reopen(id: string): Result<undefined> {
    return hasRoom(this.#list) ? this.#applyTo(id, reopened(this.#list, id)) : full
  }

  remove(id: string): Result<undefined> {
    const removed = this.#find(id)
    if (removed === undefined) return gone
    this.#removed = [...this.#removed, removed].slice(-maxRemoved)
    this.#apply(this.#list.filter((one) => one !== removed))
    return succeeded(undefined)
  }

  restore(id: string): Result<undefined> {
    const removed = this.#removed.find((one) => one.id === id)
    if (removed === undefined) return gone
    if (isOpen(removed) && !hasRoom(this.#list)) return full
    this.#removed = this.#removed.filter((one) => one !== removed)
    const calls = this.#deps.state.get('calls')
    // A call may have ended meanwhile.
    const restored = afterCalls(withoutLostCalls([removed], calls), calls, this.#now())
    this.#apply([...this.#list, ...restored].sort((a, b) => a.createdAtMs - b.createdAtMs))
    return succeeded(undefined)
  }

  calling(id: string): Result<string> {
    const one = this.#find(id)
    if (one === undefined || !isOpen(one)) return gone
    this.#called = { id, at: this.#deps.clock.moment() }
    return succeeded(one.number)
  }

  close(): void {
    this.#off()
    this.#cancelWait?.()
    this.#cancelWait = null
    this.#deps.file.flush()
    this.#deps.state.set('callbacks', [])
  }

  // Time

  check(): void {
    const { state, timeZone, announce } = this.#deps
    const nowMs = this.#now()
    const zone = timeZone()
    if (zone !== this.#zone) this.#set(inZone(this.#list, localEpochs(zone)))
    this.#zone = zone
    const due = this.#list.filter((one) => isDue(one, nowMs) && !one.isAnnounced)
    const pausedUntilMs = state.get('settings').notificationsPausedUntilMs
    const isPaused = isPauseOn(pausedUntilMs, nowMs)
    // While reminders are off, what falls due counts as announced: turning them on doesn't announce it.
    const isReminding = state.get('settings').notifications.callBacks
    if (due.length > 0 && !(isPaused && isReminding)) {
      // Shown first: a program killed in between announces again, rather than never.
      if (isReminding) announce(due)
      this.#set(announced(this.#list, new Set(due.map(({ id }) => id))))
    }
    this.#wait(nowMs, isPaused && isReminding ? pausedUntilMs : null)
  }

  /** `pausedUntilMs`: until when nothing is announced; null: not paused. */
  #wait(nowMs: number, pausedUntilMs: number | null): void {
    this.#cancelWait?.()
    this.#cancelWait = null
    const waiting = this.#list.filter((one) => isOpen(one) && !one.isAnnounced)
    if (waiting.length === 0) return
    const nextMs = Math.max(pausedUntilMs ?? 0, Math.min(...waiting.map(({ dueAtMs }) => dueAtMs)))
    const waitMs = Math.max(0, Math.min(nextMs - nowMs, longestWaitMs))
    this.#cancelWait = this.#deps.clock.after(waitMs, () => this.check())
  }

  // Calls

  #onCalls(): void {
    const calls = this.#deps.state.get('calls')
    const known = this.#requesting
    this.#requesting = this.#requestedIn(calls)
    const nowMs = this.#now()
    let next = this.#list
    for (const call of calls) {
      if (!this.#requesting.has(call.key) || known.has(call.key)) continue
      next = withAttempt(next, call, call.callee, this.#takeCalled(), nowMs)
    }
    this.#apply(afterCalls(next, calls, nowMs))
  }

  /** A call always starts as a request; a call of an earlier run or of another account never is one. */
  #requestedIn(calls: readonly Call[]): ReadonlySet<string> {
    return new Set(
      calls.filter(({ origin, step }) => origin === 'here' && step === 'requesting').map(({ key }) => key)
    )
  }

  #takeCalled(): string | null {
    const called = this.#called
    this.#called = null
    if (called === null || this.#deps.clock.moment().msSince(called.at) > callingMs) return null
    return called.id
  }

  // The list

  #now(): number {
    return this.#deps.clock.now()
  }

  #find(id: string): Callback | undefined {
    return this.#list.find((one) => one.id === id)
  }

  #applyTo(id: string, next: Callbacks): Result<undefined> {
    if (this.#find(id) === undefined) return gone
    this.#apply(next)
    return succeeded(undefined)
  }

  /** Applies a change, and waits for the due times that result. */
  #apply(next: Callbacks): void {
    const before = this.#list
    this.#set(next)
    if (this.#list !== before) this.check()
  }

  #set(next: Callbacks): void {
    const list = pruned(next, this.#now())
    if (list === this.#list) return
    this.#list = list
    this.#deps.file.write([...list])
    this.#deps.file.flush()
    this.#publish()
  }

  #publish(): void {
    this.#deps.state.set('callbacks', [...this.#list])
  }
}

/** Opens the call-backs of an account, and announces what fell due meanwhile. */
export const openCallbacks = (deps: CallbacksDeps): AccountCallbacks => new KeptCallbacks(deps)
