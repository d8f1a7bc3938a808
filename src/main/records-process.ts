import type { ExportFormat } from '../shared/records/records'
import { serveParent } from './platform/process/process-port'
import { writeCsv, type ExportWriter } from './records/store/export/export-file'
import { createRecordsDispatcher } from './records/store/records-dispatcher'
import { writeWorkbook } from './records/store/export/xlsx-writer'

// Separate process for the records database: it works off the main process's thread, a crash is reported to the
// main process as a failed reply, and ending the process frees all its memory.

const writers: Record<ExportFormat, ExportWriter> = { csv: writeCsv, xlsx: writeWorkbook }

// DuckDB creates files next to its database (WAL, sort spill) without setting a mode, so restrict the umask.
process.umask(0o077)

serveParent((deps) => createRecordsDispatcher({ ...deps, writers }))
