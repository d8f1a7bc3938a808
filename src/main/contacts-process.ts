import { join } from 'node:path'
import { createContactReader, startContactThread } from './contacts/parsing/contact-reader'
import { createContactsDispatcher } from './contacts/store/contacts-dispatcher'
import { serveParent } from './platform/process/process-port'

// Separate process for contacts: database and search work off the main process's thread, untrusted files are parsed in
// a worker thread, and ending the process frees all its memory.

const reader = createContactReader(startContactThread(join(import.meta.dirname, 'contact-worker.js')))

serveParent((deps) => createContactsDispatcher({ ...deps, reader }))
