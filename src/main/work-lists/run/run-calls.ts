import type { Call } from '../../../shared/calls/schema'
import { isUnresolved } from '../../../shared/calls/unresolved'
import { succeeded, type Result } from '../../../shared/platform/result'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import { isAccepted, isDoubtful, matchClaimed, type FoundEntry } from './claimed-entries'
import type { RunContext } from './run-context'
import { WorkCall, type WorkCallEnd } from './work-call'

/** The calls of a run: from the intent to call the shown entry to the end of its call. */
export class RunCalls {
  readonly #context: RunContext
  /** `onWrapUp`: the call has ended. */
  readonly #onWrapUp: (callKey: string) => void
  #current: WorkCall | null = null
  /** The keys of all intents that have not ended. */
  readonly #inFlight = new Set<string>()

  constructor(context: RunContext, onWrapUp: (callKey: string) => void) {
    this.#context = context
    this.#onWrapUp = onWrapUp
  }

  /** The intent to call the shown entry, until it has ended. */
  get current(): WorkCall | null {
    return this.#current
  }

  /** True while a question about the run's own call is shown. */
  isAsked(): boolean {
    const prompt = this.#context.deps.state.get('prompt')
    return prompt.kind !== 'none' && prompt.source === 'work-list'
  }

  /** Cancels the current intent unless its request is sent; returns true if there was one to cancel. */
  cancelUnrequested(): boolean {
    const call = this.#current
    if (call === null || call.isRequested) return false
    call.cancel()
    if (this.isAsked()) this.#context.deps.cancelDial()
    return true
  }

  /** The list is left: an intent that isn't requested yet is dropped, and any other one is not followed any more. */
  leave(): void {
    const call = this.#current
    this.#current = null
    call?.cancel()
    if (call?.isRequested === false && this.isAsked()) this.#context.deps.cancelDial()
  }

  /** Matches claimed entries to the recent calls; `only`: of this list. */
  matchClaimed(only: string | null = null): Promise<Result<FoundEntry[]>> {
    const { store, state } = this.#context.deps
    return matchClaimed(store, state.get('calls'), (key) => this.#inFlight.has(key), only)
  }

  dial(entry: WorkEntry, isAutomatic: boolean): void {
    const { deps, view, turns } = this.#context
    const { run } = view
    if (run === null) return
    const { state, store, clock } = deps
    turns.begin()
    const what = { listId: run.listId, entry, key: deps.newKey(), isAutomatic }
    const call: WorkCall = new WorkCall(what, {
      store,
      nowMs: () => clock.now(),
      callIdOf: (key) => state.get('calls').find((one) => one.key === key)?.callId ?? null,
      onEnd: (end) => this.#onEnd(call, end)
    })
    this.#current = call
    this.#inFlight.add(call.key)
    view.set({ phase: { kind: 'starting' } })
    deps.dial(call.dial())
  }

  followCall(entry: WorkEntry, callKey: string): void {
    const { view, turns } = this.#context
    turns.begin()
    view.set({ entry: { ...entry, state: 'calling', callKey }, phase: { kind: 'calling', callKey } })
    this.follow()
  }

  /**
   * The user doesn't wait until it is known what became of a call whose reply was lost: its entry becomes `unsure`.
   * Null: the entry has no such call.
   */
  leaveUnresolved(id: number): Promise<Result<undefined>> | null {
    const { run } = this.#context.view
    if (run?.entry?.id !== id || run.phase.kind !== 'calling' || this.#current !== null) return null
    const { callKey } = run.phase
    const call = this.#callOf(callKey)
    if (call === null || !isUnresolved(call)) return null
    return this.#doubt({ listId: run.listId, id, callKey })
  }

  async #doubt(ref: { listId: string; id: number; callKey: string }): Promise<Result<undefined>> {
    const { deps, turns, moves } = this.#context
    const turn = moves.load(this.#context.view.run?.entry ?? null)
    const doubted = await deps.store.doubt(ref)
    if (turn !== turns.current) return succeeded(undefined)
    if (doubted.ok || doubted.error.code === 'work-entry-changed') await moves.next(false)
    else moves.fail(doubted.error)
    return doubted
  }

  /** The recent calls have changed. */
  follow(): void {
    const { view, holds, steps, moves } = this.#context
    const { run } = view
    if (run?.entry == null) return
    const { phase } = run
    if (phase.kind === 'ready' && run.entry.state === 'unsure') {
      this.#followDoubted(run.listId, run.entry)
      return
    }
    if (phase.kind !== 'calling') {
      const key = this.#current?.key
      // Requested: its steps are shown from now on.
      if (phase.kind === 'starting' && key !== undefined && this.#callOf(key) !== null) {
        view.set({ phase: { kind: 'calling', callKey: key } })
      }
      return
    }
    // Until the intent has ended, a call that was refused is released there.
    if (this.#current !== null) return
    const call = this.#callOf(phase.callKey)
    if (call !== null && call.step !== 'ended') {
      steps.acceptLate({ listId: run.listId, entry: run.entry, callKey: phase.callKey }, call)
      return
    }
    if (call?.outcome === 'refused' || (call !== null && isDoubtful(call))) {
      void moves.open(run.listId)
      return
    }
    if (call !== null) holds.onEnded(call.outcome)
    this.#onWrapUp(phase.callKey)
    view.set({ phase: { kind: 'wrap-up', callKey: phase.callKey } })
    void moves.prefetch(run.entry)
  }

  /** An event or a record shows that the call of an `unsure` entry was made: nothing is left to decide. */
  #followDoubted(listId: string, entry: WorkEntry): void {
    const { callKey } = entry
    const call = callKey === null ? null : this.#callOf(callKey)
    if (callKey === null || call === null || !isAccepted(call) || isDoubtful(call)) return
    this.#context.steps.acceptLate({ listId, entry, callKey }, call)
    this.followCall(entry, callKey)
  }

  #onEnd(call: WorkCall, end: WorkCallEnd): void {
    const { view, holds, steps, moves } = this.#context
    this.#inFlight.delete(call.key)
    if (this.#current !== call) {
      // The list was left and taken up again meanwhile: the call may be all that is left of it.
      const { run } = view
      const isIdle = run?.phase.kind === 'waiting' || run?.phase.kind === 'finished'
      if (isIdle && run.listId === call.listId) void moves.next(false, true)
      return
    }
    this.#current = null
    if (end.kind === 'follow') this.followCall(call.entry, call.key)
    else if (end.kind === 'not-stored') moves.fail(end.error)
    else if (end.error?.code === 'work-list-gone') moves.fail(end.error)
    else if (end.error?.code === 'work-entry-changed') void moves.next(false)
    else if (end.error?.code === 'do-not-call') {
      const { possibleAtMs = null } = end.error
      const step =
        possibleAtMs === null
          ? ({ kind: 'never' } as const)
          : ({ kind: 'later', dueAtMs: possibleAtMs, isRetry: false } as const)
      void moves.step(call.entry, () => steps.settle(call.listId, call.entry, step, null))
    } else {
      holds.keep(end.error === null ? 'user' : 'call-failed')
      // The claim was released: the entry is as it was.
      moves.present(call.entry, false, end.error)
    }
  }

  #callOf(key: string): Call | null {
    return this.#context.deps.state.get('calls').find((call) => call.key === key) ?? null
  }
}
