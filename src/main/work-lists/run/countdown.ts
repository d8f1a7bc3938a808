import { staleMs } from '../../dialling/prompt/prompt-state'
import { instantOf, longestMsSince, msSince, type Instant } from '../../platform/elapsed'
import type { Clock } from '../../platform/ports'

/** A larger difference of the wall clock and the monotonic clock means that the clock was set, in ms. */
export const jumpMs = 2_000

/** How a countdown ended: `asleep` if the computer slept or its clock was set meanwhile. */
export type CountdownEnd = 'over' | 'asleep'

/** One countdown at a time, on the monotonic clock. */
export class Countdown {
  readonly #clock: Clock
  #cancel: (() => void) | null = null

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get isRunning(): boolean {
    return this.#cancel !== null
  }

  /** Starts in place of a running one; `onEnd` runs once unless it is cancelled. Returns its times, epoch ms. */
  start(lengthMs: number, onEnd: (end: CountdownEnd) => void): { startedAtMs: number; untilMs: number } {
    this.cancel()
    const start = instantOf(this.#clock)
    this.#cancel = this.#clock.after(lengthMs, () => {
      this.#cancel = null
      onEnd(this.#isDisturbed(start, lengthMs) ? 'asleep' : 'over')
    })
    return { startedAtMs: start.wallMs, untilMs: start.wallMs + lengthMs }
  }

  cancel(): void {
    this.#cancel?.()
    this.#cancel = null
  }

  #isDisturbed(start: Instant, lengthMs: number): boolean {
    const { byWallMs, byMonotonicMs } = msSince(this.#clock, start)
    return (
      longestMsSince(this.#clock, start) > lengthMs + staleMs || Math.abs(byWallMs - byMonotonicMs) > jumpMs
    )
  }
}
