import { instantOf, msSince, type Instant } from '../platform/elapsed'
import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'
import { leapsBehind, type ClockLeap } from './clock-leaps'

/** Smaller clock differences are ignored, in ms: the Date header has second precision, and replies take time. */
export const toleranceMs = 2_000

/** The offset is the median of this many replies, so a single outlier has no effect. */
const maxSamples = 5

/** Maximum number of wall-clock jumps tracked between two replies. */
const maxLeaps = 10

/** Plausible range for the service's time; values outside are ignored. */
const [earliestMs, latestMs] = [Date.UTC(2020, 0, 1), Date.UTC(2100, 0, 1)]

/** `byMs` was added to `now()`; add `correctionAt(moment)` to a time taken at that moment of this run. */
type CorrectionListener = (byMs: number, correctionAt: (moment: Moment) => number) => void

/**
 * A clock whose `now()` is the service's time, learnt from its replies. All call times use it: times in records and
 * events are compared only with this clock, however wrong this computer's clock is.
 */
export interface ServiceClock extends Clock {
  /** This computer's own time, epoch ms. */
  wallNow(): number
  /** Converts a recent time of this computer's clock to the service's time. */
  fromWall(wallMs: number): number
  /** Records that a reply just received gives the service's time as `serviceMs` (epoch ms). */
  learn(serviceMs: number): void
  /** How far the service's clock is ahead of this computer's, in ms; 0 while they agree or it is unknown. */
  offsetMs(): number
  /** Called after each change of `offsetMs`. */
  onOffset(listener: (offsetMs: number) => void): () => void
  /** Called when a reply showed that `now()` was wrong. */
  onCorrected(listener: CorrectionListener): () => void
}

/** The median; of two middle values, the one nearer to `current`. */
function median(values: readonly number[], current: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0]
  return Math.abs(low - current) <= Math.abs(high - current) ? low : high
}

class LearningClock implements ServiceClock {
  readonly #clock: Clock
  readonly #offsetListeners = new Set<(offsetMs: number) => void>()
  readonly #correctionListeners = new Set<CorrectionListener>()
  #offsetMs: number
  #samples: number[] = []
  #last: Instant
  /** Forward jumps of the wall clock since the last reply. */
  #leaps: ClockLeap[] = []
  /** The last moment at which `now()` is known to have been correct. */
  #rightUntil: Moment

  constructor(clock: Clock, knownOffsetMs: number) {
    this.#clock = clock
    this.#offsetMs = knownOffsetMs
    this.#last = instantOf(clock)
    this.#rightUntil = clock.moment()
  }

  now(): number {
    this.#followWallClock()
    return this.#clock.now() + this.#offsetMs
  }

  moment(): Moment {
    return this.#clock.moment()
  }

  after(delayMs: number, task: () => void): () => void {
    return this.#clock.after(delayMs, task)
  }

  wallNow(): number {
    return this.#clock.now()
  }

  fromWall(wallMs: number): number {
    this.#followWallClock()
    return wallMs + this.#offsetMs
  }

  learn(serviceMs: number): void {
    if (!(serviceMs >= earliestMs && serviceMs <= latestMs)) return
    this.#followWallClock()
    this.#samples = [...this.#samples, Math.round(serviceMs - this.#clock.now())].slice(-maxSamples)
    const found = median(this.#samples, this.#offsetMs)
    const next = Math.abs(found) <= toleranceMs ? 0 : found
    const byMs = next - this.#offsetMs
    const errors = leapsBehind(byMs, this.#leaps, this.#rightUntil, toleranceMs)
    this.#leaps = []
    this.#rightUntil = this.#clock.moment()
    if (Math.abs(byMs) <= toleranceMs) return
    this.#setOffset(next)
    const correctionAt = (moment: Moment): number =>
      errors.reduce((sum, error) => (moment.msSince(error.moment) >= 0 ? sum - error.byMs : sum), 0)
    for (const listener of this.#correctionListeners) listener(byMs, correctionAt)
  }

  offsetMs(): number {
    this.#followWallClock()
    return this.#offsetMs
  }

  onOffset(listener: (offsetMs: number) => void): () => void {
    this.#offsetListeners.add(listener)
    return () => this.#offsetListeners.delete(listener)
  }

  onCorrected(listener: CorrectionListener): () => void {
    this.#correctionListeners.add(listener)
    return () => this.#correctionListeners.delete(listener)
  }

  #setOffset(next: number): void {
    // Whole ms: it is saved to a file and added to times that schemas require to be integers.
    this.#offsetMs = Math.round(next)
    for (const listener of this.#offsetListeners) listener(this.#offsetMs)
  }

  /**
   * Detects when the wall clock and the monotonic clock diverge. A backward jump can only be a changed wall clock,
   * so the offset compensates for it. A forward jump can also be sleep, so the next reply decides.
   */
  #followWallClock(): void {
    const { byWallMs, byMonotonicMs } = msSince(this.#clock, this.#last)
    this.#last = instantOf(this.#clock)
    const jumpMs = byWallMs - byMonotonicMs
    if (Math.abs(jumpMs) <= toleranceMs) return
    this.#samples = []
    if (jumpMs < 0) this.#setOffset(this.#offsetMs - jumpMs)
    else this.#leaps = [...this.#leaps, { moment: this.#last.moment, byMs: jumpMs }].slice(-maxLeaps)
  }
}

/** Starts with the last offset of an earlier run, until a reply corrects it. */
export const createServiceClock = (clock: Clock, knownOffsetMs = 0): ServiceClock =>
  new LearningClock(clock, knownOffsetMs)
