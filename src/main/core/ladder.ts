import type { Clock } from './ports'

/**
 * The pauses before each time that the records are asked, in ms: they can lag behind a call, so the
 * pauses grow from 1 s to 60 s, about 5 minutes in all.
 */
export const recordPausesMs: readonly number[] = [
  1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 60_000, 60_000
]

/** Attempts with growing pauses, one row of them for each key. */
export interface Ladder {
  /**
   * Begins anew for `key`: `attempt` runs after each pause until it gives true; `onSpent` runs when the
   * pauses are used up.
   */
  climb(key: string, attempt: () => Promise<boolean>, onSpent: () => void): void
  isClimbing(key: string): boolean
  stop(): void
}

/** `pausesMs`: see {@link recordPausesMs}. */
export function createLadder(clock: Clock, pausesMs: readonly number[] = recordPausesMs): Ladder {
  const climbs = new Map<string, { cancel: () => void }>()

  return {
    climb(key, attempt, onSpent) {
      climbs.get(key)?.cancel()
      const climb = { cancel: (): void => undefined }
      climbs.set(key, climb)
      const isCurrent = (): boolean => climbs.get(key) === climb
      const step = (turn: number): void => {
        const pauseMs = pausesMs[turn]
        if (pauseMs === undefined) {
          climbs.delete(key)
          onSpent()
          return
        }
        climb.cancel = clock.after(pauseMs, () => {
          void attempt().then((isDone) => {
            if (!isCurrent()) return
            if (isDone) climbs.delete(key)
            else step(turn + 1)
          })
        })
      }
      step(0)
    },
    isClimbing: (key) => climbs.has(key),
    stop() {
      for (const { cancel } of climbs.values()) cancel()
      climbs.clear()
    }
  }
}
