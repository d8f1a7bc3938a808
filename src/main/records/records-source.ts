import type { AppError } from '../../shared/platform/errors'
import { failed, succeeded } from '../../shared/platform/result'
import type { IngestReport } from '../../shared/records/records'
import { maxRowsPerReply } from '../service/periods'
import type { CallService, Clock } from '../platform/ports'
import type { RecordsStore } from './records-store'

/** The wait that a service asks for without saying how long, in ms. */
const unsaidWaitMs = 5_000

/** Errors of the store after which nothing more can be kept. */
const storeFailures: readonly string[] = ['records-locked', 'records-full', 'records-failed']

/** The period query with each reply put into the store: no row of it is read here. */
export interface RecordsSource {
  queryByPeriod: CallService['queryByPeriod']
  /** Did the last reply that ended there bring as many rows as a reply can hold? */
  wasFull(endMs: number): boolean
}

/** What a source needs. */
export interface RecordsSourceDeps {
  service: () => Pick<CallService, 'readPeriodReply'> | null
  store: RecordsStore
  clock: Clock
  /** Before it is known whether the reply was too full: its rows are rows all the same. */
  onRows: (report: IngestReport) => void
  /** The service asks to wait until then (epoch ms); null: it answered again. */
  onWait: (untilMs: number | null) => void
  /** The store can keep nothing any more. */
  onStoreFailure: (error: AppError) => void
}

/** Asks by `service` and keeps by `store`. */
export function createRecordsSource(deps: RecordsSourceDeps): RecordsSource {
  const { store, clock, onRows, onWait, onStoreFailure } = deps
  const full = new Set<number>()

  const ingest = async (body: Uint8Array, signal: AbortSignal | undefined) => {
    const first = await store.ask('ingest', { body: new Uint8Array(body) })
    // A process that crashed is started anew by the next question.
    if (first.ok || first.error.code !== 'records-failed' || signal?.aborted === true) return first
    return store.ask('ingest', { body: new Uint8Array(body) })
  }

  return {
    async queryByPeriod(startMs, endMs, options = {}) {
      const service = deps.service()
      if (service === null) return failed({ code: 'signed-out' })
      const reply = await service.readPeriodReply(startMs, endMs, options)
      if (options.signal?.aborted === true) return failed({ code: 'cancelled' })
      if (!reply.ok) {
        const { error } = reply
        if (error.code !== 'rate-limited' && error.retryAfterMs === undefined) return reply
        const waitMs = error.retryAfterMs ?? unsaidWaitMs
        onWait(clock.now() + waitMs)
        return failed({ ...error, retryAfterMs: waitMs })
      }
      onWait(null)
      const kept = await ingest(reply.value.body, options.signal)
      if (!kept.ok) {
        if (storeFailures.includes(kept.error.code)) onStoreFailure(kept.error)
        return kept
      }
      onRows(kept.value)
      if (kept.value.rowCount >= maxRowsPerReply) full.add(endMs)
      else full.delete(endMs)
      return succeeded({ calls: [], rowCount: kept.value.rowCount })
    },
    wasFull: (endMs) => full.has(endMs)
  }
}
