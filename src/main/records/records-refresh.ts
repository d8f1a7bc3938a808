import type { Moment } from '../platform/moment'
import type { CallService, Clock } from '../platform/ports'
import type { Period } from '../service/period-deduplicator'
import type { RecordsStore } from './records-store'

/** So many calls without an end are asked for again at a load, the newest; each is a request of its own. */
const maxRefreshed = 100
/** How many are asked for at a time. */
const parallel = 4
/** So many stretches of covered time are looked through for them, the newest. */
const maxStretches = 50
/** A record that is still without an end isn't asked for again sooner than this, in ms. */
const notAgainMs = 10 * 60_000

/** Asks again for single calls of time that isn't asked for any more. */
export interface Refreshing {
  /** Calls whose records had no end when they were asked for. What can't be had stays as it is known. */
  refreshIncomplete(stretches: readonly Period[], signal: AbortSignal): Promise<void>
}

/** Asks by `service`; `onRows`: a row changed. */
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
      // A question that was sent can't be called off: its answer isn't waited for.
      const aborted = new Promise<void>((resolve) => {
        signal.addEventListener('abort', () => resolve(), { once: true })
        if (signal.aborted) resolve()
      })
      await Promise.race([aborted, Promise.all(Array.from({ length: parallel }, work))])
    }
  }
}
