import type { Clock } from './ports'

/** A clock for tests: time stands still until it is moved, and tasks run when their time comes. */
export interface ManualClock extends Clock {
  /** Moves on by `ms`, running what falls due, and lets promises settle in between. */
  advance(ms: number): Promise<void>
  /** How many tasks wait. */
  waiting(): number
}

/** Starts at `startMs` (epoch ms). */
export function createManualClock(startMs = 1_700_000_000_000): ManualClock {
  let nowMs = startMs
  const tasks = new Set<{ atMs: number; run: () => void }>()
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  return {
    now: () => nowMs,
    after(delayMs, run) {
      const task = { atMs: nowMs + delayMs, run }
      tasks.add(task)
      return () => tasks.delete(task)
    },
    async advance(ms) {
      const untilMs = nowMs + ms
      await settle()
      for (;;) {
        const next = [...tasks].filter((task) => task.atMs <= untilMs).sort((a, b) => a.atMs - b.atMs)[0]
        if (next === undefined) break
        tasks.delete(next)
        nowMs = Math.max(nowMs, next.atMs)
        next.run()
        await settle()
      }
      nowMs = untilMs
    },
    waiting: () => tasks.size
  }
}
