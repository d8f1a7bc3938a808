import type { DialSource } from '../../../shared/dialling/dialling'
import { findNumbers } from '../../numbers/number'

/** An intent of the user, as long as it can still cause a request. */
export interface Intent {
  dials: readonly string[]
  source: DialSource
  atMs: number
  /** Another press for the same numbers, which may call before the pause is over. */
  isRepeated: boolean
  /** Until when it stays valid next to a later intent; a pending press may turn out not to count. */
  untilMs: number
}

/** The intents of a run that can still cause a request, newest first. */
export class WatchedIntents {
  private intents: Intent[] = []

  /** `shown`: the numbers in the visible prompt. */
  constructor(
    private readonly nowMs: () => number,
    private readonly shown: () => string[]
  ) {}

  /** The intents that may cause a request for `dial` now. */
  validFor(dial: string): Intent[] {
    return this.intents.filter((one) => one.dials.includes(dial) && this.nowMs() <= one.untilMs)
  }

  /** True if another press for `dial` may have ended its pause. */
  isRepeated(dial: string): boolean {
    return this.intents.some((one) => one.isRepeated && one.dials.includes(dial))
  }

  clear(): void {
    this.intents = []
  }

  /** No press may end a pause any more. */
  forgetRepeats(): void {
    this.intents = this.intents.map((one) => ({ ...one, isRepeated: false }))
  }

  /** `judgedMs`: how long it may take until this intent definitely counts and voids the former one. */
  want(text: string, intentSource: DialSource, judgedMs = 0): void {
    const dials = findNumbers(text).map((number) => number.dial)
    // The window reports this at its field and has no intent.
    if (intentSource === 'window' && dials.length === 0) return
    // Links are dropped while a question is shown.
    if (intentSource === 'link' && this.shown().length > 0) return
    const isSame = (one: Intent): boolean => one.dials.join() === dials.join()
    const isByKey = intentSource === 'hot-key'
    if (intentSource !== 'window' && this.shown().join() === dials.join()) {
      this.intents = this.intents.map((one) =>
        isSame(one) ? { ...one, untilMs: Infinity, isRepeated: one.isRepeated || isByKey } : one
      )
      return
    }
    const intent: Intent = {
      dials,
      source: intentSource,
      atMs: this.nowMs(),
      isRepeated: isByKey && this.intents.some(isSame),
      untilMs: Infinity
    }
    const untilMs = this.nowMs() + judgedMs
    const stillOpen = this.intents.map((one) => ({ ...one, untilMs: Math.min(one.untilMs, untilMs) }))
    this.intents = judgedMs > 0 ? [intent, ...stillOpen] : [intent]
  }

  /** Intents that may have been replaced were not: all of them, or those for one of `dials`. */
  reopen(dials?: readonly string[]): void {
    const isMeant = (one: Intent): boolean =>
      dials === undefined || one.dials.some((dial) => dials.includes(dial))
    this.intents = this.intents.map((one) => (isMeant(one) ? { ...one, untilMs: Infinity } : one))
  }
}
