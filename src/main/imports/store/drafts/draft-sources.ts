import type { ReadTotals, SourceProbe, TableProbe } from '../../../../shared/imports/schema'
import { Failure } from '../../../platform/database/failure'
import { foundChoice, type ListSource } from '../../lists/list-types'
import type { DraftStore } from './draft-store'
import type { ImportInput } from '../../imports-operations'
import type { ListReadings, ReadingContext } from './list-readings'

/** The sources of the draft's tables. Throws a `Failure`; `not-found`: no such source. */
export interface DraftSources {
  /** Probes a source, and keeps it on success. */
  add(input: ImportInput<'addSource'>, context: ReadingContext): Promise<SourceProbe>
  probeTable(input: ImportInput<'probeTable'>, context: ReadingContext): Promise<TableProbe>
  /** Reads a table into the draft; on failure nothing of it is added. */
  read(draft: DraftStore, input: ImportInput<'readTable'>, context: ReadingContext): Promise<ReadTotals>
  remove(sourceId: number): void
  clear(): void
}

/** Starts without sources. */
export function createDraftSources(readings: ListReadings): DraftSources {
  const sources = new Map<number, ListSource>()
  const sourceOf = (id: number): ListSource => {
    const source = sources.get(id)
    if (source === undefined) throw new Failure('not-found')
    return source
  }

  return {
    async add({ sourceId, source }, context) {
      const probed = await readings.probe(source, foundChoice, context)
      sources.set(sourceId, source)
      return probed
    },
    async probeTable({ sourceId, sheetIndex, ...choice }, context) {
      const { tables } = await readings.probe(sourceOf(sourceId), choice, context)
      const table = tables.find((one) => one.sheetIndex === sheetIndex)
      if (table === undefined) throw new Failure('not-found')
      return table
    },
    async read(draft, { tableId, sourceId, sheetIndex, options }, context) {
      const source = sourceOf(sourceId)
      const table = await draft.beginTable(tableId)
      try {
        const request = { source, sheetIndex, options }
        const totals = await readings.read(request, (batch) => table.append(batch), context)
        await table.end(totals)
        return totals
      } catch (failure) {
        await table.abandon()
        throw failure
      }
    },
    remove: (sourceId) => void sources.delete(sourceId),
    clear: () => sources.clear()
  }
}
