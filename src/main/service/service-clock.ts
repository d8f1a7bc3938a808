import { instantOf, msSince } from '../platform/elapsed'
import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'

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

/** Starts with the last offset of an earlier run, until a reply corrects it. */
export function createServiceClock(clock: Clock, knownOffsetMs = 0): ServiceClock {
  let offsetMs = knownOffsetMs
  let samples: number[] = []
  let last = instantOf(clock)
  const offsetListeners = new Set<(offsetMs: number) => void>()
  const correctionListeners = new Set<CorrectionListener>()
  /** Forward jumps of the wall clock since the last reply. */
  let leaps: { moment: Moment; byMs: number }[] = []
  /** The last moment at which `now()` is known to have been correct. */
  let rightUntil = clock.moment()

  const setOffset = (next: number): void => {
    // Whole ms: it is saved to a file and added to times that schemas require to be integers.
    offsetMs = Math.round(next)
    for (const listener of offsetListeners) listener(offsetMs)
  }

  /**
   * Detects when the wall clock and the monotonic clock diverge. A backward jump can only be a changed wall clock,
   * so the offset compensates for it. A forward jump can also be sleep, so the next reply decides.
   */
  const follow = (): void => {
    const { byWallMs, byMonotonicMs } = msSince(clock, last)
    last = instantOf(clock)
    const jumpMs = byWallMs - byMonotonicMs
    if (Math.abs(jumpMs) <= toleranceMs) return
    samples = []
    if (jumpMs < 0) setOffset(offsetMs - jumpMs)
    else leaps = [...leaps, { moment: last.moment, byMs: jumpMs }].slice(-maxLeaps)
  }

  /** The median; of two middle values, the one nearer to the current offset. */
  const median = (values: readonly number[]): number => {
    const sorted = [...values].sort((a, b) => a - b)
    const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0]
    return Math.abs(low - offsetMs) <= Math.abs(high - offsetMs) ? low : high
  }

  /**
   * Finds the wall-clock jumps that explain a correction by `byMs`: the ones that add up to it; the others were
   * sleep. Without a match, the time counts as wrong since it was last known to be correct.
   */
  const errorsOf = (byMs: number): typeof leaps => {
    const choices = Array.from({ length: 1 << leaps.length }, (_, chosen) =>
      leaps.filter((_leap, index) => (chosen >> index) % 2 === 1)
    )
    // Fewest jumps first: a clock is set less often than a computer sleeps.
    for (const some of choices.slice(1).sort((a, b) => a.length - b.length)) {
      const sumMs = some.reduce((sum, leap) => sum + leap.byMs, 0)
      if (Math.abs(sumMs + byMs) <= 2 * toleranceMs) return some
    }
    // A single jump can be both: sleep, and a clock set during it.
    const both = leaps.find((leap) => leap.byMs > -byMs && byMs < 0)
    return [{ moment: both?.moment ?? rightUntil, byMs: -byMs }]
  }

  const now = (): number => {
    follow()
    return clock.now() + offsetMs
  }

  return {
    now,
    moment: () => clock.moment(),
    after: (delayMs, task) => clock.after(delayMs, task),
    wallNow: () => clock.now(),
    fromWall: (wallMs) => {
      follow()
      return wallMs + offsetMs
    },
    learn(serviceMs) {
      if (!(serviceMs >= earliestMs && serviceMs <= latestMs)) return
      follow()
      samples = [...samples, Math.round(serviceMs - clock.now())].slice(-maxSamples)
      const found = median(samples)
      const next = Math.abs(found) <= toleranceMs ? 0 : found
      const byMs = next - offsetMs
      const errors = errorsOf(byMs)
      leaps = []
      rightUntil = clock.moment()
      if (Math.abs(byMs) <= toleranceMs) return
      setOffset(next)
      const correctionAt = (moment: Moment): number =>
        errors.reduce((sum, error) => (moment.msSince(error.moment) >= 0 ? sum - error.byMs : sum), 0)
      for (const listener of correctionListeners) listener(byMs, correctionAt)
    },
    offsetMs() {
      follow()
      return offsetMs
    },
    onOffset(listener) {
      offsetListeners.add(listener)
      return () => offsetListeners.delete(listener)
    },
    onCorrected(listener) {
      correctionListeners.add(listener)
      return () => correctionListeners.delete(listener)
    }
  }
}
