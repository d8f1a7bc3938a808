import { basename } from 'node:path'
import { importLimits, type ListDelimiter, type ListEncoding } from '../../shared/imports'
import type { SourceLook, TableLook } from '../../shared/imports-schemas'
import { findDelimiter } from '../core/lists/delimiter'
import { hasHeaderRow } from '../core/lists/header'
import { textOfCell } from '../core/lists/list-cell'
import { findNumberColumns } from '../core/lists/number-columns'
import { encodingOfFile } from './encoding-sample'
import { ListFailure } from './failure'
import { openListFile, type ListFile } from './list-file'
import { findFormat, isTextLike } from './list-format'
import type { ListRow, ListSource, TextChoice } from './list-types'
import { isBlankRow, shownText } from './shown-text'
import { rowsOfText } from './text-rows'

/** How much of a list is looked at: bytes, or characters of a pasted text; and how many of its rows. */
const lookedAtLength = 262_144
const mostRows = 1_000
/** The directory of a zip is at its end. */
const tailBytes = 65_536

/** Characters of a cell of the preview, of a title, and of a file's name. */
const longestCell = 100
const longestTitle = 60
const longestName = 300
/** Number columns that are taken without a person's word. */
const mostNumberColumns = 20

interface TextFound {
  encoding: ListEncoding | null
  delimiter: ListDelimiter | null
}

/** What the first rows of a table show; null: they are all blank. */
function lookAtRows(
  rows: readonly ListRow[],
  { sheetIndex, sheet, ...found }: TextFound & Pick<TableLook, 'sheetIndex' | 'sheet'>
): TableLook | null {
  const cells = rows
    .filter((row) => !isBlankRow(row))
    .slice(0, mostRows)
    .map((row) => row.cells)
  const [first] = cells
  if (first === undefined) return null
  const hasHeader = hasHeaderRow(cells)
  const header = hasHeader ? first.map(textOfCell) : null
  const { columns, chosen } = findNumberColumns(hasHeader ? cells.slice(1) : cells, header)
  return {
    sheetIndex,
    sheet: sheet === null ? null : shownText(sheet, longestName),
    found: { ...found, hasHeader, numberColumns: chosen.slice(0, mostNumberColumns) },
    columns: columns
      .slice(0, importLimits.maxColumns)
      .map((column) => ({ ...column, title: shownText(column.title, longestTitle) })),
    columnCount: cells.reduce((most, { length }) => Math.max(most, length), 0),
    preview: cells
      .slice(0, importLimits.previewRows)
      .map((row) =>
        row.slice(0, importLimits.maxColumns).map((cell) => shownText(textOfCell(cell), longestCell))
      )
  }
}

/** Without the line that the beginning of a text ends in the middle of, unless there is no other. */
function wholeLines(text: string): string {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end === -1 ? text : text.slice(0, end + 1)
}

function lookAtText(
  beginning: string,
  isWhole: boolean,
  encoding: ListEncoding | null,
  choice: TextChoice
): TableLook[] {
  const marked = beginning.startsWith('\ufeff') ? beginning.slice(1) : beginning
  const sample = isWhole ? marked : wholeLines(marked)
  const delimiter = findDelimiter(sample)
  const rows = rowsOfText(sample, choice.delimiter ?? delimiter)
  const look = lookAtRows(rows, { sheetIndex: null, sheet: null, encoding, delimiter })
  return look === null ? [] : [look]
}

async function lookAtTextFile(file: ListFile, head: Uint8Array, choice: TextChoice): Promise<TableLook[]> {
  const encoding = await encodingOfFile(file, head)
  const isUtf16 = encoding === 'utf-16le' || encoding === 'utf-16be'
  const decode = (by: ListEncoding): string =>
    new TextDecoder(by, { ignoreBOM: true }).decode(head, { stream: head.length < file.sizeBytes })
  const units = isUtf16 ? Array.from(decode(encoding), (char) => char.charCodeAt(0)) : head
  if (!isTextLike(units)) throw new ListFailure('list-unsupported')
  return lookAtText(decode(choice.encoding ?? encoding), head.length >= file.sizeBytes, encoding, choice)
}

async function lookAtBook(path: string): Promise<TableLook[]> {
  const { lookAtWorkbook } = await import('./workbook')
  const book = await lookAtWorkbook(path, new AbortController().signal)
  if (!book.ok) throw new ListFailure(book.error.code)
  const looks = book.value.sheets
    .map(({ index, name, rows }) =>
      lookAtRows(rows, { sheetIndex: index, sheet: name, encoding: null, delimiter: null })
    )
    .filter((look) => look !== null)
  if (looks.length > importLimits.maxTables) throw new ListFailure('list-too-large')
  return looks
}

async function lookAtFile(path: string, choice: TextChoice): Promise<SourceLook> {
  const file = await openListFile(path)
  try {
    const head = await file.read(0, lookedAtLength)
    const tail = await file.read(Math.max(head.length, file.sizeBytes - tailBytes), tailBytes)
    const name = basename(path)
    const format = findFormat({ head, tail }, name)
    if (format === 'unsupported') throw new ListFailure('list-unsupported')
    const tables = format === 'text' ? await lookAtTextFile(file, head, choice) : await lookAtBook(path)
    return { format, name: shownText(name, longestName), sizeBytes: file.sizeBytes, tables }
  } finally {
    await file.close()
  }
}

/**
 * Looks at the beginning of a list: what it is, its tables, and how each is best read. `found` is what the
 * list itself shows: its header and its number columns as they are when it is read as `choice` says. A
 * table's blank rows are left out, tables of nothing else too. Of a path only the last part goes out.
 * Throws {@link ListFailure}: `list-unsupported` for what is no list, `list-unreadable` for what is no
 * regular file; and what the operating system throws.
 */
export async function lookAtSource(source: ListSource, choice: TextChoice): Promise<SourceLook> {
  if (source.kind === 'file') return lookAtFile(source.path, choice)
  const { text } = source
  const isWhole = text.length <= lookedAtLength
  return {
    format: 'pasted',
    name: '',
    sizeBytes: Buffer.byteLength(text),
    tables: lookAtText(text.slice(0, lookedAtLength), isWhole, null, choice)
  }
}
