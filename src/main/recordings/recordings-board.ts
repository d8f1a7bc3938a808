import type { RecordingsState } from '../../shared/records/records-state'
import { createPacer } from '../platform/pacer'
import { emptyState } from '../platform/empty-state'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'

/** How often the state is told of progress, in ms. */
const toldEveryMs = 250

/** The state's `recordings`, told in bounded steps. */
export interface RecordingsBoard {
  show(change: Partial<RecordingsState>): void
  /** Nothing is told any more, and the topic is as at the start. */
  close(): void
}

/** A board that begins empty. */
export function createRecordingsBoard(deps: { state: StateStore; clock: Clock }): RecordingsBoard {
  const { state, clock } = deps
  let value = emptyState.recordings
  let isClosed = false
  const telling = createPacer(clock, toldEveryMs, () => state.set('recordings', value))
  return {
    show(change) {
      value = { ...value, ...change }
      if (!isClosed) telling.ask()
    },
    close() {
      isClosed = true
      telling.stop()
      state.set('recordings', emptyState.recordings)
    }
  }
}
