import type { Result } from '../../../shared/platform/result'
import { failed, succeeded } from '../../../shared/platform/result'
import type { AppError } from '../../../shared/platform/schema'
import type { HoldReason } from '../../../shared/work-lists/limits'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import type { Countdown, CountdownEnd } from './countdown'
import { isPassing } from './hold-conditions'
import type { RunCalls } from './run-calls'
import type { RunContext } from './run-context'

const done = succeeded(undefined)
const noRun = failed({ code: 'work-list-gone' })

/** The countdown to the next call, and what holds it. */
export class AutomaticMode {
  readonly #context: RunContext
  readonly #countdown: Countdown
  readonly #calls: Pick<RunCalls, 'current' | 'cancelUnrequested' | 'isAsked'>

  constructor(
    context: RunContext,
    parts: { countdown: Countdown; calls: Pick<RunCalls, 'current' | 'cancelUnrequested' | 'isAsked'> }
  ) {
    this.#context = context
    this.#countdown = parts.countdown
    this.#calls = parts.calls
  }

  // Commands

  hold(): Result<undefined> {
    if (this.#context.view.run === null) return noRun
    this.holdBy('user')
    return done
  }

  resume(): Result<undefined> {
    const { view, holds, moves } = this.#context
    const { run } = view
    if (run === null) return noRun
    holds.reset()
    if (run.phase.kind === 'ready' && run.entry !== null) moves.present(run.entry, true)
    return done
  }

  setAutomatic(isAutomatic: boolean): Result<undefined> {
    const { view, moves } = this.#context
    const { run } = view
    if (run === null) return noRun
    view.set({ isAutomatic })
    if (run.phase.kind === 'countdown' && !isAutomatic) moves.present(run.entry, false)
    else if (run.phase.kind === 'ready') this.resume()
    return done
  }

  setTyping(isTyping: boolean): Result<undefined> {
    this.#context.holds.setTyping(isTyping)
    this.onConditions()
    return done
  }

  setWindowVisible(isVisible: boolean): void {
    this.#context.holds.setWindowVisible(isVisible)
    this.onConditions()
  }

  onPresence(change: 'lock' | 'unlock' | 'sleep'): void {
    if (change === 'sleep' && this.#isCounting()) this.holdBy('asleep')
    else this.onConditions()
  }

  // Events

  /** An entry is presented: starts a countdown (only if `isAdvance`), or waits for the user. */
  onPresented(entry: WorkEntry, isAdvance: boolean, error: AppError | null): void {
    const { view, holds } = this.#context
    const isOn = view.run?.isAutomatic === true && entry.state !== 'unsure'
    const reason = isOn ? (isAdvance ? holds.reasonForCountdown() : holds.reason()) : null
    if (reason !== null && isAdvance) holds.keep(reason)
    if (isOn && isAdvance && reason === null && error === null) this.#startCountdown(entry)
    else view.set({ phase: { kind: 'ready', heldBy: reason, error } })
  }

  /** The line, a prompt, a call or the user's presence has changed. */
  onConditions(): void {
    const { view, holds, moves } = this.#context
    const { run } = view
    if (run === null || !run.isAutomatic) return
    if (run.phase.kind === 'countdown') {
      const reason = holds.reason()
      if (reason !== null) this.holdBy(reason)
      return
    }
    const call = this.#calls.current
    if (call?.isAutomatic === true && !call.isRequested && !this.#calls.isAsked()) {
      const reason = holds.outside()
      if (reason !== null) this.holdBy(reason)
      return
    }
    if (run.phase.kind !== 'ready' || run.phase.heldBy === null) return
    const reason = holds.reason()
    const wasPassing = isPassing(run.phase.heldBy)
    if (reason === null && wasPassing && run.phase.error === null) moves.present(run.entry, true)
    else if (reason !== run.phase.heldBy) view.set({ phase: { ...run.phase, heldBy: reason } })
  }

  /** Nothing is called any more until the user continues; a request that was sent can't be stopped. */
  holdBy(reason: HoldReason): void {
    const { view, holds, moves } = this.#context
    holds.keep(reason)
    if (this.#calls.cancelUnrequested()) return
    const { run } = view
    if (run?.phase.kind === 'countdown') moves.present(run.entry, false)
    else if (run?.phase.kind === 'ready' && run.isAutomatic) {
      view.set({ phase: { ...run.phase, heldBy: holds.reason() } })
    }
  }

  #startCountdown(entry: WorkEntry): void {
    const { deps, view } = this.#context
    const { countdownMs } = deps.state.get('settings').workLists
    const times = this.#countdown.start(countdownMs, (end) => this.#onCountdown(end, entry))
    view.set({ phase: { kind: 'countdown', ...times } })
  }

  #onCountdown(end: CountdownEnd, entry: WorkEntry): void {
    const { run } = this.#context.view
    // Never without a countdown that the user could see.
    if (run?.phase.kind !== 'countdown' || run.entry?.id !== entry.id) return
    const reason = end === 'asleep' ? end : this.#context.holds.reasonForCountdown()
    if (reason === null) this.#context.moves.dial(entry, true)
    else this.holdBy(reason)
  }

  /** True while a call would start without another key. */
  #isCounting(): boolean {
    const { current } = this.#calls
    return this.#countdown.isRunning || (current?.isAutomatic === true && !current.isRequested)
  }
}
