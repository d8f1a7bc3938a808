import type { Call, LineStatus, OfflineReport } from '../../../shared/calls/schema'
import type { CallRecord } from '../../../shared/records/row-schema'
import type { CallList, CallChange } from '../call-list'
import { isHeardLive } from '../call-event'
import { OfflineDraft } from './offline-draft'
import type { GapCheck } from './period-probe'
import type { CallService } from '../../platform/ports'
import { marginMs, Reconciliation } from './reconciliation'
import type { ServiceClock } from '../../service/service-clock'
import { UncheckedSince, type UncheckedMark } from './unchecked-since'

/**
 * How long the notification waits, after the first probe, for calls that were open when the line was restored, so
 * that one notification includes them. In ms.
 */
export const notifyWithinMs = 20_000

/** What the search for missed calls needs. */
export interface OfflineDeps {
  callList: CallList
  agentId: number
  service: Pick<CallService, 'queryByPeriod'>
  clock: ServiceClock
  mark?: UncheckedMark
  /** The new value of `offline` in the state. */
  onReport: (report: OfflineReport | null) => void
  /** Called once per report with its calls, newest first. */
  onNotify: (report: OfflineReport, calls: Call[]) => void
  onOthers: (records: readonly CallRecord[]) => void
  /** The first probe of a gap is over: calls still unresolved need their own records. */
  onFirstProbe: () => void
}

const isOpen = (call: Call): boolean => call.step !== 'ended'

/**
 * Finds the calls that the line missed and reports them together. After each gap, and after a start with restored
 * calls, the records since then are checked; the report is shown if it has content, and notified once. A gap without
 * open calls that is checked at the first attempt and yields no call is not shown.
 */
export class Offline {
  readonly #deps: OfflineDeps
  readonly #callList: CallList
  readonly #unchecked: UncheckedSince
  readonly #reconciliation: Reconciliation
  readonly #offs: readonly (() => void)[]
  /** Calls that were open when the line was restored, without an event since. */
  readonly #waitingFor = new Set<string>()
  #draft: OfflineDraft | null = null
  #visible: OfflineReport | null = null
  #cancelNotification: (() => void) | null = null

  constructor(deps: OfflineDeps) {
    const { callList, clock, mark } = deps
    this.#deps = deps
    this.#callList = callList
    this.#unchecked = new UncheckedSince(callList.all(), clock, mark)
    this.#reconciliation = new Reconciliation({ ...deps, onGapProbe: (check) => this.#onGapProbe(check) })
    this.#offs = [
      callList.onChange((change) => {
        if (change === null) this.#forgetRemoved()
        else this.#onChange(change)
      }),
      clock.onCorrected((byMs) => this.#onCorrected(byMs))
    ]
  }

  /** `gapSinceMs`: on becoming live, since when events may have been missed; null for none. */
  onLine(status: LineStatus, gapSinceMs: number | null): void {
    if (status.kind === 'live') {
      const sinceMs = this.#unchecked.onLive(gapSinceMs)
      if (sinceMs !== null) this.#check(sinceMs)
      return
    }
    this.#unchecked.onDown(status)
    this.#persistUnchecked()
  }

