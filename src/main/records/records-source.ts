import type { AppError } from '../../shared/platform/schema'
import { failed, succeeded } from '../../shared/platform/result'
import type { IngestReport } from '../../shared/records/load-schema'
import { maxRowsPerReply } from '../service/periods'
import type { CallService, Clock } from '../platform/ports'
import type { RecordsStore } from './records-store'

/** Assumed delay when the service asks to wait without saying how long, in ms. */
const unsaidWaitMs = 5_000

/** Errors of the store after which it can't store anything more. */
const storeFailures: readonly string[] = ['records-locked', 'records-full', 'records-failed']

/** The period query; each reply is passed to the store unparsed. */
export interface RecordsSource {
  queryByPeriod: CallService['queryByPeriod']
  /** True if the last reply for a period with this end had the maximum number of rows. */
  wasFull(endMs: number): boolean
}

/** Dependencies of a source. */
export interface RecordsSourceDeps {
  service: () => Pick<CallService, 'readPeriodReply'> | null
  store: RecordsStore
  clock: Clock
  /** Called for full replies too, because their rows are stored as well. */
  onRows: (report: IngestReport) => void
  /** The service asks to wait until then (epoch ms); null: it replied again. */
  onWait: (untilMs: number | null) => void
  /** The store can't store anything more. */
  onStoreFailure: (error: AppError) => void
}

/** Queries `service` and stores the replies in `store`. */
export function createRecordsSource(deps: RecordsSourceDeps): RecordsSource {
  const { store, clock, onRows, onWait, onStoreFailure } = deps
  const full = new Set<number>()

  const ingest = async (body: Uint8Array, signal: AbortSignal | undefined) => {
    const first = await store.ask('ingest', { body: new Uint8Array(body) })
    // The next request restarts a crashed process.
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
