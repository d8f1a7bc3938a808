import { join } from 'node:path'
import { createContactReader, startContactThread } from './contacts/parsing/contact-reader'
import { serveParent } from './platform/process/process-port'
import { createWorkListsDispatcher } from './work-lists/store/work-lists-dispatcher'

// Separate process for work lists: database and search work off the main process's thread, untrusted files are parsed
// in a worker thread, and ending the process frees all its memory.

const reader = createContactReader(startContactThread(join(import.meta.dirname, 'contact-worker.js')))

serveParent((deps) => createWorkListsDispatcher({ ...deps, reader }))
