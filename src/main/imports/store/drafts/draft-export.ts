import type { DuckDBConnection } from '@duckdb/node-api'
import { open } from 'node:fs/promises'
import type { DraftLine } from '../../../../shared/imports/imports'
import { Failure } from '../../../platform/database/failure'
import { Cancelled, isAborted, rowsOf, type Lane } from '../../../platform/database/lane'
import { chosenFile, writeAtomic } from '../../../platform/files/atomic-file'
import { byteOrderMark, csvLine, spreadsheetText } from '../../../platform/csv'
import { draftLine, linesSql, shownReason, type LinesAsked } from './draft-lines'
import type { ImportInput, ImportsProgress } from '../../imports-operations'
import { inTransaction } from '../../../platform/database/transaction'
import { numberOf } from '../statements'

/** Ranks that are gone through at once. */
const batchRanks = 20_000

const columns = ['file', 'line', 'column', 'text', 'number', 'reason', 'suggestion'] as const

/** A column as spreadsheets name it: A, B … Z, AA. `column`: from 0. */
export function columnLetters(column: number): string {
  const before = column < 26 ? '' : columnLetters(Math.floor(column / 26) - 1)
  return before + String.fromCharCode(0x41 + (column % 26))
}

/** The words of a file, and of which entries it is. */
export type DraftExport = ImportInput<'exportDraft'>

const lineOf = (line: DraftLine, { labels, tables, isDoubtfulIncluded }: DraftExport): string => {
  const reason = shownReason(line, isDoubtfulIncluded)
  return csvLine([
    spreadsheetText(tables[line.tableId] ?? ''),
    String(line.line),
    columnLetters(line.column),
    spreadsheetText(line.text),
    spreadsheetText(line.dial ?? ''),
    reason === null ? '' : spreadsheetText(labels[reason] ?? reason),
    spreadsheetText(line.suggestion ?? '')
  ])
}

/** The entries in the order in which they are sent, some at a time. */
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

const writeRows = (
  connection: DuckDBConnection,
  path: string,
  asked: DraftExport,
  options: { onProgress: (progress: ImportsProgress) => void; signal: AbortSignal | undefined }
): Promise<number> =>
  // One transaction: the entries of one moment, whatever is mended and compared meanwhile.
  inTransaction(connection, async () => {
    const [counts = []] = await rowsOf(connection, linesSql('extent', asked))
    const total = numberOf(counts[0])
    const lastRank = total === 0 ? -1 : numberOf(counts[1])
    const file = await open(path, 'wx', chosenFile.mode)
    let rows = 0
    try {
      const heading = columns.map((column) => spreadsheetText(asked.labels[`column.${column}`] ?? column))
      await file.appendFile(byteOrderMark + csvLine(heading), 'utf8')
      for await (const lines of batches(connection, asked, { lastRank, signal: options.signal })) {
        await file.appendFile(lines.map((line) => lineOf(line, asked)).join(''), 'utf8')
        rows += lines.length
        options.onProgress({ done: rows, total, lines: rows })
      }
    } finally {
      await file.close()
    }
    return rows
  })

/**
 * Writes entries into a file (CSV: UTF-8 with a byte-order mark, RFC 4180), all of them or, after an error or a
 * cancel, nothing. Its lane is busy until it is done. `export-failed`: the folder can't be written, the disk is
 * full.
 */
export async function exportDraft(
  lane: Lane,
  asked: DraftExport,
  onProgress: (progress: ImportsProgress) => void,
  signal?: AbortSignal
): Promise<{ rows: number }> {
  try {
    const rows = await writeAtomic(asked.path, chosenFile, (path) =>
      lane.run((connection) => writeRows(connection, path, asked, { onProgress, signal }), signal)
    )
    return { rows }
  } catch (failure) {
    if (isAborted(signal)) throw new Cancelled()
    // The file system's own words hold the path, which is nobody's but the person's.
    if (failure instanceof Error && 'syscall' in failure) throw new Failure('export-failed')
    throw failure
  }
}
