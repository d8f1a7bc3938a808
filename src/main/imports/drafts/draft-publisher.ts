import type { DraftTable, ImportDraft } from '../../../shared/imports/state-schema'
import { emptyState } from '../../platform/empty-state'
import type { Clock } from '../../platform/ports'
import type { StateStore } from '../../platform/state-store'
import { createTopicPublisher, type TopicPublisher } from '../../platform/topic-publisher'
import { counts, type TableOfSource } from './draft-tables'

/** Publishes the `importDraft` topic and keeps the source of each table. */
export interface DraftPublisher extends TopicPublisher<'importDraft'> {
  update(change?: Partial<ImportDraft>): void
  updateNow(change?: Partial<ImportDraft>): void
  sources(): readonly TableOfSource[]
  find(tableId: number): TableOfSource | undefined
  /** Tables whose entries are or will be part of the draft. */
  counted(): DraftTable[]
  /** Published with the next `update`. */
  setSources(sources: readonly TableOfSource[]): void
  /** Published with the next `update`. */
  setTable(tableId: number, change: Partial<DraftTable>): void
}

/** Starts without tables. */
export function createDraftPublisher(deps: {
  state: StateStore
  clock: Clock
  isDoubtfulIncluded: boolean
}): DraftPublisher {
  const publisher = createTopicPublisher('importDraft', deps, {
    ...emptyState.importDraft,
    isDoubtfulIncluded: deps.isDoubtfulIncluded
  })
  let sources: readonly TableOfSource[] = []
  const tables = (): DraftTable[] => sources.map(({ table }) => table)

  return {
    ...publisher,
    update: (change = {}) => publisher.update({ ...change, tables: tables() }),
    updateNow: (change = {}) => publisher.updateNow({ ...change, tables: tables() }),
    sources: () => sources,
    find: (tableId) => sources.find(({ table }) => table.id === tableId),
    counted: () => tables().filter(counts),
    setSources(to) {
      sources = to
    },
    setTable(tableId, change) {
      sources = sources.map((one) =>
        one.table.id === tableId ? { ...one, table: { ...one.table, ...change } } : one
      )
    }
  }
}
