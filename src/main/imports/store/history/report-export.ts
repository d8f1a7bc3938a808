import type { ReportLine } from '../../../../shared/imports/schema'
import { spreadsheetText } from '../../../platform/csv'
import { Failure } from '../../../platform/database/failure'
import { Cancelled, isAborted } from '../../../platform/database/lane'
import { maskedStrings } from '../../../platform/number-mask'
import type { ImportsProgress } from '../../imports-operations'
import { columnLetters, writeCsvFile } from '../csv-file'

const columns = [
  'file',
  'sheet',
  'line',
  'column',
  'text',
  'number',
  'part',
  'reason',
  'request',
  'message'
] as const

type Column = (typeof columns)[number]

/** The labels in the file, by key: `column.line`, `part.sent`, and codes of reasons. */
type ReportLabels = Readonly<Record<string, string>>

const cell = (line: ReportLine, column: Column, labels: ReportLabels): string => {
  const word = (key: string): string => spreadsheetText(labels[key] ?? key)
  switch (column) {
    case 'file':
      return spreadsheetText(line.name)
    case 'sheet':
      return spreadsheetText(line.sheet ?? '')
    case 'line':
      return String(line.line)
    case 'column':
      return columnLetters(line.column)
    case 'text':
      return spreadsheetText(line.text)
    case 'number':
      return spreadsheetText(line.dial ?? '')
    case 'part':
      return word(`part.${line.part}`)
    case 'reason':
      return line.reason === null ? '' : word(line.reason)
    case 'request':
      return line.request === null ? '' : String(line.request)
    case 'message':
      return spreadsheetText(line.error?.message ?? '')
  }
}

/** Lines held in memory at once. */
const batchLines = 10_000

/** The lines to export. */
export interface ReportLines {
  total: number
  read: (offset: number, limit: number) => Promise<ReportLine[]>
}

/** The file to write. */
export interface ReportFile {
  path: string
  /** Numbers are masked. */
  isMasked: boolean
  labels: ReportLabels
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ImportsProgress) => void) | undefined
}

/** Writes the lines of a report; see {@link writeCsvFile}. Also `export-failed`: the import was removed meanwhile. */
export function writeReport(
  { total, read }: ReportLines,
  { path, isMasked, labels, signal, onProgress }: ReportFile
): Promise<{ rows: number }> {
  const heading = columns.map((column) => spreadsheetText(labels[`column.${column}`] ?? column))
  return writeCsvFile({ path, heading, signal }, async (append) => {
    // The database reads the next batch while the current one is written.
    let next = read(0, batchLines)
    for (let offset = 0; offset < total; offset += batchLines) {
      const lines = await next
      if (lines.length !== Math.min(batchLines, total - offset)) throw new Failure('export-failed')
      next = read(offset + batchLines, batchLines)
      // It may never be awaited; an unhandled rejection would end the process.
      next.catch(() => undefined)
      const shown = isMasked ? maskedStrings(lines) : lines
      await append(shown.map((line) => columns.map((column) => cell(line, column, labels))))
      if (isAborted(signal)) throw new Cancelled()
      const done = offset + lines.length
      onProgress?.({ done, total, lines: done })
    }
    return { rows: total }
  })
}
