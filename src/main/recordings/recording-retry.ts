import type { RecordingError, RecordingErrorCode } from '../../shared/recordings/recordings'
import { backOffMs } from '../platform/back-off'

const transientCodes: ReadonlySet<RecordingErrorCode> = new Set<RecordingErrorCode>([
  'unreachable',
  'timed-out',
  'recording-incomplete',
  'rate-limited',
  'service-failed'
])

/** True for an error that may be gone the next time. */
export const isWorthRetrying = (error: RecordingError): boolean => transientCodes.has(error.code)

const expiredCodes: ReadonlySet<RecordingErrorCode> = new Set<RecordingErrorCode>([
  'recording-missing',
  'recording-refused',
  'recording-invalid'
])

/** True for an error that a signed address gives after it expired: its record then holds a newer one. */
export const canBeExpired = (error: { code: string }): boolean =>
  (expiredCodes as ReadonlySet<string>).has(error.code)

/** How fetches are repeated; ms. */
export interface RetryPolicy {
  /** Tries in a row that may bring nothing. */
  idleTries: number
  /** Tries in all: a server that gives one byte each time doesn't get one for each byte. */
  tries: number
  minPauseMs: number
  maxPauseMs: number
  /** A server that asks for a longer wait than this is not waited for. */
  maxRetryAfterMs: number
}

/** For downloads, which nobody waits for at the screen. */
export const downloadRetries: RetryPolicy = {
  idleTries: 5,
  tries: 100,
  minPauseMs: 1_000,
  maxPauseMs: 60_000,
  maxRetryAfterMs: 3_600_000
}

/** For playing: somebody waits. */
export const playingRetries: RetryPolicy = {
  idleTries: 3,
  tries: 30,
  minPauseMs: 300,
  maxPauseMs: 3_000,
  maxRetryAfterMs: 5_000
}

/** How often one recording was tried. */
export interface Tries {
  count: number
  /** Since something came. */
  idle: number
}

/** Before the first try. */
export const noTries: Tries = { count: 0, idle: 0 }

/** After one more try that failed and brought `gainedBytes`. */
export const afterTry = (tries: Tries, gainedBytes: number): Tries => ({
  count: tries.count + 1,
  idle: gainedBytes > 0 ? 0 : tries.idle + 1
})

/** How long to wait before the next try, in ms; null: give up. `tries` counts the one that failed. */
export function retryPauseMs(
  error: RecordingError,
  tries: Tries,
  policy: RetryPolicy,
  random: () => number
): number | null {
  if (!isWorthRetrying(error) || tries.idle >= policy.idleTries || tries.count >= policy.tries) return null
  const askedMs = error.retryAfterMs ?? 0
  if (askedMs > policy.maxRetryAfterMs) return null
  return Math.max(askedMs, backOffMs(tries.idle, policy.minPauseMs, policy.maxPauseMs, random))
}
