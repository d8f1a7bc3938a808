import type { Moment } from './moment'
import type { Clock } from './ports'

/** Tells of changes, however many there are, at most once in a while. */
export interface Pacer {
  /** Something changed: `emit` runs soon, and not before the pause since the last time is over. */
  ask(): void
  /** Owes nothing any more. */
  stop(): void
}

/** A pacer that runs `emit` once for all the changes of one turn, and at most every `everyMs`. */
export function createPacer(clock: Clock, everyMs: number, emit: () => void): Pacer {
  let last: Moment | null = null
  let callOff: (() => void) | null = null

  const run = (): void => {
    callOff = null
    last = clock.moment()
    emit()
  }
  return {
    ask() {
      const sinceMs = last === null ? everyMs : clock.moment().msSince(last)
      callOff ??= clock.after(Math.max(0, everyMs - sinceMs), run)
    },
    stop() {
      callOff?.()
      callOff = null
    }
  }
}
