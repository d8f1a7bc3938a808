import { failedWith, type CodedResult } from '../../../shared/platform/coded-result'
import type { ExportFormat, RecordsErrorCode, RecordsResult } from '../../../shared/records/records'
import { createProcessDispatcher, type ProcessDispatcher } from '../../platform/process/process-dispatcher'
import { exportView, type ExportWriter } from './export/export-file'
import { readNoteLog } from './note-log'
import { createRecordStore, type RecordStore, type RecordStoreOptions } from './record-store'
import { recordsContract, type RecordsReply } from '../records-operations'

/**
 * Runs the main process's operations on the records. `onFatal`: the database has to be reopened, so the process
 * should end; called after the reply was posted.
 */
export function createRecordsDispatcher(deps: {
  post: (reply: RecordsReply) => void
  writers: Partial<Record<ExportFormat, ExportWriter>>
  onFatal: () => void
  openStore?: (options: RecordStoreOptions) => Promise<RecordsResult<RecordStore>>
}): ProcessDispatcher {
  const { post, writers, onFatal, openStore = createRecordStore } = deps
  let store: RecordStore | null = null

  const withStore = <T>(
    work: (store: RecordStore) => Promise<RecordsResult<T>>
  ): Promise<CodedResult<T, RecordsErrorCode>> =>
    store === null ? Promise.resolve(failedWith('records-failed')) : work(store)

  return createProcessDispatcher({
    contract: recordsContract,
    post,
    onFatal,
    handlers: (markFatal) => ({
      async open(input) {
        if (store !== null) return failedWith('input-invalid')
        const { notesFile, ...options } = input
        const { notes, unreadable, isCompactable } = readNoteLog(notesFile)
        const opened = await openStore({ ...options, notes, onFatal: markFatal })
        if (!opened.ok) return opened
        store = opened.value
        return {
          ok: true,
          value: { loss: store.loss(), unreadableNotes: unreadable, isNoteLogCompactable: isCompactable }
        }
      },
      acknowledgeLoss: () => withStore((records) => records.acknowledgeLoss()),
      ingest: ({ body }) => withStore((records) => records.ingest(body)),
      upsert: ({ records: given }) => withStore((records) => records.upsert(given)),
      view: ({ filter, sort, zone, resultOrder }, { signal }) =>
        withStore((records) => records.view(filter, sort, zone, signal, resultOrder)),
      rows: ({ viewId, offset, limit }) => withStore((records) => records.rows(viewId, offset, limit)),
      ids: (input) => withStore((records) => records.ids(input)),
      neighbour: (input) => withStore((records) => records.neighbour(input)),
      summary: ({ filter, zone }, { signal }) =>
        withStore((records) => records.summary(filter, zone, signal)),
      facets: () => withStore((records) => records.facets()),
      one: ({ id }) => withStore((records) => records.one(id)),
      recordUrls: ({ ids }) => withStore((records) => records.recordUrls(ids)),
      callNames: ({ ids }) => withStore((records) => records.callNames(ids)),
      setNote: ({ change }) => withStore((records) => records.setNote(change)),
      calleeNumbers: ({ from, before }) => withStore((records) => records.calleeNumbers(from, before)),
      calledNumbers: (input, { signal }) => withStore((records) => records.calledNumbers(input, signal)),
      setNames: ({ names }) => withStore((records) => records.setNames(names)),
      clearNames: () => withStore((records) => records.clearNames()),
      setFollowed: ({ calls }) => withStore((records) => records.setFollowed(calls)),
      covered: () => withStore((records) => records.covered()),
      setCovered: ({ parts }) => withStore((records) => records.setCovered(parts)),
      incomplete: ({ startMs, endMs }) => withStore((records) => records.incomplete(startMs, endMs)),
      export: (request, { signal, onProgress }) =>
        withStore((records) => exportView(records, request, { writers, signal, onProgress }))
    }),
    async close() {
      await store?.close()
      store = null
    }
  })
}
