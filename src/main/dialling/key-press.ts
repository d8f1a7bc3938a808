import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'

/** Presses less than this apart are auto-repeats of a held key, in ms. */
export const settleMs = 150

/** A held key repeats after at most this time, so a press within it may be the first repeat; ms. */
export const repeatDelayMs = 1_200

/** Distinguishes presses of a global key from auto-repeats of a held one (X11: after 500 ms, 25–33 per second). */
export interface KeyPresses {
  /**
   * Runs `act` immediately for a single press. A press that can be a repeat, or that `mustSettle`, is delayed: it
   * counts if no other follows within `settleMs`. A held key acts once; `held` runs when a press turns out to be a
   * repeat.
   */
  press(mustSettle: boolean, act: () => void, held: () => void): void
  /** True while a delayed press is pending. */
  isJudging(): boolean
  /** Cancels the pending press. */
  drop(): void
}

/** Creates the press detection for one key. */
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
