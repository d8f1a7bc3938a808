import type { Moment } from './moment'
import type { Clock } from './ports'

/** One point in time on both clocks. */
export interface Instant {
  wallMs: number
  moment: Moment
}

/** This point in time. */
export const instantOf = (clock: Clock): Instant => ({ wallMs: clock.now(), moment: clock.moment() })

/** How far each clock went since `earlier`, in ms. */
export function msSince(clock: Clock, earlier: Instant): { byWallMs: number; byMonotonicMs: number } {
  return { byWallMs: clock.now() - earlier.wallMs, byMonotonicMs: clock.moment().msSince(earlier.moment) }
}

/**
 * Ms since `earlier` by the clock that says more: while the computer sleeps the monotonic clock can stop, and the
 * wall clock can be set back. Too long only when the wall clock was set forward.
 */
export function longestMsSince(clock: Clock, earlier: Instant): number {
  const { byWallMs, byMonotonicMs } = msSince(clock, earlier)
  return Math.max(byWallMs, byMonotonicMs)
}
