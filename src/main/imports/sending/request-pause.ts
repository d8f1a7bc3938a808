import type { AppError } from '../../../shared/platform/schema'
import type { Moment } from '../../platform/moment'
import type { Clock } from '../../platform/ports'

/** The pause before the next request after a failure. */
export interface RequestPause {
  /** Waits `waitMs`. Doesn't shorten a longer pause that is already running. */
  start(waitMs: number, error: AppError): void
  /** Ends the pause without calling `onElapsed`. */
  cancel(): void
  /** Null when no pause is running. `untilMs`: its end in wall-clock time, for display. */
  current(): { untilMs: number; error: AppError } | null
}

/** `onElapsed` is called when a pause ends by itself. */
export function createRequestPause({
  clock,
  onElapsed
}: {
  clock: Clock
  onElapsed: () => void
}): RequestPause {
  let pause: { since: Moment; ms: number; untilMs: number; error: AppError; cancel: () => void } | null = null
  const cancel = (): void => {
    pause?.cancel()
    pause = null
  }
  return {
    cancel,
    current: () => pause,
    start(waitMs, error) {
      const now = clock.moment()
      if (pause !== null && pause.ms - now.msSince(pause.since) >= waitMs) return
      cancel()
      pause = {
        since: now,
        ms: waitMs,
        untilMs: clock.now() + waitMs,
        error,
        cancel: clock.after(waitMs, () => {
          pause = null
          onElapsed()
        })
      }
    }
  }
}
