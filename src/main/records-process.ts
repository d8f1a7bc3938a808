import type { ExportFormat } from '../shared/records/records'
import { serveParent } from './platform/process/process-port'
import { writeCsv, type ExportWriter } from './records/store/export/export-file'
import { createRecordsDispatcher } from './records/store/records-dispatcher'
import { writeWorkbook } from './records/store/export/xlsx-writer'

// A process of its own for the records' database: it works on other cores than the windows' main process,
// a crash in it is an answer, and ending it gives all its memory back.

const writers: Record<ExportFormat, ExportWriter> = { csv: writeCsv, xlsx: writeWorkbook }

// The database makes files beside its own (its log, and what it sorts), and asks for no mode.
process.umask(0o077)

serveParent((deps) => createRecordsDispatcher({ ...deps, writers }))