  /** The user dismissed the report. Later finds start a new one. */
  dismiss(): void {
    if (this.#draft === null) return
    this.#draft.dismiss(this.#visible?.status ?? null)
    this.#update()
  }

  /** True for a call that the next report will include once its end is known. */
  isWaitingFor(key: string): boolean {
    return this.#waitingFor.has(key)
  }

  /** Retries the failed requests for records. */
  retry(): void {
    this.#draft?.undoDismiss()
    this.#reconciliation.retry()
    this.#update()
  }

  /** While held, nothing is requested automatically. */
  hold(isHeld: boolean): void {
    this.#reconciliation.hold(isHeld)
    this.#update()
  }

  stop(): void {
    for (const off of this.#offs) off()
    this.#cancelNotification?.()
    this.#reconciliation.stop()
  }

  #check(sinceMs: number): void {
    const untilMs = this.#deps.clock.now()
    // A gap that found nothing and only waits for late records is not extended by the next one.
    const isGoingOn =
      this.#visible !== null || this.#reconciliation.gaps().some(({ status }) => status !== 'later')
    for (const call of this.#callList.all()) if (isOpen(call)) this.#waitingFor.add(call.key)
    this.#draft = new OfflineDraft(sinceMs, untilMs, isGoingOn ? this.#draft : null)
    // A clock that is behind, before its correction, returns less than the stored times.
    this.#reconciliation.checkGap(sinceMs, Math.max(sinceMs, untilMs))
    this.#draft.isPartial ||= this.#reconciliation.gaps().some(({ isPartial }) => isPartial)
    this.#update()
  }

  #onGapProbe(check: GapCheck): void {
    const draft = this.#draft
    if (draft !== null) {
      draft.isPartial ||= check.isPartial
      if (!draft.isProbed) this.#deps.onFirstProbe()
      draft.isProbed = true
    }
    this.#update()
  }

  /**
   * After a clock correction, also checks the corrected period: stored times may be right, times read from the clock
   * not.
   */
  #onCorrected(byMs: number): void {
    this.#unchecked.onCorrected(byMs)
    for (const { startMs, endMs } of [...this.#reconciliation.gaps()]) {
      const [sinceMs, untilMs] = [startMs + marginMs, endMs - marginMs]
      this.#reconciliation.checkGap(Math.min(sinceMs, sinceMs + byMs), Math.max(untilMs, untilMs + byMs))
    }
    this.#update()
  }

  #onChange(change: CallChange): void {
    const { before, after } = change
    const { key } = after
    if (isHeardLive(change)) {
      if (!this.#waitingFor.delete(key)) return
    } else if (before === null) {
      const isFound = after.timeline.every(({ source }) => source === 'record')
      if (!isFound || this.#draft === null) return
      this.#draft.add(key)
      if (isOpen(after)) this.#waitingFor.add(key)
    } else {
      if (isOpen(after) || !this.#waitingFor.delete(key)) return
      // Report it only if its record ended it; otherwise the outcome is unknown.
      if (after.record.status === 'complete') this.#draft?.add(key)
    }
    this.#update()
  }

  #forgetRemoved(): void {
    for (const key of [...this.#waitingFor])
      if (this.#callList.find(key) === undefined) this.#waitingFor.delete(key)
    if (this.#draft !== null) this.#update()
  }

  #persistUnchecked(): void {
    this.#unchecked.persist(this.#reconciliation.gaps().map(({ startMs }) => startMs + marginMs))
  }

  /** Publishes the report and schedules its notification, as needed. */
  #update(): void {
    this.#persistUnchecked()
    const gaps = this.#reconciliation.gaps()
    const isWaiting = this.#waitingFor.size > 0
    const report = this.#draft?.report(this.#callList, gaps) ?? null
    const isVisible = report !== null && this.#draft?.isWorthShowing(report, gaps, isWaiting) === true
    if (!isVisible && gaps.length === 0 && !isWaiting) this.#draft = null
    this.#publish(isVisible ? report : null)
    if (this.#draft?.isNotificationPending() !== true || report?.status === 'checking') return
    if (isWaiting) this.#cancelNotification ??= this.#deps.clock.after(notifyWithinMs, () => this.#notify())
    else this.#notify()
  }

  #publish(report: OfflineReport | null): void {
    if (JSON.stringify(report) === JSON.stringify(this.#visible)) return
    this.#visible = report
    this.#deps.onReport(report)
  }

  #notify(): void {
    this.#cancelNotification?.()
    this.#cancelNotification = null
    if (this.#draft?.isNotificationPending() !== true) return
    const report = this.#draft.report(this.#callList, this.#reconciliation.gaps())
    const calls = this.#callList.all().filter(({ key }) => report.callKeys.includes(key))
    if (calls.length === 0) return
    this.#draft.isNotified = true
    this.#deps.onNotify(report, calls)
  }
}
