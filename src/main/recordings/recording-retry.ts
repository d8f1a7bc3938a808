import type { RecordingErrorCode } from '../../shared/recordings/recordings'
import type { RecordingError } from '../../shared/recordings/schema'
import { nextDelayMs } from '../platform/retry-schedule'

const transientCodes: ReadonlySet<RecordingErrorCode> = new Set<RecordingErrorCode>([
  'unreachable',
  'timed-out',
  'recording-incomplete',
  'rate-limited',
  'service-failed'
])

/** True for a transient error. */
export const isWorthRetrying = (error: RecordingError): boolean => transientCodes.has(error.code)

const expiredCodes: ReadonlySet<RecordingErrorCode> = new Set<RecordingErrorCode>([
  'recording-missing',
  'recording-refused',
  'recording-invalid'
])

/** True for an error that an expired signed address can cause: the record then has a newer address. */
export const canBeExpired = (error: { code: string }): boolean =>
  (expiredCodes as ReadonlySet<string>).has(error.code)

/** Retry policy of fetches; ms. */
export interface RetryPolicy {
  /** Maximum consecutive attempts without any new bytes. */
  idleTries: number
  /** Maximum attempts in total, for a server that sends a single byte each time. */
  tries: number
  minPauseMs: number
  maxPauseMs: number
  /** Longer delays that a server asks for count as a failure. */
  maxRetryAfterMs: number
}

/** For downloads, which run in the background. */
export const downloadRetries: RetryPolicy = {
  idleTries: 5,
  tries: 100,
  minPauseMs: 1_000,
  maxPauseMs: 60_000,
  maxRetryAfterMs: 3_600_000
}

/** For playback, where the user waits. */
export const playingRetries: RetryPolicy = {
  idleTries: 3,
  tries: 30,
  minPauseMs: 300,
  maxPauseMs: 3_000,
  maxRetryAfterMs: 5_000
}

/** The attempts of one recording. */
export interface Tries {
  count: number
  /** Since the last new bytes. */
  idle: number
}

/** Before the first attempt. */
export const noTries: Tries = { count: 0, idle: 0 }

/** The attempts after another failed one, which received `gainedBytes`. */
export const afterTry = (tries: Tries, gainedBytes: number): Tries => ({
  count: tries.count + 1,
  idle: gainedBytes > 0 ? 0 : tries.idle + 1
})

/** Delay before the next attempt, in ms; null: give up. `tries` includes the failed attempt. */
export function retryPauseMs(
  error: RecordingError,
  tries: Tries,
  policy: RetryPolicy,
  random: () => number
): number | null {
  if (!isWorthRetrying(error) || tries.count >= policy.tries) return null
  const { minPauseMs, maxPauseMs, idleTries, maxRetryAfterMs } = policy
  return nextDelayMs(
    { minMs: minPauseMs, maxMs: maxPauseMs, jitter: 'full', retries: idleTries, maxAskedMs: maxRetryAfterMs },
    tries.idle,
    { askedMs: error.retryAfterMs, random }
  )
}
