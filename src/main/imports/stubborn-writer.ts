import type { ImportsErrorCode } from '../../shared/imports/imports'
import type { Clock } from '../platform/ports'
import { growingPauseMs } from './import-pace'
import type { StoreResult } from './imports-store'

/** Writes what must not be lost, again and again until the store takes it. */
export interface StubbornWriter {
  /** False: it was closed, and the store didn't take it. */
  write(attempt: () => Promise<StoreResult<unknown>>): Promise<boolean>
  /** Writings that failed and are tried again with growing pauses. */
  stuckCount(): number
  /** Why the first of them failed last; null: none is stuck. */
  error(): { code: ImportsErrorCode } | null
  /** Tries all of them at once. */
  tryNow(): void
  /** From now on everything is tried once more. */
  close(): void
}

/** `onStuck`: a writing failed, for the first time or again. Never throws. */
export function createStubbornWriter(deps: {
  clock: Clock
  random: () => number
  onStuck: () => void
}): StubbornWriter {
  const stuck = new Map<object, { error: { code: ImportsErrorCode }; tryNow: () => void }>()
  let isClosed = false

  const tryNow = (): void => {
    for (const writing of stuck.values()) writing.tryNow()
  }

  return {
    async write(attempt) {
      const key = {}
      try {
        for (let turn = 0; ; turn += 1) {
          const wasLast = isClosed
          const answer = await attempt()
          if (answer.ok) return true
          if (wasLast) return false
          if (isClosed) continue
          await new Promise<void>((resolve) => {
            const callOff = deps.clock.after(growingPauseMs(turn, deps.random), resolve)
            const tryIt = (): void => {
              callOff()
              resolve()
            }
            stuck.set(key, { error: answer.error, tryNow: tryIt })
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
