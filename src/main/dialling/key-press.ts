import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'

/** Presses closer to one another than this are one key that is held down, in ms. */
export const settleMs = 150

/** A key that is held repeats after at most this time, so a press within it may be the first repeat; ms. */
export const repeatDelayMs = 1_200

/** Tells presses of a global key from the repeats of one that is held (X11: after 500 ms, 25–33 a second). */
export interface KeyPresses {
  /**
   * Runs `act` at once for a press on its own. One that can be a repeat, or that `mustSettle`, is judged
   * first: it counts when no other follows within `settleMs`. A held key acts once; `held` runs when a
   * press turned out to be one.
   */
  press(mustSettle: boolean, act: () => void, held: () => void): void
  /** True while a press is being judged. */
  isJudging(): boolean
  /** The press that is being judged is not to act. */
  drop(): void
}

/** The presses of one key. */
export function createKeyPresses(clock: Clock): KeyPresses {
  let last: Moment | null = null
  let cancel: (() => void) | null = null

  const drop = (): void => {
    cancel?.()
    cancel = null
  }

  return {
    press(mustSettle, act, held) {
      const now = clock.moment()
      const sinceMs = last === null ? Infinity : now.msSince(last)
      last = now
      if (sinceMs < settleMs) {
        drop()
        held()
        return
      }
      drop()
      if (!mustSettle && sinceMs >= repeatDelayMs) {
        act()
        return
      }
      cancel = clock.after(settleMs, () => {
        cancel = null
        act()
      })
    },
    isJudging: () => cancel !== null,
    drop
  }
}
