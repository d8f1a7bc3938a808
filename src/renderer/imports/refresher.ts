import { monotonicMs } from '../platform/time'

/** Throttles `run`: immediately after a change, but at most once per `everyMs` and never concurrently. */
export function createRefresher(
  everyMs: number,
  run: () => Promise<void>,
  clockMs: () => number = monotonicMs
) {
  let lastMs = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  let state: 'resting' | 'running' | 'ended' = 'resting'
  let requests = 0

  async function go(): Promise<void> {
    const handled = requests
    timer = undefined
    state = 'running'
    lastMs = clockMs()
    await run()
    rest(handled)
  }

  function rest(handled: number): void {
    if (state !== 'running') return
    state = 'resting'
    if (requests !== handled) plan()
  }

  function plan(): void {
    if (state !== 'resting' || timer !== undefined) return
    const waitMs = lastMs + everyMs - clockMs()
    if (waitMs <= 0) void go()
    else timer = setTimeout(() => void go(), waitMs)
  }

  return {
    request(): void {
      requests += 1
      plan()
    },
    /** Cancels pending runs. */
    end(): void {
      state = 'ended'
      clearTimeout(timer)
    }
  }
}
