import type { RowsProgress } from '../../platform/rows-progress'
import { countedBatches } from '../../platform/counted-batches'
import { createStoreWork } from '../../platform/database/store-work'
import { createProcessDispatcher, type ProcessDispatcher } from '../../platform/process/process-dispatcher'
import type { ProcessReply } from '../../platform/process-contract'
import { contactsCodes, contactsProcessContract, type ContactsErrorCode } from '../contacts-operations'
import type { ContactReader } from '../parsing/contact-reader'
import { exportContacts } from './contact-export'
import { ContactStore } from './contact-store'

/** Runs the main process's operations on contacts. `onFatal`: the process should end; called after the reply. */
export function createContactsDispatcher(deps: {
  post: (reply: ProcessReply<ContactsErrorCode, RowsProgress>) => void
  reader: ContactReader
  onFatal: () => void
}): ProcessDispatcher {
  const { post, reader, onFatal } = deps
  let store: ContactStore | null = null

  return createProcessDispatcher({
    contract: contactsProcessContract,
    post,
    onFatal,
    handlers(markFatal) {
      const { run, onStore } = createStoreWork(() => store, markFatal, contactsCodes)
      return {
        open: ({ file, nowMs }) =>
          run(async () => {
            const opened = await ContactStore.open({ file, nowMs })
            store = opened
            return { loss: opened.loss(), count: opened.count() }
          }),
        acknowledgeLoss: () =>
          onStore((opened) => {
            opened.acknowledgeLoss()
            return Promise.resolve(null)
          }),
        search: ({ text, offset, limit }) => onStore((opened) => opened.search(text, offset, limit)),
        suggest: ({ text }) => onStore((opened) => opened.suggest(text)),
        get: ({ id }) => onStore((opened) => opened.get(id)),
        save: ({ id, content, nowMs }) =>
          onStore(async (opened) => {
            const saved = await opened.save(id, content, nowMs)
            return { id: saved, count: opened.count() }
          }),
        remove: ({ ids }) =>
          onStore(async (opened) => {
            const removed = await opened.remove(ids)
            return { removed, count: opened.count() }
          }),
        restore: ({ contacts }) =>
          onStore(async (opened) => {
            const restored = await opened.restore(contacts)
            return { restored, count: opened.count() }
          }),
        names: ({ numbers }) => onStore((opened) => opened.names(numbers)),
        checkFile: ({ path }, { signal, onProgress }) => run(() => reader.check(path, onProgress, signal)),
        importFile: ({ nowMs, ...job }, { signal, onProgress }) =>
          onStore(async (opened) => {
            const batches = reader.read({ kind: 'read', ...job }, signal)
            const result = await opened.import(
              countedBatches(batches, (done) => onProgress({ done, total: 0 })),
              nowMs,
              signal
            )
            return { result, count: opened.count() }
          }),
        export: (request, { signal, onProgress }) =>
          onStore((opened) => exportContacts(opened, request, onProgress, signal))
      }
    },
    async close() {
      await store?.close()
      store = null
    }
  })
}
