import type { CallOutcome } from '../../../shared/calls/steps'
import type { HoldReason } from '../../../shared/work-lists/limits'
import type { StateStore } from '../../platform/state-store'

/** Without a key or mouse for this long the user may be away, in ms. */
export const idleMs = 120_000

/** Failures of the desk phone in a row after which automatic mode is held. */
const phoneFailures = 2

/** True for reasons that end by themselves, after which a countdown starts again. */
export const isPassing = (reason: HoldReason): boolean => reason === 'typing' || reason === 'question'

/** What the user is doing, as far as the computer knows. */
export interface Presence {
  isLocked(): boolean
  /** Time since the last key or mouse event, in ms. */
  idleMs(): number
}

/** What keeps automatic mode from calling. Most reasons stay until the user continues. */
export class HoldConditions {
  readonly #state: StateStore
  readonly #presence: Presence
  #kept: HoldReason | null = null
  #isTyping = false
  #isWindowVisible = false
  #phoneFailures = 0

  constructor(state: StateStore, presence: Presence) {
    this.#state = state
    this.#presence = presence
  }

  /** Why no call may start now, kept reasons first; null: nothing. */
  reason(): HoldReason | null {
    return this.#kept ?? this.outside() ?? this.#passing()
  }

  /** Like {@link reason}, when a countdown starts or ends: then the user must be at the computer. */
  reasonForCountdown(): HoldReason | null {
    const reason = this.reason()
    return reason === null && this.#presence.idleMs() >= idleMs ? 'idle' : reason
  }

  /** The reasons that don't come from the run's own call or question. */
  outside(): HoldReason | null {
    if (this.#presence.isLocked()) return 'screen-locked'
    if (!this.#isWindowVisible) return 'window-hidden'
    if (this.#state.get('line').kind !== 'live') return 'line-lost'
    return this.#phoneFailures >= phoneFailures ? 'desk-phone' : null
  }

  /** Keeps a reason until `release`; the reasons that pass by themselves aren't kept. */
  keep(reason: HoldReason): void {
    if (!isPassing(reason)) this.#kept ??= reason
  }

  /** The user calls: what was kept is over. */
  release(): void {
    this.#kept = null
  }

  /** The user continues, whatever happened. */
  reset(): void {
    this.#kept = null
    this.#phoneFailures = 0
  }

  setTyping(isTyping: boolean): void {
    this.#isTyping = isTyping
  }

  setWindowVisible(isVisible: boolean): void {
    this.#isWindowVisible = isVisible
    // The page that was typed in is gone.
    if (!isVisible) this.#isTyping = false
  }

  /** A call of the run has ended. */
  onEnded(outcome: CallOutcome | null): void {
    this.#phoneFailures = outcome === 'phone-failed' ? this.#phoneFailures + 1 : 0
  }

  #passing(): HoldReason | null {
    const { kind } = this.#state.get('prompt')
    if (this.#state.get('calls').some(({ step }) => step !== 'ended')) return 'busy'
    if (kind !== 'none' && kind !== 'no-number' && kind !== 'refused') return 'question'
    return this.#isTyping ? 'typing' : null
  }
}
