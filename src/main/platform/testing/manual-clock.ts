import { Moment } from '../moment'
import type { Clock } from '../ports'

/** A clock for tests: time passes only by `advance` and `sleep`, and tasks run when they are due. */
export interface ManualClock extends Clock {
  /** Advances by `ms`, running due tasks and letting promises settle in between. */
  advance(ms: number): Promise<void>
  /** Sets the wall clock forward or back by `ms`; durations and waiting tasks aren't affected. */
  jumpWall(ms: number): void
  /**
   * The computer sleeps for `ms` of wall time and wakes up; no task runs meanwhile. The monotonic clock stops, like
   * on Linux, or continues (`isCounted`), as it can on Windows and macOS: then due tasks run late, on waking.
   */
  sleep(ms: number, options?: { isCounted: boolean }): Promise<void>
  /** From now on tasks run up to `ms` early, like bare Node timers. */
  fireEarly(ms: number): void
  /** Number of waiting tasks. */
  waiting(): number
}

/** Starts at `startMs` (epoch ms). */
export function createManualClock(startMs = 1_700_000_000_000): ManualClock {
  // Monotonic ms since the start of the test, and the wall clock's offset from it.
  let monotonicMs = 0
  let wallOffsetMs = startMs
  let earlyMs = 0
  const tasks = new Set<{ atMs: number; run: () => void }>()
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  const advance = async (ms: number): Promise<void> => {
    const untilMs = monotonicMs + ms
    await settle()
    for (;;) {
      const due = [...tasks].filter((task) => task.atMs - earlyMs <= untilMs)
      const next = due.sort((a, b) => a.atMs - b.atMs)[0]
      if (next === undefined) break
      tasks.delete(next)
      monotonicMs = Math.max(monotonicMs, next.atMs - earlyMs)
      next.run()
      await settle()
    }
    monotonicMs = Math.max(monotonicMs, untilMs)
  }

  return {
    // Whole ms, like the real clock: fractions are truncated.
    now: () => Math.floor(monotonicMs) + wallOffsetMs,
    moment: () => new Moment(monotonicMs),
    jumpWall: (ms) => {
      wallOffsetMs += ms
    },
    after(delayMs, run) {
      const task = { atMs: monotonicMs + delayMs, run }
      tasks.add(task)
      return () => tasks.delete(task)
    },
    advance,
    sleep(ms, { isCounted } = { isCounted: false }) {
      if (isCounted) monotonicMs += ms
      else wallOffsetMs += ms
      return advance(0)
    },
    fireEarly: (ms) => {
      earlyMs = ms
    },
    waiting: () => tasks.size
  }
}
