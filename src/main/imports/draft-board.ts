import type { DraftTable, ImportDraft } from '../../shared/imports/imports-state'
import { createPacer } from '../platform/pacer'
import { emptyState } from '../platform/empty-state'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { counts, type TableOfSource } from './draft-tables'

/** How often the state is told of progress, in ms. */
const toldEveryMs = 250

/** The state's `importDraft`, and where each of its tables comes from. */
export interface DraftBoard {
  shown(): ImportDraft
  sources(): readonly TableOfSource[]
  find(tableId: number): TableOfSource | undefined
  /** Tables whose entries count, now or when they have been read. */
  counted(): DraftTable[]
  /** Told soon. */
  show(change?: Partial<ImportDraft>): void
  /** Told now. */
  showNow(change?: Partial<ImportDraft>): void
  setSources(sources: readonly TableOfSource[]): void
  setTable(tableId: number, change: Partial<DraftTable>): void
  /** Nothing is told any more, and the topic is as at the start. */
  close(): void
}

/** A board without tables. */
export function createDraftBoard(deps: {
  state: StateStore
  clock: Clock
  isDoubtfulIncluded: boolean
}): DraftBoard {
  const { state, clock } = deps
  let value: ImportDraft = { ...emptyState.importDraft, isDoubtfulIncluded: deps.isDoubtfulIncluded }
  let sources: readonly TableOfSource[] = []
  let isClosed = false
  const tell = (): void => {
    if (!isClosed) state.set('importDraft', value)
  }
  const telling = createPacer(clock, toldEveryMs, tell)
  const change = (to: Partial<ImportDraft>): void => {
    value = { ...value, ...to, tables: sources.map(({ table }) => table) }
  }
  tell()

  return {
    shown: () => value,
    sources: () => sources,
    find: (tableId) => sources.find(({ table }) => table.id === tableId),
    counted: () => sources.map(({ table }) => table).filter(counts),
    show(to = {}) {
      change(to)
      if (!isClosed) telling.ask()
    },
    showNow(to = {}) {
      change(to)
      telling.stop()
      tell()
    },
    setSources(to) {
      sources = to
    },
    setTable(tableId, to) {
      sources = sources.map((one) =>
        one.table.id === tableId ? { ...one, table: { ...one.table, ...to } } : one
      )
    },
    close() {
      telling.stop()
      isClosed = true
      state.set('importDraft', emptyState.importDraft)
    }
  }
}
