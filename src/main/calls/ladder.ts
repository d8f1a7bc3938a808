import type { Clock } from '../platform/ports'

/**
 * The delays before each request for records, in ms: records can lag behind a call, so the delays grow from 1 s to 60
 * s, about 5 minutes in total.
 */
export const recordPausesMs: readonly number[] = [
  1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 60_000, 60_000
]

/** How many attempts run concurrently; after a long gap there can be hundreds. */
const attemptsAtATime = 6

/** The result of an attempt. */
export type Attempt =
  | 'done'
  /** The service answered, but the record isn't available yet. */
  | 'not-yet'
  /** No answer, or an unusable one. */
  | 'unanswered'
  /** The service refused the token: retried only when the hold ends. */
  | 'refused'
  /** The service asked to wait this long; the same attempt is then repeated. */
  | { waitMs: number }

/** Retry schedules with growing delays, one per key. */
export interface Ladder {
  /**
   * Restarts the schedule of `key`: `attempt` runs after each delay until it is done. When the delays are exhausted,
   * `onSpent` returns a delay in ms for one more attempt, or null to stop.
   */
  climb(
    key: string,
    attempt: () => Promise<Attempt>,
    onSpent: (last: 'not-yet' | 'unanswered') => number | null,
    pausesMs?: readonly number[]
  ): void
  leave(key: string): void
  isClimbing(key: string): boolean
  /** While held, nothing is attempted; attempts that fell due or were refused run when the hold ends. */
  hold(isHeld: boolean): void
  stop(): void
}

interface Climb {
  cancel: () => void
  /** Runs when the hold ends. */
  waiting: (() => void) | null
}

/** Creates retry schedules on `clock`. `stop` cancels all of them. */
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
