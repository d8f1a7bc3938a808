import type { ExportLabels, RecordColumn, RecordRow, ZoneOffsets } from '../../../../shared/records/records'
import { wallTime } from '../../../platform/zone-offsets'

/** How an export writes its cells. */
export interface CellStyle {
  labels: ExportLabels
  zone: ZoneOffsets
}

// OWASP, CSV Injection: a cell that begins so can be run as a formula. Full-width signs count too
// (spreadsheets in Chinese and Japanese take them), and so do signs after blanks.
const formula = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u

// Where the spreadsheet's separator is another than ours (; in much of Europe, a tab), quotes that aren't at the
// beginning of its cell are letters: a cell, or after a line end a row, begins inside the text.
const innerFormula = /([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])/gu

// What a spreadsheet reads as a number, a date or a time, and shows otherwise than it was written:
// leading zeros go, from 12 digits on it is 1.38E+11, from 16 on digits are lost, 1-2 becomes a date.
const numberLike = /^\d[\d.,:/\- ]*$|^\d+(\.\d+)?e[+-]?\d+$/i
const safeNumber = /^(0|[1-9]\d{0,10})$/

/**
 * Text as a spreadsheet keeps it: an apostrophe before what it would run as a formula (OWASP's rule), at the beginning
 * and behind any separator, a tab before digits that it would change. Never ="…": that is a formula itself.
 */
export function spreadsheetText(text: string): string {
  const safe = text.replace(innerFormula, "$1'")
  if (formula.test(safe)) return `'${safe}`
  return numberLike.test(text) && !safeNumber.test(text) ? `\t${text}` : safe
}

const quoted = /[",;\r\n\t]|^\s|\s$/

/** A field of RFC 4180. */
export const csvField = (text: string): string =>
  quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text

/** A line of RFC 4180, its CRLF included. */
export const csvLine = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`

// Not 1e-7: at most six digits come after the point.
const plainNumber = (value: number): string => {
  const text = String(value)
  return text.includes('e') ? value.toFixed(6) : text
}

/** One cell, before RFC 4180's quoting. Numbers that are numbers stay so; times are the person's. */
export function csvCell(row: RecordRow, column: RecordColumn, { labels, zone }: CellStyle): string {
  switch (column) {
    case 'startedAtMs':
    case 'answeredAtMs':
    case 'endedAtMs': {
      const atMs = row[column]
      return atMs === null ? '' : wallTime(zone, atMs)
    }
    case 'callerNumber':
    case 'calleeNumber':
    case 'salesmanCode':
      return spreadsheetText(row[column] ?? '')
    case 'agentId':
      return row.agentId === null ? '' : spreadsheetText(String(row.agentId))
    case 'duration':
      return row.durationSeconds === null
        ? spreadsheetText(row.duration ?? '')
        : plainNumber(row.durationSeconds)
    case 'cost':
      return row.costYuan === null ? spreadsheetText(row.cost ?? '') : plainNumber(row.costYuan)
    case 'outcome':
      return spreadsheetText(labels.outcomes[row.outcome])
    case 'hasRecording':
      return spreadsheetText(row.hasRecording ? labels.yes : labels.no)
    case 'note':
      return spreadsheetText(row.note)
    case 'tags':
      return spreadsheetText(row.tags.join(', '))
    case 'id':
      return spreadsheetText(row.id)
  }
}

/** The byte-order mark, by which spreadsheets know UTF-8. */
export const byteOrderMark = '\ufeff'

/** A CSV file of record rows in pieces: mark and heading first, then a piece for each batch. */
export async function* csvPieces(
  batches: AsyncIterable<readonly RecordRow[]>,
  columns: readonly RecordColumn[],
  style: CellStyle
): AsyncGenerator<{ text: string; rows: number }, void, undefined> {
  const heading = columns.map((column) => spreadsheetText(style.labels.columns[column]))
  yield { text: byteOrderMark + csvLine(heading), rows: 0 }
  for await (const batch of batches) {
    const lines = batch.map((row) => csvLine(columns.map((column) => csvCell(row, column, style))))
    yield { text: lines.join(''), rows: batch.length }
  }
}
