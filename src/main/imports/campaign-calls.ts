import type { AppError } from '../../shared/platform/schema'
import type { Result } from '../../shared/platform/result'

/** A period; `endMs` is excluded. Epoch ms of the service's clock. */
export interface CallPeriod {
  startMs: number
  endMs: number
}

/** Progress of loading records. */
interface CallsLoading {
  /** The loaded share of the period's time. */
  share: number
  rows: number
  /** When the service allows the next request, epoch ms; null: no wait. */
  waitUntilMs: number | null
}

/** A page of calls, packed: by call its digits to dial, start (epoch ms) and whether it was answered (1). */
export interface CallsPage {
  /** Separated by line feeds. */
  numbers: string
  startedMs: Float64Array
  isAnswered: Uint8Array
  /** Calls left out because the service doesn't show their whole number. */
  unreadable: number
  /** The `from` of the next page; null: this is the last one. */
  next: number | null
}

/** All calls of the tenant, from the records. */
export interface CampaignCalls {
  /** The service's time, epoch ms, which the calls' times use. */
  serviceNow(): number
  /** Loads what is missing of a period; fails if nothing of it is known, or with `cancelled`. */
  load(
    period: CallPeriod,
    options: { signal: AbortSignal; onProgress: (progress: CallsLoading) => void }
  ): Promise<Result<{ gaps: readonly (CallPeriod & { error: AppError })[]; incompleteSeconds: number }>>
  /** The calls that started in a period, in pages. `from` 0: the first page. */
  page(period: CallPeriod, from: number, signal: AbortSignal): Promise<Result<CallsPage>>
}
