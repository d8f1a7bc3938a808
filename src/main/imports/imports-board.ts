import type { ImportsState } from '../../shared/imports/imports-state'
import { createPacer } from '../platform/pacer'
import { emptyState } from '../platform/empty-state'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'

/** How often the state is told of progress, in ms. */
const toldEveryMs = 250

/** The state's `imports`, told in bounded steps. */
export interface ImportsBoard {
  shown(): ImportsState
  /** Told soon. */
  show(change: Partial<ImportsState>): void
  /** Told now. */
  showNow(change: Partial<ImportsState>): void
  /** Nothing is told any more, and the topic is as at the start. */
  close(): void
}

/** A board that begins empty. */
export function createImportsBoard(deps: { state: StateStore; clock: Clock }): ImportsBoard {
  const { state, clock } = deps
  let value = emptyState.imports
  let isClosed = false
  const tell = (): void => {
    if (!isClosed) state.set('imports', value)
  }
  const telling = createPacer(clock, toldEveryMs, tell)
  tell()
  return {
    shown: () => value,
    show(change) {
      value = { ...value, ...change }
      if (!isClosed) telling.ask()
    },
    showNow(change) {
      value = { ...value, ...change }
      telling.stop()
      tell()
    },
    close() {
      telling.stop()
      isClosed = true
      state.set('imports', emptyState.imports)
    }
  }
}
