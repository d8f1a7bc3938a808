import type { ExportFormat, ExportProgress, RecordsResult } from '../../shared/records'
import { exportView, type ExportWriter } from './export-file'
import { failedWith } from './failure'
import {
  recordOperations,
  recordsRequestSchema,
  type OperationInput,
  type OperationOutput,
  type RecordOperation,
  type RecordsReply
} from './records-messages'
import { createRecordStore, type RecordStore, type RecordStoreOptions } from './record-store'

/** Progress is told this often at most, in ms. */
const progressMs = 100

interface Context {
  signal: AbortSignal
  onProgress: (progress: ExportProgress) => void
}

/** The process's side of the port. */
export interface RecordsDispatcher {
  handle(message: unknown): Promise<void>
  close(): Promise<void>
}

/**
 * Carries out what the main process asks. A message that isn't one is dropped; each `ask` is answered once.
 * `onFatal`: the database is past use, after the answer was posted the process should end.
 */
export function createRecordsDispatcher(deps: {
  post: (reply: RecordsReply) => void
  writers: Partial<Record<ExportFormat, ExportWriter>>
  onFatal: () => void
  now?: () => number
  openStore?: (options: RecordStoreOptions) => Promise<RecordsResult<RecordStore>>
}): RecordsDispatcher {
  const { post, writers, onFatal, now = Date.now, openStore = createRecordStore } = deps
  const underWay = new Map<number, AbortController>()
  let store: RecordStore | null = null
  let isFatal = false

  const withStore = <T>(
    work: (store: RecordStore) => Promise<RecordsResult<T>>
  ): Promise<RecordsResult<T>> =>
    store === null ? Promise.resolve(failedWith('records-failed')) : work(store)

  const operations: {
    [O in RecordOperation]: (
      input: OperationInput<O>,
      context: Context
    ) => Promise<RecordsResult<OperationOutput<O>>>
  } = {
    async open(input) {
      if (store !== null) return failedWith('input-invalid')
      const opened = await openStore({ ...input, onFatal: () => (isFatal = true) })
      if (!opened.ok) return opened
      store = opened.value
      return { ok: true, value: { keptAs: store.keptAs } }
    },
    ingest: ({ body }) => withStore((records) => records.ingest(body)),
    upsert: ({ records: given }) => withStore((records) => records.upsert(given)),
    view: ({ filter, sort, zone }, { signal }) =>
      withStore((records) => records.view(filter, sort, zone, signal)),
    rows: ({ viewId, offset, limit }) => withStore((records) => records.rows(viewId, offset, limit)),
    ids: (input) => withStore((records) => records.ids(input)),
    neighbour: (input) => withStore((records) => records.neighbour(input)),
    summary: ({ filter, zone }, { signal }) => withStore((records) => records.summary(filter, zone, signal)),
    facets: () => withStore((records) => records.facets()),
    one: ({ id }) => withStore((records) => records.one(id)),
    recordUrls: ({ ids }) => withStore((records) => records.recordUrls(ids)),
    setNote: ({ note }) => withStore((records) => records.setNote(note)),
    setFollowed: ({ calls }) => withStore((records) => records.setFollowed(calls)),
    covered: () => withStore((records) => records.covered()),
    setCovered: ({ parts }) => withStore((records) => records.setCovered(parts)),
    incomplete: ({ startMs, endMs }) => withStore((records) => records.incomplete(startMs, endMs)),
    export: (request, { signal, onProgress }) =>
      withStore((records) => exportView(records, request, { writers, signal, onProgress }))
  }

  const carryOut = async (
    operation: RecordOperation,
    input: unknown,
    context: Context
  ): Promise<RecordsResult<unknown>> => {
    const parsed = recordOperations[operation].input.safeParse(input)
    if (!parsed.success) return failedWith('input-invalid')
    // The schema of this very operation parsed it; TypeScript can't tie the two lookups together.
    const run = operations[operation] as (input: unknown, context: Context) => Promise<RecordsResult<unknown>>
    return run(parsed.data, context)
  }

  const reporter = (id: number): ((progress: ExportProgress) => void) => {
    let toldMs = -Infinity
    return (progress) => {
      const nowMs = now()
      if (nowMs - toldMs < progressMs && progress.rows < progress.totalRows) return
      toldMs = nowMs
      post({ kind: 'progress', id, progress })
    }
  }

  return {
    async handle(message) {
      const parsed = recordsRequestSchema.safeParse(message)
      if (!parsed.success) return
      const request = parsed.data
      if (request.kind === 'cancel') {
        underWay.get(request.id)?.abort()
        return
      }
      const { id, operation, input } = request
      const cancelling = new AbortController()
      underWay.set(id, cancelling)
      const result = await carryOut(operation, input, {
        signal: cancelling.signal,
        onProgress: reporter(id)
      }).catch(() => failedWith('records-failed'))
      underWay.delete(id)
      post(
        result.ok ? { kind: 'done', id, value: result.value } : { kind: 'failed', id, error: result.error }
      )
      if (isFatal) onFatal()
    },
    async close() {
      for (const cancelling of underWay.values()) cancelling.abort()
      await store?.close()
      store = null
    }
  }
}
