import type { ImportsErrorCode } from '../../../shared/imports/imports'
import type { Clock } from '../../platform/ports'
import { nextDelayMs } from '../../platform/retry-schedule'
import { importRetries } from './import-pace'
import type { StoreResult } from '../imports-store'

/** Retries writes that must not be lost until the store accepts them. */
export interface RetryingWriter {
  /** Resolves with false when the writer was closed before the store accepted the write. */
  write(attempt: () => Promise<StoreResult<unknown>>): Promise<boolean>
  /** Number of failed writes that are being retried with growing pauses. */
  stuckCount(): number
  /** The last error of the oldest failed write; null: none has failed. */
  error(): { code: ImportsErrorCode } | null
  /** Retries all failed writes immediately. */
  tryNow(): void
  /** From now on, each pending write is attempted only once more. */
  close(): void
}

/** `onStuck`: called after each failed attempt. Never throws. */
export function createRetryingWriter(deps: {
  clock: Clock
  random: () => number
  onStuck: () => void
}): RetryingWriter {
  const stuck = new Map<object, { error: { code: ImportsErrorCode }; tryNow: () => void }>()
  let isClosed = false

  const tryNow = (): void => {
    for (const writing of stuck.values()) writing.tryNow()
  }

  return {
    async write(attempt) {
      const key = {}
      try {
        for (let retry = 0; ; retry += 1) {
          const wasLast = isClosed
          const answer = await attempt()
          if (answer.ok) return true
          if (wasLast) return false
          if (isClosed) continue
          await new Promise<void>((resolve) => {
            const delayMs = nextDelayMs(importRetries, retry, { random: deps.random })
            const cancel = deps.clock.after(delayMs, resolve)
            const retryNow = (): void => {
              cancel()
              resolve()
            }
            stuck.set(key, { error: answer.error, tryNow: retryNow })
            deps.onStuck()
          })
        }
      } finally {
        stuck.delete(key)
      }
    },
    stuckCount: () => stuck.size,
    error: () => [...stuck.values()][0]?.error ?? null,
    tryNow,
    close() {
      isClosed = true
      tryNow()
    }
  }
}
