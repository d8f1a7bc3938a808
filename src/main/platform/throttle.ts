import type { Clock } from './ports'

/** Merges many calls into few runs. */
export interface Throttle {
  /** Runs the work soon: after what goes on now, and not within the interval of the run before. */
  call(): void
  close(): void
}

/** `work` runs at most once in `everyMs`, and always once after the last call. */
export function createThrottle(clock: Clock, everyMs: number, work: () => void): Throttle {
  let lastRun: ReturnType<Clock['moment']> | null = null
  let cancel: (() => void) | null = null
  return {
    call() {
      if (cancel !== null) return
      const sinceMs = lastRun === null ? everyMs : clock.moment().msSince(lastRun)
      cancel = clock.after(Math.max(0, everyMs - sinceMs), () => {
        cancel = null
        work()
        lastRun = clock.moment()
      })
    },
    close() {
      cancel?.()
      cancel = null
    }
  }
}
