import type { Call } from '../../shared/calls/schema'
import type { CallbackWhen } from '../../shared/callbacks/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { AppError } from '../../shared/platform/schema'
import type { HoldReason } from '../../shared/work-lists/limits'
import type { WorkEntry, WorkRun } from '../../shared/work-lists/schema'
import { dueTimeOf } from '../callbacks/due-time'
import { isDoubtful, matchClaimed } from './claimed-entries'
import { Countdown, type CountdownEnd } from './countdown'
import { EntryUpdates } from './entry-updates'
import { HoldConditions, isPassing } from './hold-conditions'
import { RunSteps, type StepResult } from './run-steps'
import { RunView } from './run-view'
import { WorkCall, type WorkCallEnd } from './work-call'
import type { WorkRunDeps } from './work-run-ports'

/** The longest wait for a due entry, in ms: a jump of the wall clock is noticed after it at the latest. */
const longestWaitMs = 30_000

/** How long to wait for an entry; both in epoch ms. */
const waitFor = (dueAtMs: number, atMs: number): number =>
  Math.min(Math.max(0, dueAtMs - atMs), longestWaitMs)

const changed = failed({ code: 'work-entry-changed' })
const noRun = failed({ code: 'work-list-gone' })
const done = succeeded(undefined)

/** Working through the work lists of the signed-in account, one list and one entry at a time. */
export interface AccountWorkRun {
  /** Resolves once the entries whose calls were interrupted are matched and the last list is on the screen again. */
  readonly restored: Promise<void>
  start(listId: string): Result<undefined>
  stop(): Result<undefined>
  call(entry: number): Result<undefined>
  hold(): Result<undefined>
  resume(): Result<undefined>
  setAutomatic(isAutomatic: boolean): Result<undefined>
  setTyping(isTyping: boolean): Result<undefined>
  skip(entry: number): Promise<Result<undefined>>
  later(entry: number, when: CallbackWhen): Promise<Result<undefined>>
  finish(entry: number, result: string | null): Promise<Result<undefined>>
  again(entry: number): Promise<Result<undefined>>
  undo(): Promise<Result<undefined>>
  retry(): Result<undefined>
  /** The window of work lists was shown, or is hidden, minimised or closed. */
  setWindowVisible(isVisible: boolean): void
  /** The screen was locked or unlocked, or the computer sleeps or woke up. */
  onPresence(change: 'lock' | 'unlock' | 'sleep'): void
  close(): void
}

class ListRun implements AccountWorkRun {
  readonly restored: Promise<void>
  readonly #deps: WorkRunDeps
  readonly #view: RunView
  readonly #holds: HoldConditions
  readonly #countdown: Countdown
  readonly #steps: RunSteps
  readonly #updates: EntryUpdates
  readonly #off: () => void
  /** Grows with each change of the phase: a reply for an earlier one is dropped. */
  #turn = 0
  /** The intent to call the entry, until it has ended. */
  #call: WorkCall | null = null
  /** The keys of all intents that have not ended. */
  readonly #inFlight = new Set<string>()
  /** The result of the call when its wrap-up began, or last. */
  #seenResult: string | null = null
  #cancelWait: (() => void) | null = null
  #revision: number
  #isClosed = false

