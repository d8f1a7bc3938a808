import type { CommandInput } from '../../../shared/app/contract'
import { importLimits } from '../../../shared/imports/imports'
import type { SourceProbe, TableProbe, ListOptions } from '../../../shared/imports/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { DraftPublisher } from './draft-publisher'
import {
  headerChoice,
  needsProbe,
  needsReading,
  probedTable,
  reprobedTable,
  unprobedTable,
  type TableOfSource
} from './draft-tables'
import type { DraftWork } from './draft-work'
import type { ImportsStore } from '../imports-store'

/** Adds, probes, changes and removes the tables of a draft. */
export class DraftTableEditor {
  private readonly publisher: DraftPublisher
  private readonly work: DraftWork
  private readonly store: ImportsStore
  private readonly previews = new Map<number, TableProbe['preview']>()
  private lastTableId = 0
  private lastSourceId = 0

  constructor({
    publisher,
    work,
    store
  }: {
    publisher: DraftPublisher
    work: DraftWork
    store: ImportsStore
  }) {
    this.publisher = publisher
    this.work = work
    this.store = store
  }

  /** Adds the tables of a file (`path`) or of pasted `text`. Does nothing when the draft is full. */
  add(path: string | null, text: string): void {
    if (this.publisher.sources().length >= importLimits.maxTables) return
    this.lastTableId += 1
    this.lastSourceId += 1
    const placeholder = unprobedTable(this.lastTableId, { sourceId: this.lastSourceId, path })
    this.publisher.setSources([...this.publisher.sources(), placeholder])
    this.publisher.updateNow({ check: { kind: 'reading' } })
    void this.probeSource(placeholder, text)
  }

  /** Returns false when there is no such table. */
  remove(tableId: number): boolean {
    const gone = this.publisher.find(tableId)
    if (gone === undefined) return false
    this.work.endReading(tableId)
    this.previews.delete(tableId)
    this.publisher.setSources(this.publisher.sources().filter((one) => one !== gone))
    void this.store.ask('removeTables', { tableIds: [tableId] })
    if (!this.publisher.sources().some(({ sourceId }) => sourceId === gone.sourceId))
      void this.store.ask('removeSource', { sourceId: gone.sourceId })
    return true
  }

  clear(): void {
    this.previews.clear()
    this.publisher.setSources([])
  }

  /** The first rows of a probed table; `not-found`. */
  preview(tableId: number): Result<TableProbe['preview']> {
    const preview = this.previews.get(tableId)
    return preview === undefined ? failed({ code: 'not-found' }) : succeeded(preview)
  }

  /** Applies the user's options; probes the table again where they change its rows or titles. */
  async set({ tableId, isIncluded, options }: CommandInput<'imports:set-table'>): Promise<Result<undefined>> {
    const of = this.publisher.find(tableId)
    if (of === undefined) return failed({ code: 'not-found' })
    const { table } = of
    if (options.numberColumns.some((column) => column >= table.columnCount))
      return failed({ code: 'input-invalid', field: 'options.numberColumns' })
    if ((table.format === 'workbook') !== (options.delimiter === null))
      return failed({ code: 'input-invalid', field: 'options.delimiter' })
    const isReadAgain = table.reading.kind === 'reading' || needsReading(table.options, options)
    this.work.endReading(tableId)
    this.publisher.setTable(tableId, { isIncluded, ...(isReadAgain ? { reading: { kind: 'waiting' } } : {}) })
    if (needsProbe(table.options, options)) return this.probeTable(of, options)
    this.publisher.setTable(tableId, { options })
    this.publisher.updateNow()
    this.work.resume()
    this.work.compareAgain()
    return succeeded(undefined)
  }

  /** Queues the tables whose reading or probe failed. */
  retryFailed(): void {
    for (const one of this.publisher.sources()) {
      const { id, reading, columns } = one.table
      if (reading.kind !== 'failed') continue
      if (columns.length > 0) this.publisher.setTable(id, { reading: { kind: 'waiting' } })
      else if (one.path !== null) {
        this.publisher.setTable(id, { reading: { kind: 'looking' } })
        void this.probeSource(one, '')
      }
    }
  }

  /** Probes a source, and replaces its placeholder by its tables. */
  private async probeSource({ sourceId, path, table: { id } }: TableOfSource, text: string): Promise<void> {
    const { publisher, store } = this
    const probe = await store.ask('addSource', {
      sourceId,
      source: path === null ? { kind: 'text', text } : { kind: 'file', path }
    })
    // Removed in the meantime.
    if (publisher.find(id)?.sourceId !== sourceId) {
      if (probe.ok) void store.ask('removeSource', { sourceId })
      return
    }
    if (probe.ok && probe.value.tables.length > 0)
      this.replace(id, this.tablesOf(sourceId, path, probe.value))
    else {
      const error = probe.ok ? { code: 'nothing-to-import' as const } : probe.error
      publisher.setTable(id, { reading: { kind: 'failed', error } })
    }
    publisher.update()
    this.work.compareAgain()
  }

  private async probeTable(of: TableOfSource, chosen: ListOptions): Promise<Result<undefined>> {
    const { publisher } = this
    const { sourceId, sheetIndex, table } = of
    const { id } = table
    publisher.setTable(id, { options: chosen, reading: { kind: 'looking' } })
    publisher.updateNow({ check: { kind: 'reading' } })
    const { encoding, delimiter, isHiddenIncluded } = chosen
    const header = headerChoice(table.options, chosen)
    const probe = await this.store.ask('probeTable', {
      ...{ sourceId, sheetIndex, encoding, delimiter, header, isHiddenIncluded }
    })
    const now = publisher.find(id)
    // Superseded by another choice, or removed.
    if (now?.table.options !== chosen) return succeeded(undefined)
    if (probe.ok) {
      this.previews.set(id, probe.value.preview)
      publisher.setTable(id, reprobedTable(now.table, header, probe.value))
    } else publisher.setTable(id, { reading: { kind: 'failed', error: probe.error } })
    publisher.update()
    this.work.goOn()
    return probe.ok ? succeeded(undefined) : probe
  }

  private replace(former: number, replacements: readonly TableOfSource[]): void {
    const { publisher } = this
    publisher.setSources(
      publisher.sources().flatMap((one) => (one.table.id === former ? replacements : [one]))
    )
  }

  private tablesOf(sourceId: number, path: string | null, probe: SourceProbe): TableOfSource[] {
    const room = importLimits.maxTables - this.publisher.sources().length + 1
    return probe.tables.slice(0, room).map((table) => {
      this.lastTableId += 1
      this.previews.set(this.lastTableId, table.preview)
      return probedTable(this.lastTableId, { sourceId, path }, probe, table)
    })
  }
}
