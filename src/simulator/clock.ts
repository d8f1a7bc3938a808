/** The simulator's time for all timestamps and timers. */
export interface Clock {
  /** Ms since 1970 for records, events and the log. */
  now: () => number
  /** Converts a real duration to nominal (played) ms. */
  nominal: (realMs: number) => number
  /** Runs once after real ms; returns a cancel function. Nothing runs after `close()`. */
  after: (realMs: number, run: () => void) => () => void
  /** Runs once after nominal ms times the pace; returns a cancel function. */
  afterPaced: (nominalMs: number, run: () => void) => () => void
  /** Resolves after real ms; never once the clock is closed. */
  wait: (realMs: number) => Promise<void>
  close: () => void
}

/** `pace`: real ms for each nominal ms; 1 is real time, 0.02 is fifty times as fast. */
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
