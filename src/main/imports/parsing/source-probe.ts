import { basename } from 'node:path'
import { importLimits, type ListDelimiter, type ListEncoding } from '../../../shared/imports/imports'
import type { SourceProbe, TableProbe } from '../../../shared/imports/schema'
import { findDelimiter } from '../lists/delimiter'
import { findHeaderRow, isTitleRow } from '../lists/header'
import { textOfCell } from '../lists/list-cell'
import { titleMeaning } from '../lists/title-words'
import { findNumberColumns } from '../lists/number-columns'
import { encodingOfFile } from './text/encoding-sample'
import { ListFailure } from './failure'
import { openListFile, type ListFile } from './list-file'
import { findFormat, isTextLike } from './list-format'
import type { ListRow, ListSource, ProbeChoice } from '../lists/list-types'
import { isBlankRow, shownText } from './shown-text'
import { rowsOfText } from './text/text-rows'
import type { ColumnRange } from './workbook/workbook-rows'

/** How much of a list is probed: bytes, or characters of pasted text; and rows. */
const probedLength = 262_144
const mostRows = 1_000
/** A zip's directory is at its end. */
const tailBytes = 65_536

/** Maximum characters of a preview cell, a title, and a file name. */
const longestCell = 100
const longestTitle = 60
const longestName = 300
/** Number columns that are selected without the user. */
const mostNumberColumns = 20

interface TextFound {
  encoding: ListEncoding | null
  delimiter: ListDelimiter | null
}

/**
 * Returns the number columns of further tables in the same text (each after a blank row, with its own titles),
 * unless the first table's titles give them another meaning.
 */
function columnsOfFurtherTables(rows: readonly ListRow[], titles: readonly string[]): number[] {
  const found: number[] = []
  rows.forEach((row, at) => {
    const former = rows[at - 1]
    if (former === undefined || !isBlankRow(former) || !isTitleRow(row.cells)) return
    const end = rows.findIndex((one, index) => index > at && isBlankRow(one))
    const body = rows.slice(at + 1, end === -1 ? undefined : end).map(({ cells }) => cells)
    found.push(...findNumberColumns(body, row.cells.map(textOfCell)).chosen)
  })
  return found.filter((column) => ['phone', 'unknown'].includes(titleMeaning(titles[column] ?? '')))
}

interface TableParts extends TextFound, Pick<TableProbe, 'sheetIndex' | 'sheet'> {
  /** From 0, without hidden columns that are included. */
  hiddenColumns: readonly ColumnRange[]
}

/** Probes a table by its first rows; null: all are blank or hidden. */
function probeRows(
  allRows: readonly ListRow[],
  { header, isHiddenIncluded }: ProbeChoice,
  { sheetIndex, sheet, hiddenColumns, ...found }: TableParts
): TableProbe | null {
  const rows = isHiddenIncluded ? allRows : allRows.filter(({ isHidden }) => isHidden !== true)
  const isHiddenColumn = (column: number): boolean =>
    !isHiddenIncluded && hiddenColumns.some(({ first, last }) => column >= first && column <= last)
  const filled = rows.filter((row) => !isBlankRow(row)).slice(0, mostRows)
  const cells = filled.map((row) => row.cells)
  if (filled.length === 0) return null
  const columnCount = cells.reduce((most, { length }) => Math.max(most, length), 0)
  const foundRow = findHeaderRow(cells)
  const headerLine = foundRow === null ? null : (filled[foundRow]?.line ?? null)
  const titleRow = header === 'find' ? foundRow : filled.findIndex(({ line }) => line === header)
  const titles = titleRow === null ? undefined : cells[titleRow]?.map(textOfCell)
  const body = titles === undefined ? cells : cells.slice((titleRow ?? 0) + 1)
  const { columns, chosen } = findNumberColumns(body, titles ?? null)
  const further = columnsOfFurtherTables(
    rows.slice(0, mostRows).filter(({ line }) => line > (filled[titleRow ?? 0]?.line ?? 0)),
    titles ?? []
  )
  const numberColumns = [...new Set([...chosen, ...further])]
    .filter((column) => !isHiddenColumn(column))
    .sort((one, other) => one - other)
  return {
    sheetIndex,
    sheet: sheet === null ? null : shownText(sheet, longestName),
    found: {
      ...{ ...found, headerLine, isHiddenIncluded },
      numberColumns: numberColumns.slice(0, mostNumberColumns)
    },
    columns: columns
      .filter(({ index }) => !isHiddenColumn(index))
      .slice(0, importLimits.maxColumns)
      .map((column) => ({ ...column, title: shownText(column.title, longestTitle) })),
    columnCount,
    hiddenColumns: Array.from({ length: columnCount }, (_, column) => column).filter(isHiddenColumn).length,
    preview: filled.slice(0, importLimits.previewRows).map((row) => ({
      line: row.line,
      cells: row.cells
        .slice(0, importLimits.maxColumns)
        .map((cell) => shownText(textOfCell(cell), longestCell))
    }))
  }
}

