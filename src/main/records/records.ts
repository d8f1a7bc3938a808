import type { Call } from '../../shared/calls/schema'
import type { HistoryLoss } from '../../shared/platform/schema'
import type { RecordsErrorCode, RecordsResult } from '../../shared/records/records'
import type { NoteChange, RecordRow } from '../../shared/records/row-schema'
import { failed, type Result } from '../../shared/platform/result'
import type { CallService, Clock } from '../platform/ports'
import { createRecordsPublisher, type RecordsPublisher } from './records-publisher'
import { followLiveCalls } from './records-live-calls'
import { RecordsLoader } from './records-loader'
import type { RecordsStore } from './records-store'
import type { StateStore } from '../platform/state-store'
import { createTenantCalls, type TenantCalls } from './tenant-calls'

/** Errors of the store that are shown until it works again. */
const problemCodes: readonly RecordsErrorCode[] = ['records-locked', 'records-full', 'records-failed']

/** The records of the signed-in account. */
export interface Records {
  /** Never throws; after `close` every request fails with `cancelled`. */
  store: RecordsStore
  publisher: RecordsPublisher
  loader: RecordsLoader
  /** All calls of the tenant, for other topics. */
  calls: TenantCalls
  /** Fetches one record from the service and stores it. */
  refresh(id: string): Promise<Result<RecordRow>>
  /** The recording's current address at the service, also for a complete record; null if there is none. */
  freshRecordUrl(id: string): Promise<string | null>
  /** Shows a saved change of a call's note. The process isn't started for it: it reads the notes when it starts. */
  showNote(change: NoteChange): void
  /** A call that was followed live, or null. */
  followed(id: string): Call | null
  /** Publishes the loss, or null, that the store reports each time its file was opened. */
  showLoss(loss: HistoryLoss | null): void
  /** Acknowledges that records were lost. */
  acknowledgeLoss(): Promise<Result<undefined>>
  close(): Promise<void>
}

/** Creates the records service of an account. `service` returns null while no account is signed in. */
export function createRecords(deps: {
  state: StateStore
  clock: Clock
  /** The service's time, epoch ms, which the records' times use. */
  serviceNow: () => number
  store: RecordsStore
  service: () => Pick<CallService, 'readPeriodReply' | 'readCall'> | null
}): Records {
  const { state, clock, service } = deps
  const publisher = createRecordsPublisher({ state, clock })
  let isClosed = false
  /** The store starts its process on first use; live calls alone don't start it. */
  let isInUse = false

  const watched = async <T>(asking: () => Promise<RecordsResult<T>>): Promise<RecordsResult<T>> => {
    if (isClosed) return { ok: false, error: { code: 'cancelled' } }
    isInUse = true
    const result = await asking()
    const { problem } = publisher.value()
    if (!result.ok && problemCodes.includes(result.error.code)) {
      if (problem?.code !== result.error.code) publisher.updateNow({ problem: result.error })
    } else if (result.ok && problem !== null) publisher.updateNow({ problem: null })
    return result
  }
  const store: RecordsStore = {
    ask: (operation, input, options) => watched(() => deps.store.ask(operation, input, options)),
    showNote: (change) => watched(() => deps.store.showNote(change))
  }
  const loader = new RecordsLoader({ store, service, clock, serviceNow: deps.serviceNow, publisher })

  const refresh = async (id: string): Promise<Result<RecordRow>> => {
    const reply = (await service()?.readCall(id)) ?? failed({ code: 'signed-out' })
    if (!reply.ok) return reply
    const kept = await store.ask('upsert', { records: [reply.value] })
    if (!kept.ok) return kept
    if (kept.value.added + kept.value.updated > 0) publisher.rowsChangedNow()
    return store.ask('one', { id: reply.value.id })
  }

  const stopFollowing = followLiveCalls({
    ...{ state, clock, store, publisher, refresh },
    isActive: () => isInUse && !isClosed
  })

  return {
    store,
    publisher,
    loader,
    calls: createTenantCalls({ loader, store, serviceNow: deps.serviceNow }),
    refresh,
    async freshRecordUrl(id) {
      if (!(await refresh(id)).ok) return null
      const found = await store.ask('recordUrls', { ids: [id] })
      return found.ok ? (found.value[0]?.recordUrl ?? null) : null
    },
    showNote(change) {
      if (isInUse && !isClosed) void store.showNote(change).then(() => publisher.rowsChangedNow())
    },
    followed: (id) => state.get('calls').find(({ callId }) => callId === id) ?? null,
    showLoss: (loss) => publisher.updateNow({ loss }),
    async acknowledgeLoss() {
      const acknowledged = await store.ask('acknowledgeLoss', {})
      if (!acknowledged.ok) return acknowledged
      publisher.updateNow({ loss: null })
      return { ok: true, value: undefined }
    },
    async close() {
      isClosed = true
      stopFollowing()
      await loader.close()
      publisher.close()
    }
  }
}
