import type { Moment } from './moment'
import type { Clock } from './ports'

/** Merges many calls into few runs. */
export interface Throttle {
  /** Schedules a run: asynchronous, and no sooner than the interval after the last run. */
  call(): void
  /** Drops the scheduled run, if any. */
  cancel(): void
}

/** Runs `work` at most once every `everyMs`, and always once after the last call. */
export function createThrottle(clock: Clock, everyMs: number, work: () => void): Throttle {
  let lastRun: Moment | null = null
  let cancelTimer: (() => void) | null = null

  const run = (): void => {
    cancelTimer = null
    lastRun = clock.moment()
    work()
  }
  return {
    call() {
      const sinceMs = lastRun === null ? everyMs : clock.moment().msSince(lastRun)
      cancelTimer ??= clock.after(Math.max(0, everyMs - sinceMs), run)
    },
    cancel() {
      cancelTimer?.()
      cancelTimer = null
    }
  }
}
