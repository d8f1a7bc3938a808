import type { Clock } from '../core/ports'

/** Tells of changes, however many there are, at most once in a while. */
export interface Pacer {
  /** Something changed: `emit` runs soon, and not before the pause since the last time is over. */
  ask(): void
  /** Owes nothing any more. */
  stop(): void
}

/** A pacer that runs `emit` once for all the changes of one turn, and at most every `everyMs`. */
export function createPacer(clock: Clock, everyMs: number, emit: () => void): Pacer {
  let lastMs = -Infinity
  let callOff: (() => void) | null = null

  const run = (): void => {
    callOff = null
    lastMs = clock.now()
    emit()
  }
  return {
    ask() {
      // The bound above holds also when the clock is set back.
      const pauseMs = Math.min(everyMs, Math.max(0, lastMs + everyMs - clock.now()))
      callOff ??= clock.after(pauseMs, run)
    },
    stop() {
      callOff?.()
      callOff = null
    }
  }
}
