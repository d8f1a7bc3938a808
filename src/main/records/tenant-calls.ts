import { succeeded, type Result } from '../../shared/platform/result'
import type { Period, PeriodGap } from '../service/periods'
import type { LoadProgress } from './records-load'
import type { RecordsLoader } from './records-loader'
import type { CalledNumbers } from './records-operations'
import type { RecordsStore } from './records-store'

/** What is missing of a period after it was loaded. */
interface LoadedCalls {
  /** The parts that could not be queried, in time order. */
  gaps: PeriodGap[]
  /** Full one-second windows: they may hold more calls than the service returns. */
  incompleteSeconds: number
}

/** All calls of the tenant, for other topics that count them. */
export interface TenantCalls {
  /** The service's time, epoch ms, which the records' times use. */
  serviceNow(): number
  /** Loads what is missing of a period; fails if nothing of it is known, or with `cancelled`. */
  load(
    period: Period,
    options: { signal: AbortSignal; onProgress: (progress: LoadProgress) => void }
  ): Promise<Result<LoadedCalls>>
  /** A page of the calls that started in a period, from row number `from` on (0: the first page). */
  page(period: Period, from: number, signal: AbortSignal): Promise<Result<CalledNumbers>>
}

/** Creates the view of the account's records that other topics use. */
export function createTenantCalls(deps: {
  loader: Pick<RecordsLoader, 'loadQuietly'>
  store: RecordsStore
  serviceNow: () => number
}): TenantCalls {
  const { loader, store } = deps
  return {
    serviceNow: deps.serviceNow,
    async load(period, options) {
      const loaded = await loader.loadQuietly(period, options)
      if (!loaded.ok) return loaded
      const { gaps, incomplete, error } = loaded.value
      if (error !== null) return { ok: false, error }
      return succeeded({ gaps, incompleteSeconds: incomplete.length })
    },
    page: ({ startMs, endMs }, from, signal) =>
      store.ask('calledNumbers', { startMs, endMs, from }, { signal })
  }
}
