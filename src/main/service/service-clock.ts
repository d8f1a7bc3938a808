import { instantOf, msSince } from '../platform/elapsed'
import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'

/** Clocks that differ by no more than this agree: the Date header counts seconds, and replies take time. In ms. */
export const toleranceMs = 2_000

/** How many replies the offset is the median of: one that is odd changes nothing. */
const maxSamples = 5

/** How many leaps of the wall clock without a reply between them are told apart. */
const maxLeaps = 10

/** What a reply can say it is: no clock of a service that answers today is outside of it. */
const [earliestMs, latestMs] = [Date.UTC(2020, 0, 1), Date.UTC(2100, 0, 1)]

/** `byMs` was added to `now()`; what it gave at an earlier moment of this run was wrong by `correctionAt` it. */
type CorrectionListener = (byMs: number, correctionAt: (moment: Moment) => number) => void

/**
 * The service's time, learnt from its replies, as the `now()` of a clock. All times of calls are of this one: what
 * records and events say is compared with nothing else, however far this computer's clock is off.
 */
export interface ServiceClock extends Clock {
  /** This computer's own time, epoch ms. */
  wallNow(): number
  /** The service's time as this computer's clock showed `wallMs`, which is not long ago. */
  fromWall(wallMs: number): number
  /** A reply that has just come says that it is `serviceMs` (epoch ms) at the service. */
  learn(serviceMs: number): void
  /** How far the service's clock is ahead of this computer's, in ms; 0 while they agree, or nothing is known. */
  offsetMs(): number
  /** Called after each change of `offsetMs`. */
  onOffset(listener: (offsetMs: number) => void): () => void
  /** Called when a reply showed that `now()` was wrong. */
  onCorrected(listener: CorrectionListener): () => void
}

/** Starts with the offset that an earlier run knew last, until a reply says otherwise. */
export function createServiceClock(clock: Clock, knownOffsetMs = 0): ServiceClock {
  let offsetMs = knownOffsetMs
  let samples: number[] = []
  let last = instantOf(clock)
  const offsetListeners = new Set<(offsetMs: number) => void>()
  const correctionListeners = new Set<CorrectionListener>()
  /** Where the wall clock leapt forward since the last reply. */
  let leaps: { moment: Moment; byMs: number }[] = []
  /** Up to here `now()` is known to have been right. */
  let rightUntil = clock.moment()

  const setOffset = (next: number): void => {
    // Whole ms: it is kept in a file, and added to times that schemas want whole.
    offsetMs = Math.round(next)
    for (const listener of offsetListeners) listener(offsetMs)
  }

  /**
   * Notices when the two clocks of this computer part. Only a change of the wall clock sets it back: the service's
   * time goes on as before. Forward it can also have slept, so the next reply decides.
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

  /** The middle one; of two the nearer to what is known. */
  const median = (values: readonly number[]): number => {
    const sorted = [...values].sort((a, b) => a - b)
    const [low, high] = [sorted[(sorted.length - 1) >> 1] ?? 0, sorted[sorted.length >> 1] ?? 0]
    return Math.abs(low - offsetMs) <= Math.abs(high - offsetMs) ? low : high
  }

  /**
   * What made the time wrong that is corrected by `byMs`: those leaps of the wall clock that add up to it; the
   * others were sleeps. Without such leaps it was wrong since it was last known to be right.
   */
  const errorsOf = (byMs: number): typeof leaps => {
    const choices = Array.from({ length: 1 << leaps.length }, (_, chosen) =>
      leaps.filter((_leap, index) => (chosen >> index) % 2 === 1)
    )
    // A clock is set more rarely than a computer sleeps.
    for (const some of choices.slice(1).sort((a, b) => a.length - b.length)) {
      const sumMs = some.reduce((sum, leap) => sum + leap.byMs, 0)
      if (Math.abs(sumMs + byMs) <= 2 * toleranceMs) return some
    }
    // One leap can be both: a sleep, and a clock that was set meanwhile.
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
