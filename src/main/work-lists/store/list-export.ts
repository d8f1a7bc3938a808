import type { RowsProgress } from '../../platform/rows-progress'
import { open } from 'node:fs/promises'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import { byteOrderMark, csvLine, spreadsheetText } from '../../platform/csv'
import { Cancelled, isAborted } from '../../platform/database/lane'
import { chosenFile, writeAtomic } from '../../platform/files/atomic-file'
import { maskedBatches } from '../../platform/number-mask'
import { offsetAt, wallTime } from '../../platform/zone-offsets'
import { writeXlsx } from '../../records/store/export/export-xlsx'
import { exportColumns, type ExportColumn } from '../export-columns'
import type { WorkListInput } from '../work-lists-operations'
import { WorkListsFailure } from './failure'
import type { WorkListStore } from './work-list-store'

/** Rows in memory at a time. */
const batchRows = 5_000

type Batches = AsyncIterable<readonly WorkEntry[]>

async function writeCsv(
  path: string,
  columns: readonly ExportColumn[],
  batches: Batches,
  zone: WorkListInput<'export'>['zone'],
  onRows: (rows: number) => void
): Promise<void> {
  const cellOf = ({ kind, value }: ExportColumn, entry: WorkEntry): string => {
    const content = value(entry)
    if (content === null) return ''
    if (typeof content === 'string') return spreadsheetText(content)
    return kind === 'time' ? wallTime(zone, content) : String(content)
  }
  const file = await open(path, 'wx', chosenFile.mode)
  try {
    await file.appendFile(
      byteOrderMark + csvLine(columns.map(({ header }) => spreadsheetText(header))),
      'utf8'
    )
    let rows = 0
    for await (const batch of batches) {
      const lines = batch.map((entry) => csvLine(columns.map((column) => cellOf(column, entry))))
      await file.appendFile(lines.join(''), 'utf8')
      rows += batch.length
      onRows(rows)
    }
  } finally {
    await file.close()
  }
}

/**
 * Writes a list with its results to a file, which is replaced once it is complete; after an error or a cancel no part
 * of it is left. Throws `export-failed` if the folder isn't writable or the disk is full, and the store's errors.
 */
export async function exportWorkList(
  store: Pick<WorkListStore, 'all' | 'fieldNames' | 'progress'>,
  { listId, path, format, words, zone, isMasked }: WorkListInput<'export'>,
  onProgress: (progress: RowsProgress) => void,
  signal?: AbortSignal
): Promise<{ rows: number }> {
  const total = (await store.progress(listId)).entries
  const columns = exportColumns(await store.fieldNames(listId), words)
  const whole = store.all(listId, batchRows, signal)
  const batches = isMasked ? maskedBatches(whole) : whole
  let rows = 0
  const onRows = (written: number): void => {
    rows = written
    onProgress({ done: rows, total })
  }
  try {
    return await writeAtomic(path, chosenFile, async (part) => {
      if (format === 'csv') await writeCsv(part, columns, batches, zone, onRows)
      else {
        const offsetMs = (atMs: number): number => offsetAt(zone, atMs)
        const job = { path: part, title: 'Deskline', columns, batches, offsetMs, onProgress: onRows }
        rows = (await writeXlsx<WorkEntry>(job)).rows
      }
      if (isAborted(signal)) throw new Cancelled()
      return { rows }
    })
  } catch (failure) {
    if (isAborted(signal)) throw new Cancelled()
    // The file system's message contains the path, which is private.
    if (failure instanceof Error && 'syscall' in failure) throw new WorkListsFailure('export-failed')
    throw failure
  }
}
