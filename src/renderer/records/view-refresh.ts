import { monotonicMs } from '../platform/time'

/** Minimum time from one request of the view to its refresh. */
const refreshEveryMs = 1_000

/** Throttles `refresh`; it never runs while a view is being loaded. */
export function createViewRefresh(deps: { isBusy: () => boolean; refresh: () => void }) {
  let lastAskedMs = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined

  function cancel(): void {
    clearTimeout(timer)
    timer = undefined
  }

  function schedule(): void {
    if (timer !== undefined) return
    const waitMs = Math.max(0, lastAskedMs + refreshEveryMs - monotonicMs())
    timer = setTimeout(() => {
      timer = undefined
      if (deps.isBusy()) schedule()
      else deps.refresh()
    }, waitMs)
  }

  return {
    schedule,
    cancel,
    /** A view was requested: a scheduled refresh is not needed any more. */
    asked(): void {
      cancel()
      lastAskedMs = monotonicMs()
    }
  }
}
