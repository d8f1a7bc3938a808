import type { Moment } from './moment'
import type { Clock } from './ports'

/** One point in time on both clocks. */
export interface Instant {
  wallMs: number
  moment: Moment
}

/** The current time on both clocks. */
export const instantOf = (clock: Clock): Instant => ({ wallMs: clock.now(), moment: clock.moment() })

/** Ms since `earlier` on each clock. */
export function msSince(clock: Clock, earlier: Instant): { byWallMs: number; byMonotonicMs: number } {
  return { byWallMs: clock.now() - earlier.wallMs, byMonotonicMs: clock.moment().msSince(earlier.moment) }
}

/**
 * Ms since `earlier`, the larger of both clocks: the monotonic clock can stop while the computer sleeps, and the wall
 * clock can be set back. Too long only if the wall clock was set forward.
 */
export function longestMsSince(clock: Clock, earlier: Instant): number {
  const { byWallMs, byMonotonicMs } = msSince(clock, earlier)
  return Math.max(byWallMs, byMonotonicMs)
}
