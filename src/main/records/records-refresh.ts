import type { Moment } from '../platform/moment'
import type { CallService, Clock } from '../platform/ports'
import type { Period } from '../service/period-deduplicator'
import type { RecordsStore } from './records-store'

/** Maximum number of calls without an end that a load queries again, the newest; each is a separate request. */
const maxRefreshed = 100
/** Maximum parallel requests. */
const parallel = 4
/** Maximum covered periods searched for such calls, the newest. */
const maxStretches = 50
/** Minimum interval before a record without an end is queried again, in ms. */
const notAgainMs = 10 * 60_000

/** Queries single calls again in periods that aren't queried any more. */
export interface Refreshing {
  /** Queries calls whose records had no end yet. On failure a record stays unchanged. */
  refreshIncomplete(stretches: readonly Period[], signal: AbortSignal): Promise<void>
}

/** Uses `service` for queries; `onRows`: a row changed. */
export function createRefreshing(deps: {
  store: RecordsStore
  service: () => Pick<CallService, 'readCall'> | null
  clock: Clock
  onRows: () => void
}): Refreshing {
  const { store, clock, onRows } = deps
  const askedAt = new Map<string, Moment>()

  const incompleteIds = async (stretches: readonly Period[], signal: AbortSignal): Promise<string[]> => {
    const ids = new Set<string>()
    for (const { startMs, endMs } of stretches.slice(-maxStretches)) {
      const found = await store.ask('incomplete', { startMs, endMs }, { signal })
      if (!found.ok) break
      for (const id of found.value.ids) ids.add(id)
    }
    return [...ids]
  }

  const refresh = async (id: string, signal: AbortSignal): Promise<void> => {
    askedAt.set(id, clock.moment())
    const reply = await deps.service()?.readCall(id)
    if (signal.aborted || reply?.ok !== true || reply.value.endedAtMs === null) return
    const kept = await store.ask('upsert', { records: [reply.value] })
    if (kept.ok) onRows()
  }

  return {
    async refreshIncomplete(stretches, signal) {
      const now = clock.moment()
      for (const [id, asked] of askedAt) if (now.msSince(asked) >= notAgainMs) askedAt.delete(id)
      const found = await incompleteIds(stretches, signal)
      const left = found.filter((id) => !askedAt.has(id)).slice(-maxRefreshed)
      const work = async (): Promise<void> => {
        for (let id = left.pop(); id !== undefined && !signal.aborted; id = left.pop()) {
          await refresh(id, signal)
        }
      }
      // A request that was sent can't be cancelled, so don't wait for its reply.
      const aborted = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true })
        if (signal.aborted) resolve()
      })
      await Promise.race([aborted, Promise.all(Array.from({ length: parallel }, work))])
    }
  }
}
