import type { Moment } from '../platform/moment'

/** A jump of the wall clock at a moment of this run, in ms. */
export interface ClockLeap {
  moment: Moment
  byMs: number
}

/**
 * Finds the forward jumps that explain a correction by `byMs`: the ones that add up to it; the others were sleep.
 * Without a match, the time counts as wrong since `rightUntil`, when it was last known to be correct.
 */
export function leapsBehind(
  byMs: number,
  leaps: readonly ClockLeap[],
  rightUntil: Moment,
  toleranceMs: number
): readonly ClockLeap[] {
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
