import type { DuckDBConnection } from '@duckdb/node-api'
import type { DraftLine } from '../../../../shared/imports/schema'
import { spreadsheetText } from '../../../platform/csv'
import { Cancelled, isAborted, rowsOf, type Lane } from '../../../platform/database/lane'
import { inTransaction } from '../../../platform/database/transaction'
import { maskedStrings } from '../../../platform/number-mask'
import type { ImportInput, ImportsProgress } from '../../imports-operations'
import { columnLetters, writeCsvFile, type CsvRow } from '../csv-file'
import { numberOf } from '../../../platform/database/statements'
import { draftLine, linesSql, shownReason, type LinesAsked } from './draft-lines'

/** Ranks that are read at once. */
const batchRanks = 20_000

const columns = ['file', 'line', 'column', 'text', 'number', 'reason', 'suggestion'] as const

/** Which entries to export, and the labels of the file. */
export type DraftExport = ImportInput<'exportDraft'>

const rowOf = (line: DraftLine, { labels, tables, isDoubtfulIncluded }: DraftExport): CsvRow => {
  const reason = shownReason(line, isDoubtfulIncluded)
  return [
    spreadsheetText(tables[line.tableId] ?? ''),
    String(line.line),
    columnLetters(line.column),
    spreadsheetText(line.text),
    spreadsheetText(line.dial ?? ''),
    reason === null ? '' : spreadsheetText(labels[reason] ?? reason),
    spreadsheetText(line.suggestion ?? '')
  ]
}

/** Yields the entries in batches, in the order in which they are sent. */
async function* batches(
  connection: DuckDBConnection,
  asked: LinesAsked,
  { lastRank, signal }: { lastRank: number; signal: AbortSignal | undefined }
): AsyncGenerator<DraftLine[], void, undefined> {
  for (let from = 0; from <= lastRank; from += batchRanks) {
    const sql = linesSql('lines', asked, { from, to: from + batchRanks })
    const rows = await rowsOf(connection, { ...sql, text: `${sql.text} ORDER BY v.rank` })
    yield rows.map((row) => draftLine(row))
    if (isAborted(signal)) throw new Cancelled()
  }
}

/** Writes entries into a CSV file; see {@link writeCsvFile}. The lane is busy until it is done. */
export function exportDraft(
  lane: Lane,
  asked: DraftExport,
  onProgress: (progress: ImportsProgress) => void,
  signal?: AbortSignal
): Promise<{ rows: number }> {
  const heading = columns.map((column) => spreadsheetText(asked.labels[`column.${column}`] ?? column))
  // One transaction: a snapshot of the entries, unaffected by fixes and comparisons in the meantime.
  const write =
    (append: (rows: readonly CsvRow[]) => Promise<void>) =>
    (connection: DuckDBConnection): Promise<{ rows: number }> =>
      inTransaction(connection, async () => {
        const [counts = []] = await rowsOf(connection, linesSql('extent', asked))
        const total = numberOf(counts[0])
        const lastRank = total === 0 ? -1 : numberOf(counts[1])
        let rows = 0
        for await (const lines of batches(connection, asked, { lastRank, signal })) {
          const shown = asked.isMasked ? maskedStrings(lines) : lines
          await append(shown.map((line) => rowOf(line, asked)))
          rows += lines.length
          onProgress({ done: rows, total, lines: rows })
        }
        return { rows }
      })
  return writeCsvFile({ path: asked.path, heading, signal }, (append) => lane.run(write(append), signal))
}
