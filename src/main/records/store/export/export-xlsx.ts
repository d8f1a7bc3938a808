import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { ZipFile } from 'yazl'
import { cell, columnName, type CellKind, type CellValue } from './export-xlsx-cells'
import {
  defaultWidths,
  packageParts,
  sheetEnd,
  sheetName,
  sheetPath,
  sheetStart,
  type WrittenSheet
} from './export-xlsx-parts'

/** One column of a sheet. */
export interface SheetColumn<Row> {
  header: string
  kind: CellKind
  widthChars?: number
  /** Epoch ms for `time`; in number columns, text that isn't a number is kept. */
  value: (row: Row) => CellValue
}

/** An export job. */
export interface XlsxExport<Row> {
  path: string
  /** The name of the first sheet; the others get a number appended. */
  title: string
  columns: readonly SheetColumn<Row>[]
  batches: AsyncIterable<readonly Row[]>
  signal?: AbortSignal
  /** Called after each piece of a few hundred rows. */
  onProgress?: (rowsWritten: number) => void
  /** Maximum rows of a sheet including its header; default: Excel's limit. */
  maxSheetRows?: number
  /** Local time minus UTC, in ms. */
  offsetMs: (atMs: number) => number
}

/** Excel's limit, including the header. */
const excelRows = 1_048_576
/** Below 4 GB; a larger streamed ZIP entry needs extensions that not every program can read. */
const maxSheetChars = 1_000_000_000
const pieceChars = 65_536
// 1: nearly twice as fast as the default 6, for a file a quarter larger.
const compressionLevel = 1

/** Returns rows one by one from batches, reading one row ahead. */
function createRowReader<Row>(batches: AsyncIterable<readonly Row[]>): {
  next(): Row | undefined
  /** False at the end; otherwise `next` returns rows until the batch is used up. */
  fill(): Promise<boolean>
  close(): Promise<void>
} {
  const iterator = batches[Symbol.asyncIterator]()
  let batch: readonly Row[] = []
  let at = 0
  return {
    next() {
      at += 1
      return batch[at - 1]
    },
    async fill() {
      while (at >= batch.length) {
        const read = await iterator.next()
        if (read.done === true) return false
        batch = read.value
        at = 0
      }
      return true
    },
    async close() {
      await iterator.return?.()
    }
  }
}

/** A finished workbook. */
export interface WrittenWorkbook {
  /** Without the headers. */
  rows: number
  sheets: number
}

/**
 * Writes rows as a workbook to `path`, which must not exist, within bounded memory: several sheets beyond Excel's
 * 1,048,576 rows, header frozen, with filter. Rejects with the error of the rows' source, with the file system's
 * error, or with an AbortError; an incomplete file is left then.
 */
export async function writeXlsx<Row>(job: XlsxExport<Row>): Promise<WrittenWorkbook> {
  const { path, title, columns, batches, offsetMs, signal, onProgress, maxSheetRows = excelRows } = job
  const reader = createRowReader(batches)
  const letters = columns.map((_, at) => columnName(at))
  const sheets: WrittenSheet[] = []
  let rows = 0

  const rowXml = (row: Row, number: number): string => {
    let cells = ''
    columns.forEach(({ kind, value }, at) => {
      cells += cell(`${letters[at]}${number}`, kind, value(row), offsetMs)
    })
    return `<row r="${number}">${cells}</row>`
  }

  /** One sheet, up to its maximum size; its last piece is written once `sheets` contains it. */
  async function* sheetXml(name: string): AsyncGenerator<Buffer> {
    const widths = columns.map((column) => ({ widthChars: defaultWidths[column.kind], ...column }))
    let piece = sheetStart(widths)
    let written = 1
    let chars = 0
    while (written < maxSheetRows && chars < maxSheetChars && (await reader.fill())) {
      let row: Row | undefined
      while (written < maxSheetRows && piece.length < pieceChars && (row = reader.next()) !== undefined) {
        written += 1
        rows += 1
        piece += rowXml(row, written)
      }
      if (piece.length < pieceChars) continue
      chars += piece.length
      yield Buffer.from(piece)
      piece = ''
      onProgress?.(rows)
      // Yield to other work of the process, even when rows and disk are always ready.
      await nextTurn()
    }
    sheets.push({ name, rows: written })
    yield Buffer.from(piece + sheetEnd(columns.length, written))
  }

  const zip = new ZipFile()
  const target = createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true })
  let source: Readable | null = null
  let sourceFailure: { error: unknown } | null = null
  // The ZIP stream doesn't forward errors of the rows.
  const failSource = (error: unknown): void => {
    sourceFailure ??= { error }
    target.destroy(new Error('the source of the rows failed'))
  }
  zip.on('error', (error: Error) => void target.destroy(error))

  const addSheet = (): void => {
    const number = sheets.length + 1
    source = Readable.from(sheetXml(sheetName(title, number)), { objectMode: false })
    source.on('error', failSource)
    source.once('end', () => {
      reader.fill().then((hasMore) => (hasMore ? addSheet() : finish()), failSource)
    })
    zip.addReadStream(source, sheetPath(number), { compressionLevel })
  }
  const finish = (): void => {
    for (const part of packageParts(sheets, columns.length)) {
      zip.addBuffer(Buffer.from(part.content), part.path)
    }
    zip.end()
  }

  const throwSource = (): void => {
    if (sourceFailure !== null) throw sourceFailure.error
  }
  const endSource = (): void => void source?.destroy()

  try {
    addSheet()
    await pipeline(zip.outputStream, target, { ...(signal && { signal }) })
    onProgress?.(rows)
    return { rows, sheets: sheets.length }
  } catch (error) {
    if (signal?.aborted !== true) throwSource()
    throw error
  } finally {
    endSource()
    await reader.close()
  }
}
