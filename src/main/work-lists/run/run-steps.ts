import { isOpen } from '../../../shared/callbacks/callbacks'
import { callbackLimits } from '../../../shared/callbacks/limits'
import type { Callback, CallbackWhen } from '../../../shared/callbacks/schema'
import type { Call } from '../../../shared/calls/schema'
import { failed, type Result } from '../../../shared/platform/result'
import { nextStepOf } from '../../../shared/work-lists/next-step'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import type { WrapUp } from '../../../shared/wrap-ups/schema'
import { isAccepted } from './claimed-entries'
import { entryCallOf, stepAfter } from './entry-step'
import type { WorkRunDeps } from './work-run-ports'
import type { EntryStep } from './work-run-store'

/** The entry after a step. */
export type StepResult = Result<WorkEntry>

/** An entry whose call is wrapped up. */
export interface WrappedUp {
  listId: string
  entry: WorkEntry
  callKey: string
}

/** What the last step changed, to undo it. */
interface LastStep {
  listId: string
  id: number
  callbackId: string | null
  /** The step's change of the do-not-call list. */
  doNotCall: number | null
}

/** The steps of entries, with what they change elsewhere: call-backs and the do-not-call list. */
export class RunSteps {
  readonly #deps: WorkRunDeps
  #last: LastStep | null = null
  /** The key of the call whose late acceptance was stored. */
  #accepted: string | null = null
  /** The call-back whose time was seen for a call. */
  #seenCallback: string | null = null

  constructor(deps: WorkRunDeps) {
    this.#deps = deps
  }

  /** The last step can't be undone any more. */
  forget(): void {
    this.#last = null
  }

  wrapUpOf(callKey: string): WrapUp | null {
    return this.#deps.state.get('wrapUps').find(({ key }) => key === callKey) ?? null
  }

  /** True if the result needs a time that the user hasn't chosen yet. */
  needsTime({ callKey }: WrappedUp, result: string | null): boolean {
    return this.#isCallBack(result) && this.#callbackOf(callKey) === null
  }

  /** True once, when the user has chosen the time that the result needs. */
  hasNewTime({ callKey }: WrappedUp, result: string | null): boolean {
    const callback = this.#isCallBack(result) ? this.#callbackOf(callKey) : null
    if (callback === null || callback.id === this.#seenCallback) return false
    this.#seenCallback = callback.id
    return true
  }

  /** Applies what follows from a result; a call-back needs its time, see {@link needsTime}. */
  async applyResult(wrapUp: WrappedUp, result: string | null): Promise<StepResult> {
    const { state, clock, doNotCall, neverReason } = this.#deps
    const { listId, entry, callKey } = wrapUp
    const step = stepAfter(result, entry, state.get('settings').workLists, clock.now())
    if (step.kind === 'call-back') {
      const callback = this.#callbackOf(callKey)
      if (callback === null) return failed({ code: 'callback-time-invalid' })
      const later = { kind: 'later', dueAtMs: callback.dueAtMs, isRetry: false } as const
      return this.settle(listId, entry, later, callKey, { result })
    }
    if (step.kind !== 'never') return this.settle(listId, entry, step, callKey, { result })
    // First, so that the number is never callable while its entry says otherwise.
    const added = await doNotCall.add(entry.number, neverReason(result ?? ''))
    if (!added.ok) return added
    return this.settle(listId, entry, step, callKey, { result, doNotCall: added.value.changeId })
  }

  /** Moves an entry to a time after its call, with a reminder if its result is a call-back. */
  async callBack(wrapUp: WrappedUp, when: CallbackWhen, dueAtMs: number): Promise<StepResult> {
    const { listId, entry, callKey } = wrapUp
    const step = { kind: 'later', dueAtMs, isRetry: false } as const
    const kept = this.wrapUpOf(callKey)
    if (!this.#isCallBack(kept?.result ?? null)) return this.settle(listId, entry, step, callKey)
    const isListed = this.#callOf(callKey) !== null
    const from = isListed
      ? ({ kind: 'call', key: callKey } as const)
      : ({ kind: 'number', text: entry.number } as const)
    // The topic `callbacks` changes meanwhile: the step that is being carried out comes first.
    const added = await this.#deps.callbacks.add({
      from,
      when,
      note: (kept?.note ?? '').slice(0, callbackLimits.maxNote)
    })
    if (!added.ok) return added
    return this.settle(listId, entry, step, callKey, { callbackId: added.value.id })
  }

  /** Stores a step; with the call's key, what is known of the call. */
  async settle(
    listId: string,
    entry: WorkEntry,
    step: EntryStep,
    callKey: string | null,
    more: { result?: string | null; callbackId?: string; doNotCall?: number | null } = {}
  ): Promise<StepResult> {
    const { store, clock } = this.#deps
    const known =
      callKey === null ? null : entryCallOf(callKey, this.#callOf(callKey), this.wrapUpOf(callKey))
    const call = known === null ? null : { ...known, result: known.result ?? more.result ?? null }
    const settled = await store.settle({ listId, id: entry.id, step, call, nowMs: clock.now() })
    if (settled.ok) {
      const { callbackId = null, doNotCall = null } = more
      this.#last = { listId, id: entry.id, callbackId, doNotCall }
    }
    return settled
  }

  /** Undoes the last step; returns the entry as it was before. */
  async undo(): Promise<StepResult> {
    const last = this.#last
    const { store, callbacks, doNotCall } = this.#deps
    if (last === null) return failed({ code: 'work-entry-changed' })
    this.#last = null
    const undone = await store.unsettle({ listId: last.listId, id: last.id })
    if (!undone.ok) return undone
    if (last.callbackId !== null) await callbacks.remove(last.callbackId)
    if (last.doNotCall !== null) {
      const listed = await doNotCall.undo(last.doNotCall)
      if (!listed.ok) return listed
    }
    return undone
  }

  /** Counts the attempt of a call whose reply was lost, once events or records show that it was accepted. */
  acceptLate({ listId, entry, callKey }: WrappedUp, call: Call): void {
    if (!isAccepted(call) || this.#accepted === callKey) return
    this.#accepted = callKey
    void this.#deps.store.accepted({ listId, id: entry.id, callKey, callId: call.callId })
  }

  #isCallBack(result: string | null): boolean {
    return nextStepOf(result, this.#deps.state.get('settings').workLists).kind === 'call-back'
  }

  #callbackOf(callKey: string): Callback | null {
    const { state } = this.#deps
    return state.get('callbacks').findLast((one) => one.call?.key === callKey && isOpen(one)) ?? null
  }

  #callOf(callKey: string): Call | null {
    return this.#deps.state.get('calls').find(({ key }) => key === callKey) ?? null
  }
}
