import type { RecordsState } from '../../shared/records/records-state'
import { createPacer } from '../platform/pacer'
import { emptyState } from '../platform/empty-state'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'

/** How often the state is told of progress, and of rows that came, in ms. */
const toldEveryMs = 250
const rowsEveryMs = 1_000

/** The state's `records`, told in bounded steps however fast the rows come. */
export interface RecordsBoard {
  /** As it will be told. */
  shown(): RecordsState
  /** Told soon. */
  show(change: Partial<RecordsState>): void
  /** Told now. */
  showNow(change: Partial<RecordsState>): void
  /** Rows came or changed: what is shown of them is asked for anew, at most once a second. */
  rowsChanged(): void
  /** The same, at once: somebody waits for it, or nothing more comes. */
  rowsChangedNow(): void
  /** Nothing is told any more, and the topic is as at the start. */
  close(): void
}

/** A board that begins empty. */
export function createRecordsBoard(deps: { state: StateStore; clock: Clock }): RecordsBoard {
  const { state, clock } = deps
  let value = emptyState.records
  let isClosed = false
  const tell = (): void => {
    if (!isClosed) state.set('records', value)
  }
  const telling = createPacer(clock, toldEveryMs, tell)
  const raise = (): void => {
    value = { ...value, revision: value.revision + 1 }
    tell()
  }
  const raising = createPacer(clock, rowsEveryMs, raise)
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
    rowsChanged() {
      if (!isClosed) raising.ask()
    },
    rowsChangedNow() {
      raising.stop()
      telling.stop()
      raise()
    },
    close() {
      telling.stop()
      raising.stop()
      isClosed = true
      state.set('records', emptyState.records)
    }
  }
}
