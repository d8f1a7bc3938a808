import type { CommandInput, CommandOutput } from '../../shared/app/contract'
import {
  importLimits,
  type DraftFilter,
  type DraftLine,
  type ListOptions
} from '../../shared/imports/imports'
import type { SourceProbe, TableProbe } from '../../shared/imports/schema'
import type { DraftTable, ImportDraft } from '../../shared/imports/imports-state'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'
import { createDraftPublisher } from './draft-publisher'
import {
  headerChoice,
  reprobedTable,
  needsProbe,
  needsReading,
  probedTable,
  unprobedTable,
  type TableOfSource
} from './draft-tables'
import { createDraftWork } from './draft-work'
import type { ImportsStore } from './imports-store'

/** How long fixes are gathered before all is compared anew, in ms. */
const gatherFixesMs = 400

/** The lists that are looked at before anything is sent; all of it stays on this machine. */
export interface Draft {
  addFiles(paths: readonly string[]): void
  addText(text: string): void
  removeTable(tableId: number): void
  clear(): Promise<void>
  setTable(input: CommandInput<'imports:set-table'>): Promise<Result<undefined>>
  /** Of a table that was looked at; `not-found`. */
  preview(tableId: number): Result<TableProbe['preview']>
  cancelReading(): void
  /** Goes on after a cancel, and tries anew what failed. */
  readAgain(): void
  includeDoubtful(isIncluded: boolean): void
  chooseCampaign(campaignId: string): void
  lines(filter: DraftFilter, offset: number, limit: number): Promise<Result<CommandOutput<'imports:lines'>>>
  fix(n: number, text: string): Promise<Result<DraftLine>>
  acceptSuggestions(input: CommandInput<'imports:accept-suggestions'>): Promise<Result<{ fixed: number }>>
  undoFix(): Promise<Result<{ undone: number }>>
  /** Earlier imports or the block list changed: all is compared anew. */
  compareAgain(): void
  shown(): ImportDraft
  /** The tables whose entries are sent or left out, in their order. */
  counted(): DraftTable[]
  close(): void
}

