import { join } from 'node:path'
import { createImportsDispatcher } from './imports/store/imports-dispatcher'
import { createListReader } from './imports/parsing/list-reader'
import { startListThread } from './imports/parsing/list-thread'
import { serveParent } from './platform/process/process-port'

// Separate process for lists and imports: the database works off the main process's thread, untrusted files are
// parsed in a worker thread, and a crash is reported to the main process as a failed reply.

const startWorker = startListThread(join(import.meta.dirname, 'list-worker.js'))

// DuckDB creates files next to its database (WAL, sort spill) without setting a mode, so restrict the umask.
process.umask(0o077)

serveParent((deps) => createImportsDispatcher({ ...deps, reader: createListReader({ startWorker }) }))
