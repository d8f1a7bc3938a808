import { open } from 'node:fs/promises'
import type { ExportFormat, RecordsResult } from '../../../../shared/records/records'
import type { ExportProgress, ExportRequest } from '../../../../shared/records/export-schema'
import type { RecordRow } from '../../../../shared/records/row-schema'
import { chosenFile, writeAtomic } from '../../../platform/files/atomic-file'
import { maskedBatches } from '../../../platform/number-mask'
import { csvPieces } from './csv'
import { attempt, RecordsFailure } from '../failure'
import type { RecordStore } from '../record-store'

/** Rows in memory at a time. */
const batchRows = 10_000

/** The rows of an export. */
interface ExportSource {
  totalRows: number
  batches: AsyncIterable<RecordRow[]>
}

/**
 * Writes one format to the temporary file `path`; throws on failure. `onRows`: number of rows written since the last
 * call.
 */
export type ExportWriter = (
  source: ExportSource,
  request: ExportRequest,
  path: string,
  onRows: (rows: number) => void
) => Promise<void>

/** Writes CSV: UTF-8 with a byte-order mark, RFC 4180. */
export const writeCsv: ExportWriter = async ({ batches }, request, path, onRows) => {
  const file = await open(path, 'wx', chosenFile.mode)
  try {
    for await (const { text, rows } of csvPieces(batches, request.columns, request)) {
      await file.appendFile(text, 'utf8')
      onRows(rows)
    }
  } finally {
    await file.close()
  }
}

/**
 * Exports the rows of a view to a file. They are written to a temporary file next to it, which replaces it once
 * complete; after an error or a cancel no temporary file is left. Errors: `view-outdated`, `cancelled`,
 * `export-failed` (the folder isn't writable, the disk is full), `input-invalid` (no writer for the format).
 */
export function exportView(
  store: RecordStore,
  request: ExportRequest,
  options: {
    writers: Partial<Record<ExportFormat, ExportWriter>>
    onProgress: (progress: ExportProgress) => void
    signal?: AbortSignal | undefined
  }
): Promise<RecordsResult<{ rows: number }>> {
  const { writers, onProgress, signal } = options
  return attempt(
    async () => {
      const write = writers[request.format]
      if (write === undefined) throw new RecordsFailure('input-invalid')
      const totalRows = store.count(request.viewId)
      const whole = store.iterate(request.viewId, batchRows, signal)
      const batches = request.isMasked ? maskedBatches(whole) : whole
      let rows = 0
      try {
        return await writeAtomic(request.path, chosenFile, async (path) => {
          await write({ totalRows, batches }, request, path, (written) => {
            rows += written
            onProgress({ rows, totalRows })
          })
          if (signal?.aborted === true) throw new RecordsFailure('cancelled')
          return { rows }
        })
      } catch (failure) {
        if (signal?.aborted === true) throw new RecordsFailure('cancelled')
        // The file system's message contains the path, which must not be passed on.
        if (failure instanceof Error && 'syscall' in failure) throw new RecordsFailure('export-failed')
        throw failure
      }
    },
    () => undefined
  )
}
