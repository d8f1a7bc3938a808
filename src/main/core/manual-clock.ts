import { Moment } from './moment'
import type { Clock } from './ports'

/** A clock for tests: time only passes by `advance`, and tasks run when they are due. */
export interface ManualClock extends Clock {
  /** Moves on by `ms`, running what falls due, and lets promises settle in between. */
  advance(ms: number): Promise<void>
  /** Sets the wall clock forward or back by `ms`; durations and waiting tasks don't notice. */
  jumpWall(ms: number): void
  /** How many tasks wait. */
  waiting(): number
}

/** Starts at `startMs` (epoch ms). */
export function createManualClock(startMs = 1_700_000_000_000): ManualClock {
  // Monotonic ms since the start of the test, and what the wall clock adds to them.
  let monotonicMs = 0
  let wallOffsetMs = startMs
  const tasks = new Set<{ atMs: number; run: () => void }>()
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  return {
    now: () => monotonicMs + wallOffsetMs,
    moment: () => new Moment(monotonicMs),
    jumpWall: (ms) => {
      wallOffsetMs += ms
    },
    after(delayMs, run) {
      const task = { atMs: monotonicMs + delayMs, run }
      tasks.add(task)
      return () => tasks.delete(task)
    },
    async advance(ms) {
      const untilMs = monotonicMs + ms
      await settle()
      for (;;) {
        const next = [...tasks].filter((task) => task.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
        if (next === undefined) break
        tasks.delete(next)
        monotonicMs = Math.max(monotonicMs, next.atMs)
        next.run()
        await settle()
      }
      monotonicMs = untilMs
    },
    waiting: () => tasks.size
  }
}
