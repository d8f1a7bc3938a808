import { importLimits } from '../../shared/imports'
import type { ReadTotals } from '../../shared/imports-schemas'
import { readListCell, textOfCell } from '../core/lists/list-cell'
import type { ImportsProgress } from '../imports/imports-messages'
import { createEntryBatches, type EntryBatches } from './entry-batches'
import { ListFailure } from './failure'
import type { EntryBatch, ListCell, ListRow, RowBatch, TableReadRequest } from './list-types'
import { isBlankCell, isBlankRow } from './shown-text'
import { textRows } from './text-rows'

/** Who is told of a table that is being read. */
export interface TableListener {
  /** Reading goes on when it is fulfilled. */
  batch(batch: EntryBatch): Promise<void>
  /** After each part of the file. */
  progress(progress: ImportsProgress): void
}

/**
 * A batch goes on after so much of a file at the latest, however few entries it has: their texts are parts
 * of the file's and keep all of it in memory.
 */
const bytesOfBatch = 8_388_608

const rowsOf = async ({ source, sheetIndex, options }: TableReadRequest, signal: AbortSignal) => {
  if (sheetIndex === null) return textRows(source, options.encoding ?? 'utf-8', options.delimiter ?? 'none')
  if (source.kind === 'text') throw new ListFailure('input-invalid')
  const { workbookRows } = await import('./workbook')
  return workbookRows(source.path, sheetIndex, signal)
}

/** The beginning of a row, for one that can't be told apart into cells. */
function beginningOf({ cells }: ListRow): string {
  const first = cells.find((cell) => !isBlankCell(cell))
  return first === undefined ? '' : textOfCell(first)
}

/** The entries of a row: one for each number of its number columns, and for each cell of them without any. */
function addEntries(row: ListRow, columns: readonly number[], entries: EntryBatches): number {
  const read = columns.map((column) => {
    const cell: ListCell = row.cells[column] ?? ''
    return { column, text: textOfCell(cell), readings: readListCell(cell) }
  })
  const hasNumber = (readings: ReturnType<typeof readListCell>): boolean =>
    readings.some(({ dial, suggestion }) => dial !== null || suggestion !== null)
  if (row.isBroken && !read.some(({ readings }) => hasNumber(readings))) {
    entries.add({
      line: row.line,
      column: columns[0] ?? 0,
      code: 'line-broken',
      dial: null,
      text: beginningOf(row),
      suggestion: null
    })
    return 1
  }
  let count = 0
  for (const { column, text, readings } of read) {
    for (const reading of readings) entries.add({ line: row.line, column, text, ...reading })
    count += readings.length
  }
  return count
}

/**
 * Reads a table to its end. Its rows that aren't blank are `lines`, the header (the first of them) aside;
 * each of those gives at least one entry for each number column, a cell that isn't there one that is empty.
 * Throws {@link ListFailure}, and what the operating system throws; `list-too-large` beyond the entries of
 * a draft.
 */
export async function readTable(
  request: TableReadRequest,
  on: TableListener,
  signal: AbortSignal
): Promise<ReadTotals> {
  const { hasHeader, numberColumns } = request.options
  const totals = { lines: 0, blankLines: 0, undecodableLines: 0, brokenLines: 0 }
  const batches = createEntryBatches()
  let isHeaderDue = hasHeader
  let entries = 0
  let handedOverAt = 0

  const take = (row: ListRow): void => {
    if (isBlankRow(row)) {
      totals.blankLines += 1
      return
    }
    if (isHeaderDue) {
      isHeaderDue = false
      return
    }
    totals.lines += 1
    if (row.isUndecodable) totals.undecodableLines += 1
    if (row.isBroken) totals.brokenLines += 1
    entries += addEntries(row, numberColumns, batches)
    if (entries > importLimits.maxEntries) throw new ListFailure('list-too-large')
  }

  const handOver = async (full: readonly EntryBatch[]): Promise<void> => {
    for (const batch of full) await on.batch(batch)
  }

  const takeRows = async ({ rows, readBytes, totalBytes }: RowBatch): Promise<void> => {
    signal.throwIfAborted()
    for (const row of rows) {
      take(row)
      const full = batches.takeFull()
      if (full.length > 0) await handOver(full)
    }
    if (readBytes - handedOverAt >= bytesOfBatch) {
      handedOverAt = readBytes
      await handOver(batches.takeRest())
    }
    on.progress({ done: readBytes, total: totalBytes, lines: totals.lines })
  }

  for await (const rows of await rowsOf(request, signal)) await takeRows(rows)
  await handOver(batches.takeRest())
  return totals
}
