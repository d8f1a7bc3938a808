import { importLimits } from '../../../shared/imports/imports'
import type { ReadTotals } from '../../../shared/imports/schema'
import { isTitleRow } from '../lists/header'
import { readListCell, textOfCell } from '../lists/list-cell'
import type { CellReading } from '../lists/number-cell'
import { titleMeaning } from '../lists/title-words'
import type { ImportsProgress } from '../imports-operations'
import { createEntryBatches, type EntryBatches } from './entry-batches'
import { ListFailure } from './failure'
import type { EntryBatch, ListRow, RowBatch, TableReadRequest } from '../lists/list-types'
import { isBlankCell, isBlankRow } from './shown-text'
import { textRows } from './text/text-rows'

/** Receives a table while it is read. */
export interface TableListener {
  /** Reading continues when the promise is fulfilled. */
  batch(batch: EntryBatch): Promise<void>
  /** Called after each chunk of the file. */
  progress(progress: ImportsProgress): void
}

/**
 * A batch is delivered at least once per this much of a file, even with few entries: their texts are slices of the
 * file's text and keep it all in memory.
 */
const bytesOfBatch = 8_388_608

/** Yields the rows of a table in batches. Throws {@link ListFailure} and operating system errors. */
export const tableRows = async (
  {
    source,
    sheetIndex,
    options
  }: Pick<TableReadRequest, 'source' | 'sheetIndex'> & {
    options: Pick<TableReadRequest['options'], 'encoding' | 'delimiter'>
  },
  signal: AbortSignal
): Promise<AsyncGenerator<RowBatch>> => {
  if (sheetIndex === null) return textRows(source, options.encoding ?? 'utf-8', options.delimiter ?? 'none')
  if (source.kind === 'text') throw new ListFailure('input-invalid')
  const { workbookRows } = await import('./workbook/workbook')
  return workbookRows(source.path, sheetIndex, signal)
}

/** The beginning of a row that isn't read cell by cell. */
function beginningOf({ cells }: ListRow): string {
  const first = cells.find((cell) => !isBlankCell(cell))
  return first === undefined ? '' : textOfCell(first)
}

/** Returns one entry for a row whose cells aren't read. */
function addUnread(
  row: ListRow,
  code: 'line-broken' | 'above-header' | 'hidden-row',
  [column = 0]: readonly number[],
  entries: EntryBatches
): number {
  entries.add({ line: row.line, column, text: beginningOf(row) }, { code, dial: null, suggestion: null })
  return 1
}

const hasNumber = ({ dial, suggestion }: CellReading): boolean => dial !== null || suggestion !== null

/** Returns the numbers in all cells of a row. */
function addNumbers(row: ListRow, entries: EntryBatches): number {
  if (row.isTorn === true) return 0
  let count = 0
  row.cells.forEach((cell, column) => {
    for (const reading of readListCell(cell).filter(hasNumber)) {
      entries.add({ line: row.line, column, text: textOfCell(cell) }, reading)
      count += 1
    }
  })
  return count
}

/** The reading of a cell whose column has another meaning by its title. */
const notPhone: CellReading = { code: 'no-number', dial: null, suggestion: null }

/** Columns that the header of a further table in the same text (after a blank row) gives another meaning. */
function createFurtherTables() {
  let isAfterBlank = false
  let others: ReadonlySet<number> = new Set()
  return {
    blank() {
      isAfterBlank = true
    },
    /** Columns of this row that contain no telephone numbers. */
    othersOf({ cells }: ListRow): ReadonlySet<number> {
      if (isAfterBlank && isTitleRow(cells)) {
        const meanings = cells.map((cell) => titleMeaning(textOfCell(cell)))
        others = new Set(meanings.flatMap((meaning, column) => (meaning === 'other' ? [column] : [])))
      }
      isAfterBlank = false
      return others
    }
  }
}

/**
 * Returns the entries of a row: one for each number in its number columns, and one for each of their cells without a
 * number.
 */
function addEntries(
  row: ListRow,
  columns: readonly number[],
  others: ReadonlySet<number>,
  entries: EntryBatches
): number {
  if (row.isTorn === true) return addUnread(row, 'line-broken', columns, entries)
  const read = columns.map((column) => {
    const readings = readListCell(row.cells[column] ?? '')
    return others.has(column) && readings.some(hasNumber) ? [notPhone] : readings
  })
  if (row.isBroken && !read.some((readings) => readings.some(hasNumber)))
    return addUnread(row, 'line-broken', columns, entries)
  let count = 0
  columns.forEach((column, at) => {
    const readings = read[at] ?? []
    const place = { line: row.line, column, text: textOfCell(row.cells[column] ?? '') }
    for (const reading of readings) entries.add(place, reading)
    count += readings.length
  })
  return count
}

/**
 * Reads a whole table. `lines` are its non-blank rows without the header. Rows above the header and hidden rows
 * yield one entry each with that reason; the others at least one per number column, where a missing cell counts as
 * empty. Throws {@link ListFailure} (`list-too-large` beyond a draft's maximum of entries) and operating system
 * errors.
 */
export async function readTable(
  request: TableReadRequest,
  on: TableListener,
  signal: AbortSignal
): Promise<ReadTotals> {
  const { headerLine, numberColumns, isHiddenIncluded } = request.options
  const totals = { lines: 0, blankLines: 0, undecodableLines: 0, brokenLines: 0 }
  const batches = createEntryBatches()
  let entries = 0
  const further = createFurtherTables()
  let lastUndecodable = 0
  let lastBroken = 0
  let handedOverAt = 0

  /** A line in several pieces, or with several faults, is counted once. */
  const countLine = ({ line, isRest, isUndecodable, isBroken }: ListRow): void => {
    if (isRest !== true) totals.lines += 1
    if (isUndecodable && line !== lastUndecodable) {
      totals.undecodableLines += 1
      lastUndecodable = line
    }
    if (isBroken && line !== lastBroken) {
      totals.brokenLines += 1
      lastBroken = line
    }
  }

  const take = (row: ListRow): void => {
    if (isBlankRow(row)) {
      totals.blankLines += 1
      further.blank()
      return
    }
    if (row.line === headerLine && request.isEveryCell !== true) return
    countLine(row)
    const isAbove = headerLine !== null && row.line < headerLine
    if (request.isEveryCell === true) entries += addNumbers(row, batches)
    else if (row.isHidden === true && !isHiddenIncluded)
      entries += addUnread(row, 'hidden-row', numberColumns, batches)
    else if (isAbove) entries += addUnread(row, 'above-header', numberColumns, batches)
    else entries += addEntries(row, numberColumns, further.othersOf(row), batches)
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

  for await (const rows of await tableRows(request, signal)) await takeRows(rows)
  await handOver(batches.takeRest())
  return totals
}
