import type { RowsProgress } from '../../platform/rows-progress'
import type { CodedResult } from '../../../shared/platform/coded-result'
import { noCardWords } from '../../contacts/contacts-operations'
import type { ContactReader } from '../../contacts/parsing/contact-reader'
import { countedBatches } from '../../platform/counted-batches'
import { createStoreWork } from '../../platform/database/store-work'
import { createProcessDispatcher, type ProcessDispatcher } from '../../platform/process/process-dispatcher'
import type { ProcessReply } from '../../platform/process-contract'
import { workListsCodes, workListsProcessContract, type WorkListsErrorCode } from '../work-lists-operations'
import { entriesOf, fieldNamesOf } from '../source-rows'
import { exportWorkList } from './list-export'
import { WorkListStore } from './work-list-store'

/** Runs the main process's operations on work lists. `onFatal`: the process should end; called after the reply. */
export function createWorkListsDispatcher(deps: {
  post: (reply: ProcessReply<WorkListsErrorCode, RowsProgress>) => void
  reader: ContactReader
  onFatal: () => void
}): ProcessDispatcher {
  const { post, reader, onFatal } = deps
  let store: WorkListStore | null = null

  return createProcessDispatcher({
    contract: workListsProcessContract,
    post,
    onFatal,
    handlers(markFatal) {
      const { run, onStore } = createStoreWork(() => store, markFatal, workListsCodes)
      const done = (
        work: (opened: WorkListStore) => Promise<void>
      ): Promise<CodedResult<null, WorkListsErrorCode>> =>
        onStore(async (opened) => {
          await work(opened)
          return null
        })
      const changed = (
        work: (opened: WorkListStore) => Promise<number>
      ): Promise<CodedResult<{ changed: number }, WorkListsErrorCode>> =>
        onStore(async (opened) => ({ changed: await work(opened) }))

      return {
        open: ({ file, nowMs, isFirst }) =>
          run(async () => {
            const opened = await WorkListStore.open({ file, nowMs, isFirst })
            store = opened
            return { loss: opened.loss() }
          }),
        acknowledgeLoss: () =>
          done((opened) => {
            opened.acknowledgeLoss()
            return Promise.resolve()
          }),
        lists: () => onStore((opened) => opened.lists()),
        progress: ({ listId }) => onStore((opened) => opened.progress(listId)),
        rename: ({ listId, name }) => done((opened) => opened.rename(listId, name)),
        setState: ({ listId, state }) => done((opened) => opened.setState(listId, state)),
        setGuide: ({ listId, guide }) => done((opened) => opened.setGuide(listId, guide)),
        remove: ({ listId }) => done((opened) => opened.remove(listId)),
        restore: ({ listId }) => done((opened) => opened.restore(listId)),
        entries: ({ listId, filter, offset, limit }) =>
          onStore((opened) => opened.entries(listId, filter, offset, limit)),
        changeEntries: (asked) => changed((opened) => opened.changeEntries(asked)),
        putBackSkipped: ({ listId }) => changed((opened) => opened.putBackSkipped(listId)),
        next: (asked) => onStore((opened) => opened.next(asked)),
        get: (ref) => onStore((opened) => opened.get(ref)),
        claim: (asked) => done((opened) => opened.claim(asked)),
        release: (asked) => done((opened) => opened.release(asked)),
        accepted: (asked) => done((opened) => opened.accepted(asked)),
        doubt: (asked) => done((opened) => opened.doubt(asked)),
        settle: (asked) => onStore((opened) => opened.settle(asked)),
        unsettle: (ref) => onStore((opened) => opened.unsettle(ref)),
        update: (call) => changed((opened) => opened.update(call)),
        claimed: () => onStore((opened) => opened.claimed()),
        checkFile: ({ path }, { signal, onProgress }) => run(() => reader.check(path, onProgress, signal)),
        make: ({ path, table, columns, ...list }, { signal, onProgress }) =>
          onStore((opened) => {
            const rows = reader.read({ kind: 'read', path, table, columns, words: noCardWords }, signal)
            const names = fieldNamesOf(columns)
            const batches = countedBatches(entriesOf(rows, names), (rowsDone) =>
              onProgress({ done: rowsDone, total: 0 })
            )
            return opened.make(list, names, batches, signal)
          }),
        numbers: ({ listId, from }) => onStore((opened) => opened.numbers(listId, from)),
        markNever: ({ listId, ids }) => done((opened) => opened.markNever(listId, ids)),
        publish: ({ listId }) => done((opened) => opened.publish(listId)),
        discard: ({ listId }) => done((opened) => opened.discard(listId)),
        export: (request, { signal, onProgress }) =>
          onStore((opened) => exportWorkList(opened, request, onProgress, signal))
      }
    },
    async close() {
      await store?.close()
      store = null
    }
  })
}
