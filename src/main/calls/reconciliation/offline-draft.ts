import type { OfflineReport } from '../../../shared/calls/schema'
import type { CallList } from '../call-list'
import type { GapCheck } from './period-probe'

function statusOf(gaps: readonly GapCheck[]): OfflineReport['status'] {
  if (gaps.some(({ status }) => status === 'failed' || status === 'held')) return 'failed'
  return gaps.some(({ status }) => status === 'first') ? 'checking' : 'done'
}

/** The report of missed calls that is being compiled. */
export class OfflineDraft {
  /** One of the gaps can't be checked completely. */
  isPartial: boolean
  isNotified = false
  /** True once the first probe of its last gap is over. */
  isProbed = false
  readonly #sinceMs: number
  readonly #untilMs: number
  /** Calls that were found or completed. */
  #keys: Set<string>
  /** A call was found that the user was not notified of; late finds of a gap already notified don't count. */
  #hasNews: boolean
  /** The status of the report when the user dismissed it. */
  #dismissedStatus: OfflineReport['status'] | null = null

  /** For a gap since `sinceMs`; extends the report of `former` gaps. */
  constructor(sinceMs: number, untilMs: number, former: OfflineDraft | null) {
    this.#sinceMs = Math.min(sinceMs, untilMs, former === null ? sinceMs : former.#sinceMs)
    this.#untilMs = untilMs
    this.isPartial = former?.isPartial ?? false
    this.#keys = former === null ? new Set() : former.#keys
    this.#hasNews = former?.isNotificationPending() ?? false
  }

  add(key: string): void {
    this.#keys.add(key)
    this.#hasNews = true
  }

  isNotificationPending(): boolean {
    return this.#hasNews && !this.isNotified
  }

  /** Removes what the user dismissed; `status`: that of the visible report. */
  dismiss(status: OfflineReport['status'] | null): void {
    this.#keys = new Set()
    this.#hasNews = false
    this.isNotified = false
    this.#dismissedStatus = status
  }

  /** Shows the report even with the status that was dismissed. */
  undoDismiss(): void {
    this.#dismissedStatus = null
  }

  report(callList: CallList, gaps: readonly GapCheck[]): OfflineReport {
    return {
      sinceMs: this.#sinceMs,
      untilMs: this.#untilMs,
      status: statusOf(gaps),
      callKeys: callList
        .all()
        .filter(({ key }) => this.#keys.has(key))
        .map(({ key }) => key),
      isPartial: this.isPartial
    }
  }

  /** `isWaiting`: calls that were open when the line was restored are still unresolved. */
  isWorthShowing(report: OfflineReport, gaps: readonly GapCheck[], isWaiting: boolean): boolean {
    const { status, callKeys } = report
    if (callKeys.length > 0) return true
    if (status === this.#dismissedStatus || status === 'done') return false
    return status === 'failed' || isWaiting || gaps.some(({ failures }) => failures > 0)
  }
}
