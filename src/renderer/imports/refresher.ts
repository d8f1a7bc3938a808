import { monotonicMs } from '../platform/time'

/** Throttles `run`: immediately after a change, but at most once per `everyMs` and never concurrently. */
export function createRefresher(
  everyMs: number,
  run: () => Promise<void>,
  clockMs: () => number = monotonicMs
) {
  let lastMs = -Infinity
  let timer: ReturnType<typeof setTimeout> | undefined
  let standing: 'resting' | 'running' | 'ended' = 'resting'
  let wishes = 0

  async function go(): Promise<void> {
    const granted = wishes
    timer = undefined
    standing = 'running'
    lastMs = clockMs()
    await run()
    rest(granted)
  }

  function rest(granted: number): void {
    if (standing !== 'running') return
    standing = 'resting'
    if (wishes !== granted) plan()
  }

  function plan(): void {
    if (standing !== 'resting' || timer !== undefined) return
    const waitMs = lastMs + everyMs - clockMs()
    if (waitMs <= 0) void go()
    else timer = setTimeout(() => void go(), waitMs)
  }

  return {
    want(): void {
      wishes += 1
      plan()
    },
    /** Cancels pending runs. */
    end(): void {
      standing = 'ended'
      clearTimeout(timer)
    }
  }
}
