import type { RecordColumn } from '../../../../shared/records/records'
import type { ExportLabels } from '../../../../shared/records/export-schema'
import type { RecordRow } from '../../../../shared/records/row-schema'
import type { ZoneOffsets } from '../../../../shared/records/filter-schema'
import { byteOrderMark, csvLine, spreadsheetText } from '../../../platform/csv'
import { wallTime } from '../../../platform/zone-offsets'

/** Texts and time zone of an export's cells. */
export interface CellStyle {
  labels: ExportLabels
  zone: ZoneOffsets
}

// Avoids exponents such as 1e-7; values have at most six decimal places.
const plainNumber = (value: number): string => {
  const text = String(value)
  return text.includes('e') ? value.toFixed(6) : text
}

/** One cell, before RFC 4180 quoting. Numbers stay numbers; times are in the user's time zone. */
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
    case 'contactName':
      return spreadsheetText(row.contactName)
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
    case 'result':
      return spreadsheetText(row.result === null ? '' : (labels.results[row.result] ?? row.result))
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

/** A CSV file of record rows in pieces: byte-order mark and header first, then a piece for each batch. */
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