  constructor(deps: WorkRunDeps) {
    const { state, store } = deps
    this.#deps = deps
    this.#view = new RunView(state)
    this.#holds = new HoldConditions(state, deps.presence)
    this.#countdown = new Countdown(deps.clock)
    this.#steps = new RunSteps(deps)
    this.#updates = new EntryUpdates(state, store)
    this.#revision = state.get('workLists').revision
    this.#off = state.onChange((topic) => {
      if (topic === 'calls' || topic === 'wrapUps') this.#updates.follow()
      if (topic === 'calls') this.#follow()
      if (topic === 'wrapUps' || topic === 'callbacks') this.#onWrapUp()
      if (topic === 'calls' || topic === 'line' || topic === 'prompt') this.#onConditions()
      if (topic === 'workLists') this.#onLists()
    })
    this.restored = this.#restore()
  }

  // Commands

  start(listId: string): Result<undefined> {
    const run = this.#view.run
    if (run?.listId === listId && run.phase.kind !== 'finished') return done
    const { lists } = this.#deps.state.get('workLists')
    if (lists !== null && lists.every(({ id, state }) => id !== listId || state === 'archived')) return noRun
    this.#leave()
    this.#deps.file.write({ listId })
    this.#view.begin(listId, this.#deps.state.get('settings').workLists.isAutomatic)
    void this.#open(listId)
    return done
  }

  stop(): Result<undefined> {
    this.#leave()
    this.#deps.file.write(null)
    return done
  }

  call(entry: number): Result<undefined> {
    const run = this.#presented(entry)
    if (run === null) return changed
    this.#holds.release()
    this.#dial(run.entry, false)
    return done
  }

  hold(): Result<undefined> {
    if (this.#view.run === null) return noRun
    this.#holdBy('user')
    return done
  }

  resume(): Result<undefined> {
    const run = this.#view.run
    if (run === null) return noRun
    this.#holds.reset()
    if (run.phase.kind === 'ready' && run.entry !== null) this.#present(run.entry, true)
    return done
  }

  setAutomatic(isAutomatic: boolean): Result<undefined> {
    const { run } = this.#view
    if (run === null) return noRun
    this.#view.set({ isAutomatic })
    if (run.phase.kind === 'countdown' && !isAutomatic) this.#present(run.entry, false)
    else if (run.phase.kind === 'ready') this.resume()
    return done
  }

  setTyping(isTyping: boolean): Result<undefined> {
    this.#holds.setTyping(isTyping)
    this.#onConditions()
    return done
  }

  async skip(entry: number): Promise<Result<undefined>> {
    const wrapUp = this.#wrappedUp(entry)
    const run = wrapUp ?? this.#presented(entry)
    if (run === null) return changed
    return this.#step(run.entry, () =>
      this.#steps.settle(run.listId, run.entry, { kind: 'skipped' }, wrapUp?.callKey ?? null)
    )
  }

  async later(entry: number, when: CallbackWhen): Promise<Result<undefined>> {
    const wrapUp = this.#wrappedUp(entry)
    const run = wrapUp ?? this.#presented(entry)
    if (run === null) return changed
    const { clock, timeZone } = this.#deps
    const due = dueTimeOf(when, clock.now(), timeZone())
    if (!due.ok) return due
    return this.#step(run.entry, () =>
      wrapUp === null
        ? this.#steps.settle(
            run.listId,
            run.entry,
            { kind: 'later', dueAtMs: due.value.dueAtMs, isRetry: false },
            null
          )
        : this.#steps.callBack(wrapUp, when, due.value.dueAtMs)
    )
  }

  async finish(entry: number, result: string | null): Promise<Result<undefined>> {
    const wrapUp = this.#wrappedUp(entry)
    if (wrapUp !== null) {
      const chosen = this.#steps.wrapUpOf(wrapUp.callKey)?.result ?? result
      if (this.#steps.needsTime(wrapUp, chosen)) return failed({ code: 'callback-time-invalid' })
      return this.#step(wrapUp.entry, () => this.#steps.applyResult(wrapUp, chosen))
    }
    const run = this.#presented(entry)
    if (run?.entry.state !== 'unsure' || run.entry.callKey === null) return changed
    const unsure = { ...run, callKey: run.entry.callKey }
    if (this.#steps.needsTime(unsure, result)) return failed({ code: 'callback-time-invalid' })
    return this.#step(run.entry, () => this.#steps.applyResult(unsure, result))
  }

  async again(entry: number): Promise<Result<undefined>> {
    const wrapUp = this.#wrappedUp(entry)
    if (wrapUp === null) return changed
    const dueAtMs = this.#deps.clock.now()
    return this.#step(
      wrapUp.entry,
      () =>
        this.#steps.settle(
          wrapUp.listId,
          wrapUp.entry,
          { kind: 'later', dueAtMs, isRetry: false },
          wrapUp.callKey
        ),
      true
    )
  }

  async undo(): Promise<Result<undefined>> {
    const run = this.#view.run
    if (run === null) return noRun
    const { kind } = run.phase
    if (run.last === null || kind === 'starting' || kind === 'calling' || kind === 'wrap-up') return changed
    if (kind === 'loading') return changed
    const turn = this.#load(null)
    const undone = await this.#steps.undo()
    if (turn !== this.#turn) return done
    if (!undone.ok) {
      this.#fail(undone.error)
      return undone
    }
    this.#holds.keep('user')
    this.#view.set({ last: null })
    const { value: entry } = undone
    if (entry.state === 'calling' && entry.callKey !== null) this.#followCall(entry, entry.callKey)
    else this.#present(entry, false)
    return done
  }

  retry(): Result<undefined> {
    const run = this.#view.run
    if (run?.phase.kind !== 'failed') return changed
    void this.#open(run.listId)
    return done
  }

  setWindowVisible(isVisible: boolean): void {
    this.#holds.setWindowVisible(isVisible)
    this.#onConditions()
  }

  onPresence(change: 'lock' | 'unlock' | 'sleep'): void {
    if (change === 'sleep' && this.#isCounting()) this.#holdBy('asleep')
    else this.#onConditions()
  }

  close(): void {
    this.#leave()
    this.#isClosed = true
    this.#off()
  }

  // Start

  async #restore(): Promise<void> {
    const { file, state } = this.#deps
    const found = await this.#matchClaimed()
    const kept = file.read()
    if (kept === null || this.#isClosed || this.#view.run !== null) return
    this.#view.begin(kept.listId, state.get('settings').workLists.isAutomatic)
    this.#holds.keep('user')
    if (found.ok) this.#resumeOrLoad(kept.listId, found.value)
    else this.#fail(found.error)
  }

  #matchClaimed(only: string | null = null) {
    const { store, state } = this.#deps
    return matchClaimed(store, state.get('calls'), (key) => this.#inFlight.has(key), only)
  }

  /** Takes up a call of the list that wasn't wrapped up, else the next entry. */
  async #open(listId: string): Promise<void> {
    const turn = this.#load(null)
    const found = await this.#matchClaimed()
    if (turn !== this.#turn) return
    if (found.ok) this.#resumeOrLoad(listId, found.value)
    else this.#fail(found.error)
  }

  #resumeOrLoad(
    listId: string,
    found: readonly { listId: string; entry: WorkEntry; callKey: string }[]
  ): void {
    const one = found.find((each) => each.listId === listId)
    if (one === undefined) void this.#next(false)
    else this.#followCall(one.entry, one.callKey)
  }

  /** Leaves the list; an intent that isn't requested yet is dropped. */
  #leave(): void {
    this.#turn += 1
    this.#countdown.cancel()
    this.#cancelWait?.()
    this.#cancelWait = null
    const call = this.#call
    this.#call = null
    call?.cancel()
    if (call?.isRequested === false && this.#isAsked()) this.#deps.cancelDial()
    this.#holds.reset()
    this.#steps.forget()
    this.#view.clear()
  }

  // The next entry

  /** Shows that an entry is being read; `entry`: the one that is expected. */
  #load(entry: WorkEntry | null): number {
    this.#countdown.cancel()
    this.#view.set({ entry, next: null, phase: { kind: 'loading' } })
    return (this.#turn += 1)
  }

  /** Reads the next entry. `isAdvance`: the user has just finished one, so a countdown may start. */
  async #next(isAdvance: boolean, isQuiet = false): Promise<void> {
    const run = this.#view.run
    if (run === null) return
    const turn = isQuiet ? (this.#turn += 1) : this.#load(run.next)
    this.#cancelWait?.()
    this.#cancelWait = null
    const { store, clock } = this.#deps
    const reply = await store.next({ listId: run.listId, nowMs: clock.now(), except: [] })
    if (turn !== this.#turn) return
    if (!reply.ok) this.#fail(reply.error)
    else if (reply.value.entry !== null) this.#present(reply.value.entry, isAdvance)
    else await this.#takeUp(run.listId, reply.value.nextDueAtMs)
  }

  /** Nothing is due: takes up a call that the user left without wrapping it up, else waits. */
  async #takeUp(listId: string, nextDueAtMs: number | null): Promise<void> {
    const turn = this.#turn
    // Only this list: what is stored of another one would be a change to follow, again and again.
    const found = await this.#matchClaimed(listId)
    if (turn !== this.#turn) return
    const one = found.ok ? found.value.find((each) => each.listId === listId) : undefined
    if (!found.ok) this.#fail(found.error)
    else if (one === undefined) this.#wait(nextDueAtMs)
    else this.#followCall(one.entry, one.callKey)
  }

  #wait(nextDueAtMs: number | null): void {
    const { clock, file } = this.#deps
    if (nextDueAtMs === null) {
      file.write(null)
      this.#view.set({ entry: null, next: null, phase: { kind: 'finished' } })
      return
    }
    this.#view.set({ entry: null, next: null, phase: { kind: 'waiting', nextDueAtMs } })
    this.#cancelWait = clock.after(waitFor(nextDueAtMs, clock.now()), () => void this.#next(false, true))
  }

  /** Presents an entry. `isAdvance`: a countdown may start. */
  #present(entry: WorkEntry | null, isAdvance: boolean, error: AppError | null = null): void {
    const run = this.#view.run
    if (run === null || entry === null) return
    this.#turn += 1
    this.#countdown.cancel()
    this.#view.set({ entry })
    void this.#prefetch(entry)
    if (this.#deps.file.read()?.listId !== run.listId) this.#deps.file.write({ listId: run.listId })
    const isOn = run.isAutomatic && entry.state !== 'unsure'
    const reason = isOn ? (isAdvance ? this.#holds.reasonForCountdown() : this.#holds.reason()) : null
    if (reason !== null && isAdvance) this.#holds.keep(reason)
    if (isOn && isAdvance && reason === null && error === null) this.#startCountdown(entry)
    else this.#view.set({ phase: { kind: 'ready', heldBy: reason, error } })
  }

  async #prefetch(entry: WorkEntry): Promise<void> {
    const run = this.#view.run
    if (run === null) return
    const { store, clock } = this.#deps
    const reply = await store.next({ listId: run.listId, nowMs: clock.now(), except: [entry.id] })
    const current = this.#view.run
    if (current?.listId === run.listId && current.entry?.id === entry.id) {
      this.#view.set({ next: reply.ok ? reply.value.entry : null })
    }
  }

  #fail(error: AppError): void {
    this.#turn += 1
    this.#countdown.cancel()
    if (error.code === 'work-list-gone') this.stop()
    else this.#view.set({ phase: { kind: 'failed', error } })
  }

  // Countdown and holds

  #startCountdown(entry: WorkEntry): void {
    const { countdownMs } = this.#deps.state.get('settings').workLists
    const times = this.#countdown.start(countdownMs, (end) => this.#onCountdown(end, entry))
    this.#view.set({ phase: { kind: 'countdown', ...times } })
  }

  #onCountdown(end: CountdownEnd, entry: WorkEntry): void {
    const reason = end === 'asleep' ? end : this.#holds.reasonForCountdown()
    if (reason === null) this.#dial(entry, true)
    else this.#holdBy(reason)
  }

  /** True while a call would start without another key. */
  #isCounting(): boolean {
    return this.#countdown.isRunning || (this.#call?.isAutomatic === true && !this.#call.isRequested)
  }

  #holdBy(reason: HoldReason): void {
    this.#holds.keep(reason)
    const call = this.#call
    if (call !== null && !call.isRequested) {
      call.cancel()
      if (this.#isAsked()) this.#deps.cancelDial()
      return
    }
    const { run } = this.#view
    if (run?.phase.kind === 'countdown') this.#present(run.entry, false)
    else if (run?.phase.kind === 'ready' && run.isAutomatic) {
      this.#view.set({ phase: { ...run.phase, heldBy: this.#holds.reason() } })
    }
  }

  /** True while a question about the run's own call is shown. */
  #isAsked(): boolean {
    const prompt = this.#deps.state.get('prompt')
    return prompt.kind !== 'none' && prompt.source === 'work-list'
  }

  /** The line, a prompt, a call or the user's presence has changed. */
  #onConditions(): void {
    const { run } = this.#view
    if (run === null || !run.isAutomatic) return
    if (run.phase.kind === 'countdown') {
      const reason = this.#holds.reason()
      if (reason !== null) this.#holdBy(reason)
      return
    }
    const call = this.#call
    if (call?.isAutomatic === true && !call.isRequested && !this.#isAsked()) {
      const reason = this.#holds.outside()
      if (reason !== null) this.#holdBy(reason)
      return
    }
    if (run.phase.kind !== 'ready' || run.phase.heldBy === null) return
    const reason = this.#holds.reason()
    const wasPassing = isPassing(run.phase.heldBy)
    if (reason === null && wasPassing && run.phase.error === null) this.#present(run.entry, true)
    else if (reason !== run.phase.heldBy) this.#view.set({ phase: { ...run.phase, heldBy: reason } })
  }

  // The call

  #dial(entry: WorkEntry, isAutomatic: boolean): void {
    const { run } = this.#view
    if (run === null) return
    const { state, store, clock } = this.#deps
    this.#turn += 1
    this.#countdown.cancel()
    const what = { listId: run.listId, entry, key: this.#deps.newKey(), isAutomatic }
    const call: WorkCall = new WorkCall(what, {
      store,
      nowMs: () => clock.now(),
      callIdOf: (key) => state.get('calls').find((one) => one.key === key)?.callId ?? null,
      onEnd: (end) => this.#onCallEnd(call, end)
    })
    this.#call = call
    this.#inFlight.add(call.key)
    this.#view.set({ phase: { kind: 'starting' } })
    this.#deps.dial(call.dial())
  }

  #onCallEnd(call: WorkCall, end: WorkCallEnd): void {
    this.#inFlight.delete(call.key)
    if (this.#call !== call) {
      // The list was left and taken up again meanwhile: the call may be all that is left of it.
      const run = this.#view.run
      const isIdle = run?.phase.kind === 'waiting' || run?.phase.kind === 'finished'
      if (isIdle && run.listId === call.listId) void this.#next(false, true)
      return
    }
    this.#call = null
    if (end.kind === 'follow') this.#followCall(call.entry, call.key)
    else if (end.kind === 'not-stored') this.#fail(end.error)
    else if (end.error?.code === 'work-list-gone') this.#fail(end.error)
    else if (end.error?.code === 'work-entry-changed') void this.#next(false)
    else if (end.error?.code === 'do-not-call') {
      void this.#step(call.entry, () => this.#steps.settle(call.listId, call.entry, { kind: 'never' }, null))
    } else {
      this.#holds.keep(end.error === null ? 'user' : 'call-failed')
      // The claim was released: the entry is as it was.
      this.#present(call.entry, false, end.error)
    }
  }

  #callOf(key: string): Call | null {
    return this.#deps.state.get('calls').find((call) => call.key === key) ?? null
  }

  #followCall(entry: WorkEntry, callKey: string): void {
    this.#turn += 1
    this.#countdown.cancel()
    this.#view.set({ entry: { ...entry, state: 'calling', callKey }, phase: { kind: 'calling', callKey } })
    this.#follow()
  }

  #follow(): void {
    const { run } = this.#view
    if (run?.entry == null) return
    const { phase } = run
    if (phase.kind !== 'calling') {
      const key = this.#call?.key
      // Requested: its steps are shown from now on.
      if (phase.kind === 'starting' && key !== undefined && this.#callOf(key) !== null) {
        this.#view.set({ phase: { kind: 'calling', callKey: key } })
      }
      return
    }
    // Until the intent has ended, a call that was refused is released there.
    if (this.#call !== null) return
    const call = this.#callOf(phase.callKey)
    if (call !== null && call.step !== 'ended') {
      this.#steps.acceptLate({ listId: run.listId, entry: run.entry, callKey: phase.callKey }, call)
      return
    }
    if (call?.outcome === 'refused' || (call !== null && isDoubtful(call))) {
      void this.#open(run.listId)
      return
    }
    if (call !== null) this.#holds.onEnded(call.outcome)
    this.#seenResult = this.#steps.wrapUpOf(phase.callKey)?.result ?? null
    this.#view.set({ phase: { kind: 'wrap-up', callKey: phase.callKey } })
    void this.#prefetch(run.entry)
  }

  // Wrap-up

  /** Moves on when the user chooses a result during the wrap-up, and its time if it needs one. */
  #onWrapUp(): void {
    const { run } = this.#view
    if (run?.entry == null || run.phase.kind !== 'wrap-up') return
    const { callKey } = run.phase
    const result = this.#steps.wrapUpOf(callKey)?.result ?? null
    const wrapUp = { listId: run.listId, entry: run.entry, callKey }
    const isNew = result !== this.#seenResult
    this.#seenResult = result
    const hasTime = this.#steps.hasNewTime(wrapUp, result)
    if (result === null || (!isNew && !hasTime) || this.#steps.needsTime(wrapUp, result)) return
    void this.#step(run.entry, () => this.#steps.applyResult(wrapUp, result))
  }

  /** Carries out a step of an entry, then presents the next one, or the same one (`isSame`). */
  async #step(
    entry: WorkEntry,
    settle: () => Promise<StepResult>,
    isSame = false
  ): Promise<Result<undefined>> {
    const before = this.#view.run
    const turn = this.#load(isSame ? entry : (before?.next ?? null))
    const settled = await settle()
    if (turn !== this.#turn) return done
    if (!settled.ok) {
      const { code } = settled.error
      if (code === 'work-entry-changed') void this.#next(false)
      // Nothing was stored, and the user can choose another time.
      else if (before !== null && code.startsWith('callback'))
        this.#view.set({ entry: before.entry, phase: before.phase })
      else this.#fail(settled.error)
      return settled
    }
    const { number, name, state, result, dueAtMs } = settled.value
    this.#view.set({ last: isSame ? null : { number, name, state, result, dueAtMs } })
    if (isSame) this.#present(settled.value, true)
    else await this.#next(true)
    return done
  }

  /** The presented entry, if it is `entry` and can be called now. */
  #presented(entry: number): { listId: string; entry: WorkEntry } | null {
    const run = this.#view.run
    if (run?.entry?.id !== entry) return null
    const { kind } = run.phase
    return kind === 'ready' || kind === 'countdown' ? { listId: run.listId, entry: run.entry } : null
  }

  #wrappedUp(entry: number): { listId: string; entry: WorkEntry; callKey: string } | null {
    const run = this.#view.run
    if (run?.entry?.id !== entry || run.phase.kind !== 'wrap-up') return null
    return { listId: run.listId, entry: run.entry, callKey: run.phase.callKey }
  }

  // Changes of the lists

  #onLists(): void {
    const run = this.#view.run
    const { lists, revision } = this.#deps.state.get('workLists')
    const isNew = revision !== this.#revision
    this.#revision = revision
    if (run === null || lists === null) return
    const list = lists.find(({ id }) => id === run.listId)
    if (list === undefined || list.state === 'archived') this.stop()
    else if (isNew) void this.#check(run)
  }

  /** Follows a change of the presented entry that wasn't made here. */
  async #check({ listId, entry, phase }: NonNullable<WorkRun>): Promise<void> {
    if (phase.kind === 'waiting' || phase.kind === 'finished') {
      await this.#next(false, true)
      return
    }
    if (entry === null || (phase.kind !== 'ready' && phase.kind !== 'countdown')) return
    const turn = this.#turn
    const reply = await this.#deps.store.get({ listId, id: entry.id })
    if (turn !== this.#turn) return
    const { kind } = this.#view.run?.phase ?? { kind: null }
    if (kind !== 'ready' && kind !== 'countdown') return
    if (!reply.ok) this.#fail(reply.error)
    else if (['open', 'later', 'unsure'].includes(reply.value.state)) this.#view.setEntry(reply.value)
    else void this.#next(false)
  }
}

/** Opens the work on the lists of an account. */
export const openWorkRun = (deps: WorkRunDeps): AccountWorkRun => new ListRun(deps)