/** A draft that begins empty. `isDoubtfulIncluded`: as the person chose last. */
export function createDraft(deps: {
  state: StateStore
  clock: Clock
  store: ImportsStore
  isDoubtfulIncluded: boolean
  keepDoubtfulIncluded: (isIncluded: boolean) => void
}): Draft {
  const { clock, store } = deps
  const publisher = createDraftPublisher(deps)
  const work = createDraftWork({ publisher, store })
  const previews = new Map<number, TableProbe['preview']>()
  let lastTableId = 0
  let lastSourceId = 0
  let cancelFixTimer: () => void = () => undefined

  const place = (former: number, replacements: readonly TableOfSource[]): void =>
    publisher.setSources(
      publisher.sources().flatMap((one) => (one.table.id === former ? replacements : [one]))
    )

  const tablesOf = (sourceId: number, path: string | null, look: SourceProbe): TableOfSource[] => {
    const room = importLimits.maxTables - publisher.sources().length + 1
    return look.tables.slice(0, room).map((table) => {
      lastTableId += 1
      previews.set(lastTableId, table.preview)
      return probedTable(lastTableId, { sourceId, path }, look, table)
    })
  }

  /** Looks at the source whose place is held by an unseen table. */
  const look = async (unseen: TableOfSource, text: string): Promise<void> => {
    const { sourceId, path } = unseen
    const { id } = unseen.table
    const seen = await store.ask('addSource', {
      sourceId,
      source: path === null ? { kind: 'text', text } : { kind: 'file', path }
    })
    // It was taken away meanwhile.
    if (publisher.find(id)?.sourceId !== sourceId) {
      if (seen.ok) void store.ask('removeSource', { sourceId })
      return
    }
    if (seen.ok && seen.value.tables.length > 0) place(id, tablesOf(sourceId, path, seen.value))
    else {
      const error = seen.ok ? { code: 'nothing-to-import' as const } : seen.error
      publisher.setTable(id, { reading: { kind: 'failed', error } })
    }
    publisher.update()
    work.compareAgain()
  }

  const add = (path: string | null, text: string): void => {
    if (publisher.sources().length >= importLimits.maxTables) return
    lastTableId += 1
    lastSourceId += 1
    const unseen = unprobedTable(lastTableId, { sourceId: lastSourceId, path })
    publisher.setSources([...publisher.sources(), unseen])
    publisher.updateNow({ check: { kind: 'reading' } })
    void look(unseen, text)
  }

  const probeTable = async (of: TableOfSource, chosen: ListOptions): Promise<Result<undefined>> => {
    const { sourceId, sheetIndex, table } = of
    const { id } = table
    publisher.setTable(id, { options: chosen, reading: { kind: 'looking' } })
    publisher.updateNow({ check: { kind: 'reading' } })
    const { encoding, delimiter, isHiddenIncluded } = chosen
    const header = headerChoice(table.options, chosen)
    const seen = await store.ask('probeTable', {
      ...{ sourceId, sheetIndex, encoding, delimiter, header, isHiddenIncluded }
    })
    const now = publisher.find(id)
    // Yet another choice was made meanwhile.
    if (now?.table.options !== chosen) return succeeded(undefined)
    if (seen.ok) {
      previews.set(id, seen.value.preview)
      publisher.setTable(id, reprobedTable(now.table, header, seen.value))
    } else publisher.setTable(id, { reading: { kind: 'failed', error: seen.error } })
    publisher.update()
    work.goOn()
    return seen.ok ? succeeded(undefined) : seen
  }

  const changed = (change: Partial<ImportDraft>): void => {
    publisher.updateNow(change)
    work.compareAgain()
  }

  return {
    addFiles(paths) {
      for (const path of paths) add(path, '')
    },
    addText: (text) => add(null, text),
    removeTable(tableId) {
      const gone = publisher.find(tableId)
      if (gone === undefined) return
      work.endReading(tableId)
      previews.delete(tableId)
      publisher.setSources(publisher.sources().filter((one) => one !== gone))
      void store.ask('removeTables', { tableIds: [tableId] })
      if (!publisher.sources().some(({ sourceId }) => sourceId === gone.sourceId))
        void store.ask('removeSource', { sourceId: gone.sourceId })
      changed({ canUndo: publisher.sources().length > 0 && publisher.value().canUndo })
    },
    async clear() {
      cancelFixTimer()
      work.reset()
      previews.clear()
      publisher.setSources([])
      publisher.updateNow({
        check: { kind: 'none' },
        canUndo: false,
        revision: publisher.value().revision + 1
      })
      await store.ask('clearDraft', {})
    },
    async setTable({ tableId, isIncluded, options }) {
      const of = publisher.find(tableId)
      if (of === undefined) return failed({ code: 'not-found' })
      const { table } = of
      if (options.numberColumns.some((column) => column >= table.columnCount))
        return failed({ code: 'input-invalid', field: 'options.numberColumns' })
      if ((table.format === 'workbook') !== (options.delimiter === null))
        return failed({ code: 'input-invalid', field: 'options.delimiter' })
      const isAnew = table.reading.kind === 'reading' || needsReading(table.options, options)
      work.endReading(tableId)
      publisher.setTable(tableId, { isIncluded, ...(isAnew ? { reading: { kind: 'waiting' } } : {}) })
      if (needsProbe(table.options, options)) return probeTable(of, options)
      publisher.setTable(tableId, { options })
      publisher.updateNow()
      work.release()
      work.compareAgain()
      return succeeded(undefined)
    },
    preview(tableId) {
      const preview = previews.get(tableId)
      return preview === undefined ? failed({ code: 'not-found' }) : succeeded(preview)
    },
    cancelReading: () => work.hold(),
    readAgain() {
      for (const one of publisher.sources()) {
        const { id, reading, columns } = one.table
        if (reading.kind !== 'failed') continue
        if (columns.length > 0) publisher.setTable(id, { reading: { kind: 'waiting' } })
        else if (one.path !== null) {
          publisher.setTable(id, { reading: { kind: 'looking' } })
          void look(one, '')
        }
      }
      publisher.updateNow({ check: { kind: 'reading' } })
      work.release()
      work.compareAgain()
    },
    includeDoubtful(isDoubtfulIncluded) {
      publisher.updateNow({ isDoubtfulIncluded })
      deps.keepDoubtfulIncluded(isDoubtfulIncluded)
    },
    chooseCampaign(campaignId) {
      const { check, campaignId: former } = publisher.value()
      if (campaignId === former) return
      // What would be sent is another number now: nobody is to press for the former one.
      changed({ campaignId, check: check.kind === 'ready' ? { kind: 'comparing' } : check })
    },
    lines: (filter, offset, limit) =>
      store.ask('draftLines', {
        filter,
        isDoubtfulIncluded: publisher.value().isDoubtfulIncluded,
        offset,
        limit
      }),
    async fix(n, text) {
      const line = await store.ask('fix', { n, text })
      if (!line.ok) return line
      publisher.updateNow({ canUndo: true })
      cancelFixTimer()
      cancelFixTimer = clock.after(gatherFixesMs, () => work.compareAgain())
      return line
    },
    async acceptSuggestions(input) {
      const accepted = await store.ask('acceptSuggestions', input)
      if (accepted.ok && accepted.value.fixed > 0) changed({ canUndo: true })
      return accepted
    },
    async undoFix() {
      const undone = await store.ask('undoFix', {})
      if (!undone.ok) return undone
      changed({ canUndo: undone.value.canUndo })
      return succeeded({ undone: undone.value.undone })
    },
    compareAgain: () => work.compareAgain(),
    shown: () => publisher.value(),
    counted: () => publisher.counted(),
    close() {
      cancelFixTimer()
      work.close()
      publisher.close()
    }
  }
}
