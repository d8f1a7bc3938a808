import { open } from 'node:fs/promises'
import { byteOrderMark, csvLine } from '../../platform/csv'
import { Failure } from '../../platform/database/failure'
import { Cancelled, isAborted } from '../../platform/database/lane'
import { chosenFile, writeAtomic } from '../../platform/files/atomic-file'

/** The cells of a row, already escaped for spreadsheets. */
export type CsvRow = readonly string[]

/** A column's name in spreadsheets: A, B … Z, AA. `column`: from 0. */
export function columnLetters(column: number): string {
  const before = column < 26 ? '' : columnLetters(Math.floor(column / 26) - 1)
  return before + String.fromCharCode(0x41 + (column % 26))
}

/**
 * Writes a CSV file (UTF-8 with a byte-order mark, RFC 4180): all of the rows that `write` appends or, after an error
 * or an abort, no file. `export-failed`: the folder isn't writable, or the disk is full.
 */
export async function writeCsvFile<T>(
  { path, heading, signal }: { path: string; heading: CsvRow; signal: AbortSignal | undefined },
  write: (append: (rows: readonly CsvRow[]) => Promise<void>) => Promise<T>
): Promise<T> {
  try {
    return await writeAtomic(path, chosenFile, async (partPath) => {
      const file = await open(partPath, 'wx', chosenFile.mode)
      try {
        await file.appendFile(byteOrderMark + csvLine(heading), 'utf8')
        return await write((rows) => file.appendFile(rows.map(csvLine).join(''), 'utf8'))
      } finally {
        await file.close()
      }
    })
  } catch (failure) {
    if (isAborted(signal)) throw new Cancelled()
    // The file system's message contains the path, which is private.
    if (failure instanceof Error && 'syscall' in failure) throw new Failure('export-failed')
    throw failure
  }
}
