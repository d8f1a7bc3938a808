/** When failed attempts are repeated: after each delay of a list, in ms, or after random, growing delays. */
export type RetrySchedule = readonly number[] | GrowingDelays

/** Delays below a ceiling that doubles with each retry, random so that clients don't all retry at once; in ms. */
interface GrowingDelays {
  minMs: number
  maxMs: number
  /** Each delay is at least `minMs` (`full`), or at least half of its ceiling (`half`). */
  jitter: 'full' | 'half'
  /** Exhausted after this many retries; without it, never. */
  retries?: number
  /** Exhausted when the service asks for a longer delay. */
  maxAskedMs?: number
}

/** A schedule that is never exhausted. */
export type EndlessDelays = GrowingDelays & { retries?: never; maxAskedMs?: never }

/** `askedMs`: the shortest delay that the service asks for. `random`: like `Math.random`. */
interface RetryDeps {
  askedMs?: number | undefined
  random?: () => number
}

/** Returns the delay before retry number `retry` (from 0), in ms; null when the schedule is exhausted. */
export function nextDelayMs(schedule: EndlessDelays, retry: number, deps?: RetryDeps): number
export function nextDelayMs(schedule: RetrySchedule, retry: number, deps?: RetryDeps): number | null
export function nextDelayMs(schedule: RetrySchedule, retry: number, deps: RetryDeps = {}): number | null {
  const { askedMs = 0, random = Math.random } = deps
  if (!('minMs' in schedule)) {
    const delayMs = schedule[retry]
    return delayMs === undefined ? null : Math.max(askedMs, delayMs)
  }
  const { minMs, maxMs, jitter, retries = Infinity, maxAskedMs = Infinity } = schedule
  if (retry >= retries || askedMs > maxAskedMs) return null
  const ceilingMs = Math.min(maxMs, minMs * 2 ** Math.min(retry + 1, 30))
  const floorMs = jitter === 'full' ? minMs : ceilingMs / 2
  return Math.max(askedMs, Math.round(floorMs + random() * Math.max(0, ceilingMs - floorMs)))
}
