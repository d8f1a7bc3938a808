import { join } from 'node:path'
import { createImportsDispatcher } from './imports/store/imports-dispatcher'
import { createListReader } from './imports/parsing/list-reader'
import { startListThread } from './imports/parsing/list-thread'
import { serveParent } from './platform/process/process-port'

// A process of its own for lists and imports: their database works on other cores than the windows' main
// process, files from anywhere are read in a thread of it, and a crash in it is an answer.

const startWorker = startListThread(join(import.meta.dirname, 'list-worker.js'))

// The database makes files beside its own (its log, and what it sorts), and asks for no mode.
process.umask(0o077)

serveParent((deps) => createImportsDispatcher({ ...deps, reader: createListReader({ startWorker }) }))
