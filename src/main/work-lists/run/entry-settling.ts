import type { CallbackWhen } from '../../../shared/callbacks/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import { dueTimeOf } from '../../callbacks/due-time'
import type { RunContext } from './run-context'
import type { StepResult, WrappedUp } from './run-steps'

const changed = failed({ code: 'work-entry-changed' })
const noRun = failed({ code: 'work-list-gone' })
const done = succeeded(undefined)

/** Moves entries on: by a result, by the user's choice, and back by undo. */
export class EntrySettling {
  readonly #context: RunContext
  /** The result of the call when its wrap-up began, or last. */
  #seenResult: string | null = null

  constructor(context: RunContext) {
    this.#context = context
  }

  // Commands

  async skip(entry: number): Promise<Result<undefined>> {
    const wrapUp = this.#wrappedUp(entry)
    const run = wrapUp ?? this.presented(entry)
    if (run === null) return changed
    const { steps } = this.#context
    return this.step(run.entry, () =>
      steps.settle(run.listId, run.entry, { kind: 'skipped' }, wrapUp?.callKey ?? null)
    )
  }

  async later(entry: number, when: CallbackWhen): Promise<Result<undefined>> {
    const wrapUp = this.#wrappedUp(entry)
    const run = wrapUp ?? this.presented(entry)
    if (run === null) return changed
    const { deps, steps } = this.#context
    const due = dueTimeOf(when, deps.clock.now(), deps.timeZone())
    if (!due.ok) return due
    const { dueAtMs } = due.value
    return this.step(run.entry, () =>
      wrapUp === null
        ? steps.settle(run.listId, run.entry, { kind: 'later', dueAtMs, isRetry: false }, null)
        : steps.callBack(wrapUp, when, dueAtMs)
    )
  }

  async finish(entry: number, result: string | null): Promise<Result<undefined>> {
    const { steps } = this.#context
    const wrapUp = this.#wrappedUp(entry)
    if (wrapUp !== null) {
      const chosen = steps.wrapUpOf(wrapUp.callKey)?.result ?? result
      if (steps.needsTime(wrapUp, chosen)) return failed({ code: 'callback-time-invalid' })
      return this.step(wrapUp.entry, () => steps.applyResult(wrapUp, chosen))
    }
    const run = this.presented(entry)
    if (run?.entry.state !== 'unsure' || run.entry.callKey === null) return changed
    const unsure = { ...run, callKey: run.entry.callKey }
    if (steps.needsTime(unsure, result)) return failed({ code: 'callback-time-invalid' })
    return this.step(run.entry, () => steps.applyResult(unsure, result))
  }

  async again(entry: number): Promise<Result<undefined>> {
    const wrapUp = this.#wrappedUp(entry)
    if (wrapUp === null) return changed
    const { deps, steps } = this.#context
    const step = { kind: 'later', dueAtMs: deps.clock.now(), isRetry: false } as const
    return this.step(
      wrapUp.entry,
      () => steps.settle(wrapUp.listId, wrapUp.entry, step, wrapUp.callKey),
      true
    )
  }

  async undo(): Promise<Result<undefined>> {
    const { view, holds, turns, steps, moves } = this.#context
    const { run } = view
    if (run === null) return noRun
    const { kind } = run.phase
    if (run.last === null || kind === 'starting' || kind === 'calling' || kind === 'wrap-up') return changed
    if (kind === 'loading') return changed
    const turn = moves.load(null)
    const undone = await steps.undo()
    if (turn !== turns.current) return done
    if (!undone.ok) {
      moves.fail(undone.error)
      return undone
    }
    holds.keep('user')
    view.set({ last: null })
    const { value: entry } = undone
    if (entry.state === 'calling' && entry.callKey !== null) moves.followCall(entry, entry.callKey)
    else moves.present(entry, false)
    return done
  }

  // Wrap-up

  /** The wrap-up of a call begins: a result that was chosen before waits for Enter. */
  begin(callKey: string): void {
    this.#seenResult = this.#context.steps.wrapUpOf(callKey)?.result ?? null
  }

  /** Moves on when the user chooses a result during the wrap-up, and its time if it needs one. */
  onWrapUp(): void {
    const { view, steps } = this.#context
    const { run } = view
    if (run?.entry == null || run.phase.kind !== 'wrap-up') return
    const { callKey } = run.phase
    const result = steps.wrapUpOf(callKey)?.result ?? null
    const wrapUp = { listId: run.listId, entry: run.entry, callKey }
    const isNew = result !== this.#seenResult
    this.#seenResult = result
    const hasTime = steps.hasNewTime(wrapUp, result)
    if (result === null || (!isNew && !hasTime) || steps.needsTime(wrapUp, result)) return
    void this.step(run.entry, () => steps.applyResult(wrapUp, result))
  }

  /** See {@link RunContext.moves}. */
  async step(
    entry: WorkEntry,
    settle: () => Promise<StepResult>,
    isSame = false
  ): Promise<Result<undefined>> {
    const { view, turns, moves } = this.#context
    const before = view.run
    const turn = moves.load(isSame ? entry : (before?.next ?? null))
    const settled = await settle()
    if (turn !== turns.current) return done
    if (!settled.ok) {
      const { code } = settled.error
      if (code === 'work-entry-changed') void moves.next(false)
      // Nothing was stored, and the user can choose another time.
      else if (before !== null && code.startsWith('callback'))
        view.set({ entry: before.entry, phase: before.phase })
      else moves.fail(settled.error)
      return settled
    }
    const { number, name, state, result, dueAtMs } = settled.value
    view.set({ last: isSame ? null : { number, name, state, result, dueAtMs } })
    if (isSame) moves.present(settled.value, true)
    else await moves.next(true)
    return done
  }

  /** The presented entry, if it is `entry` and can be called now. */
  presented(entry: number): { listId: string; entry: WorkEntry } | null {
    const { run } = this.#context.view
    if (run?.entry?.id !== entry) return null
    const { kind } = run.phase
    return kind === 'ready' || kind === 'countdown' ? { listId: run.listId, entry: run.entry } : null
  }

  #wrappedUp(entry: number): WrappedUp | null {
    const { run } = this.#context.view
    if (run?.entry?.id !== entry || run.phase.kind !== 'wrap-up') return null
    return { listId: run.listId, entry: run.entry, callKey: run.phase.callKey }
  }
}
