import type { Clock } from '../platform/ports'

/**
 * The pauses before each time that the records are asked, in ms: they can lag behind a call, so the
 * pauses grow from 1 s to 60 s, about 5 minutes in all.
 */
export const recordPausesMs: readonly number[] = [
  1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 60_000, 60_000
]

/** How many attempts run at a time; after a long gap there can be hundreds. */
const attemptsAtATime = 6

/** How an attempt went. */
export type Attempt =
  | 'done'
  /** The service answered, and it isn't there yet. */
  | 'not-yet'
  /** No answer, or none to be used. */
  | 'unanswered'
  /** The service lets nobody in: not tried again before the hold is over. */
  | 'refused'
  /** The service asks to wait that long; the same attempt again then. */
  | { waitMs: number }

/** Attempts with growing pauses, one row of them for each key. */
export interface Ladder {
  /**
   * Begins anew for `key`: `attempt` runs after each of the pauses until it is done. When they are used up,
   * `onSpent` gives a pause in ms after which it is tried once more, or null to leave it.
   */
  climb(
    key: string,
    attempt: () => Promise<Attempt>,
    onSpent: (last: 'not-yet' | 'unanswered') => number | null,
    pausesMs?: readonly number[]
  ): void
  leave(key: string): void
  isClimbing(key: string): boolean
  /** While held nothing is tried; what fell due, or was refused, goes on after it. */
  hold(isHeld: boolean): void
  stop(): void
}

interface Climb {
  cancel: () => void
  /** What waits for the end of the hold. */
  waiting: (() => void) | null
}

/** Attempts by `clock`. Nothing is left running after `stop`. */
export function createLadder(clock: Clock): Ladder {
  const climbs = new Map<string, Climb>()
  let isHeld = false
  let running = 0
  const queue: (() => void)[] = []

  const leave = (key: string): void => {
    climbs.get(key)?.cancel()
    climbs.delete(key)
  }

  return {
    climb(key, attempt, onSpent, pausesMs = recordPausesMs) {
      leave(key)
      const climb: Climb = { cancel: () => undefined, waiting: null }
      climbs.set(key, climb)
      const isCurrent = (): boolean => climbs.get(key) === climb

      const tryAfter = (pauseMs: number, turn: number): void => {
        climb.cancel = clock.after(pauseMs, () => run(turn))
      }
      const next = (turn: number, last: 'not-yet' | 'unanswered'): void => {
        const pauseMs = pausesMs[turn] ?? onSpent(last)
        if (!isCurrent()) return
        if (pauseMs === null) climbs.delete(key)
        else tryAfter(pauseMs, turn)
      }
      const run = (turn: number): void => {
        if (!isCurrent()) return
        if (isHeld) climb.waiting = () => run(turn)
        else if (running >= attemptsAtATime) queue.push(() => run(turn))
        else void attemptNow(turn)
      }
      const attemptNow = async (turn: number): Promise<void> => {
        running += 1
        const outcome = await attempt()
        running -= 1
        if (isCurrent()) {
          if (outcome === 'done') climbs.delete(key)
          else if (outcome === 'refused') climb.waiting = () => run(turn)
          else if (typeof outcome === 'object') tryAfter(outcome.waitMs, turn)
          else next(turn + 1, outcome)
        }
        while (running < attemptsAtATime && queue.length > 0) queue.shift()?.()
      }
      next(0, 'not-yet')
    },

    leave,
    isClimbing: (key) => climbs.has(key),

    hold(next) {
      isHeld = next
      if (isHeld) return
      for (const climb of climbs.values()) {
        const goOn = climb.waiting
        climb.waiting = null
        goOn?.()
      }
    },

    stop() {
      for (const { cancel } of climbs.values()) cancel()
      climbs.clear()
    }
  }
}