/** Drops the last line, which may be incomplete, unless it is the only one. */
function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end === -1 ? text : text.slice(0, end + 1)
}

function probeText(
  beginning: string,
  isWhole: boolean,
  encoding: ListEncoding | null,
  choice: ProbeChoice
): TableProbe[] {
  const marked = beginning.startsWith('\ufeff') ? beginning.slice(1) : beginning
  const sample = isWhole ? marked : wholeLines(marked)
  const delimiter = findDelimiter(sample)
  const rows = rowsOfText(sample, choice.delimiter ?? delimiter)
  const parts = { sheetIndex: null, sheet: null, hiddenColumns: [], encoding, delimiter }
  const probe = probeRows(rows, choice, parts)
  return probe === null ? [] : [probe]
}

async function probeTextFile(file: ListFile, head: Uint8Array, choice: ProbeChoice): Promise<TableProbe[]> {
  const encoding = await encodingOfFile(file, head)
  const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be'
  const decode = (by: ListEncoding): string =>
    new TextDecoder(by, { ignoreBOM: true }).decode(head, { stream: head.length < file.sizeBytes })
  const units = isUtf16 ? Array.from(decode(encoding), (char) => char.charCodeAt(0)) : head
  if (!isTextLike(units)) throw new ListFailure('list-unsupported')
  return probeText(decode(choice.encoding ?? encoding), head.length >= file.sizeBytes, encoding, choice)
}

async function probeWorkbookFile(
  path: string,
  choice: ProbeChoice
): Promise<Pick<SourceProbe, 'tables' | 'hiddenSheets'>> {
  const { probeWorkbook } = await import('./workbook/workbook')
  const workbook = await probeWorkbook(path, new AbortController().signal)
  if (!workbook.ok) throw new ListFailure(workbook.error.code)
  const tables = workbook.value.sheets
    .map(({ index, name, rows, hiddenColumns }) =>
      probeRows(rows, choice, {
        ...{ sheetIndex: index, sheet: name, hiddenColumns, encoding: null, delimiter: null }
      })
    )
    .filter((probe) => probe !== null)
  if (tables.length > importLimits.maxTables) throw new ListFailure('list-too-large')
  return { tables, hiddenSheets: workbook.value.hiddenSheets.length }
}

async function probeFile(path: string, choice: ProbeChoice): Promise<SourceProbe> {
  const file = await openListFile(path)
  try {
    const head = await file.read(0, probedLength)
    const tail = await file.read(Math.max(head.length, file.sizeBytes - tailBytes), tailBytes)
    const name = basename(path)
    const format = findFormat({ head, tail }, name)
    if (format === 'unsupported') throw new ListFailure('list-unsupported')
    const probed =
      format === 'text'
        ? { tables: await probeTextFile(file, head, choice), hiddenSheets: 0 }
        : await probeWorkbookFile(path, choice)
    return { format, name: shownText(name, longestName), sizeBytes: file.sizeBytes, ...probed }
  } finally {
    await file.close()
  }
}

/**
 * Probes the beginning of a list: its format, its tables, and the best options for each. `found` are the detected
 * options, with header and number columns as read under `choice`. Blank rows and empty tables are left out. Of a
 * path only the last part is returned. Throws {@link ListFailure} (`list-unsupported`: not a list;
 * `list-unreadable`: not a regular file) and operating system errors.
 */
export async function probeSource(source: ListSource, choice: ProbeChoice): Promise<SourceProbe> {
  if (source.kind === 'file') return probeFile(source.path, choice)
  const { text } = source
  const isWhole = text.length <= probedLength
  return {
    format: 'pasted',
    name: '',
    sizeBytes: Buffer.byteLength(text),
    hiddenSheets: 0,
    tables: probeText(text.slice(0, probedLength), isWhole, null, choice)
  }
}
