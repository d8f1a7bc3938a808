import { open } from 'node:fs/promises'
import type { ReportLine } from '../../../../shared/imports/imports'
import { Failure } from '../../../platform/database/failure'
import { Cancelled, isAborted } from '../../../platform/database/lane'
import { chosenFile, writeAtomic } from '../../../platform/files/atomic-file'
import { columnLetters } from '../drafts/draft-export'
import type { ImportsProgress } from '../../imports-operations'
import { byteOrderMark, csvLine, spreadsheetText } from '../../../platform/csv'

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

/** The words of a file: `column.line`, `part.sent`, and reasons by their codes. */
export type ReportLabels = Readonly<Record<string, string>>

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

const heading = (labels: ReportLabels): string =>
  csvLine(columns.map((column) => spreadsheetText(labels[`column.${column}`] ?? column)))

/** Lines that are in memory at once. */
const batchLines = 10_000

/** What a file is written from. */
export interface ReportLines {
  total: number
  read: (offset: number, limit: number) => Promise<ReportLine[]>
}

/** Where to, and in which words. */
export interface ReportFile {
  path: string
  labels: ReportLabels
  signal?: AbortSignal | undefined
  onProgress?: ((progress: ImportsProgress) => void) | undefined
}

/**
 * Writes the lines of a report as CSV: UTF-8 with a byte-order mark, RFC 4180. The file takes its place when it
 * is whole. `export-failed`: the folder can't be written, the disk is full, the import was removed meanwhile.
 */
export async function writeReport(
  { total, read }: ReportLines,
  { path, labels, signal, onProgress }: ReportFile
): Promise<{ rows: number }> {
  try {
    return await writeAtomic(path, chosenFile, async (partPath) => {
      const file = await open(partPath, 'wx', chosenFile.mode)
      try {
        await file.appendFile(byteOrderMark + heading(labels))
        // The database reads a batch while the one before is written.
        let next = read(0, batchLines)
        for (let offset = 0; offset < total; offset += batchLines) {
          const lines = await next
          if (lines.length !== Math.min(batchLines, total - offset)) throw new Failure('export-failed')
          next = read(offset + batchLines, batchLines)
          // Whoever stops half-way doesn't wait for it any more.
          next.catch(() => undefined)
          await file.appendFile(
            lines.map((line) => csvLine(columns.map((column) => cell(line, column, labels)))).join('')
          )
          if (isAborted(signal)) throw new Cancelled()
          const done = offset + lines.length
          onProgress?.({ done, total, lines: done })
        }
      } finally {
        await file.close()
      }
      return { rows: total }
    })
  } catch (failure) {
    // The file system's own words hold the path, which is nobody's but the person's.
    if (failure instanceof Error && 'syscall' in failure) throw new Failure('export-failed')
    throw failure
  }
}
