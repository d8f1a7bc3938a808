/** The simulator's time: one clock for what it writes down, and every timer it starts. */
export interface Clock {
  /** Ms since 1970 for records, events and the log. */
  now: () => number
  /** Nominal ms between two moments of `now()`: what passes in the played story while real time passes. */
  nominal: (realMs: number) => number
  /** Runs once after real ms; returns `off`. Nothing runs any more after `close()`. */
  after: (realMs: number, run: () => void) => () => void
  /** Runs once after nominal ms times the pace; returns `off`. */
  afterPaced: (nominalMs: number, run: () => void) => () => void
  /** Settles after real ms, and never once the clock is closed. */
  wait: (realMs: number) => Promise<void>
  close: () => void
}

/** @param pace real ms for each nominal ms: 1 is real time, 0.02 is fifty times as fast. */
export function createClock({ pace, now }: { pace: number; now: () => number }): Clock {
  const timers = new Set<NodeJS.Timeout>()
  let isClosed = false

  const after = (realMs: number, run: () => void): (() => void) => {
    if (isClosed) return () => undefined
    const timer = setTimeout(() => {
      timers.delete(timer)
      run()
    }, realMs)
    timers.add(timer)
    return () => {
      clearTimeout(timer)
      timers.delete(timer)
    }
  }

  return {
    now,
    nominal: (realMs) => (pace > 0 ? realMs / pace : 0),
    after,
    afterPaced: (nominalMs, run) => after(nominalMs * pace, run),
    wait: (realMs) => new Promise((resolve) => after(realMs, resolve)),
    close: () => {
      isClosed = true
      for (const timer of timers) clearTimeout(timer)
      timers.clear()
    }
  }
}
