import type { Call } from '../../shared/calls/call'
import type { LineStatus } from '../../shared/calls/line'
import type { OfflineReport } from '../../shared/calls/offline'
import type { CallRecord } from '../../shared/records/record'
import type { CallList, CallChange } from './call-list'
import { isHeardLive } from './call-event'
import type { CallService } from '../platform/ports'
import { createReconciliation, marginMs, type GapCheck } from './reconciliation'
import type { ServiceClock } from '../service/service-clock'

/**
 * How long the notification waits, after the first probe, for calls that were open when the line was restored, so
 * that one notification includes them. In ms.
 */
export const tellWithinMs = 20_000

/** Since when records are unchecked, persisted with the calls; epoch ms, null if everything is checked. */
export interface UncheckedMark {
  read(): number | null
  write(sinceMs: number | null): void
}

/** Finds the calls that the line missed and reports them together. */
export interface Offline {
  /** `gapSinceMs`: on becoming live, since when events may have been missed; null for none. */
  onLine(status: LineStatus, gapSinceMs: number | null): void
  /** The user dismissed the report. Later finds start a new one. */
  dismiss(): void
  /** True for a call that the next report will include once its end is known. */
  isWaitingFor(key: string): boolean
  /** Retries the failed requests for records. */
  retry(): void
  /** While held, nothing is requested automatically. */
  hold(isHeld: boolean): void
  stop(): void
}

interface Draft {
  sinceMs: number
  untilMs: number
  isPartial: boolean
  /** Calls that were found or completed. */
  keys: Set<string>
  /** A call was found that the user was not notified of; late finds of a gap already notified don't count. */
  hasNews: boolean
  isTold: boolean
  hasLooked: boolean
  /** The status of the report when the user dismissed it. */
  seenStatus: OfflineReport['status'] | null
}

const isOpen = (call: Call): boolean => call.step !== 'ended'

/**
 * The latest time known from the calls (epoch ms); null without calls. Times after `nowMs` came from a wrong clock
 * and are ignored; if all are later, this clock is behind, and `nowMs` is the earliest possible time.
 */
function newestMs(calls: readonly Call[], nowMs: number): number | null {
  if (calls.length === 0) return null
  const times = calls.flatMap(({ startedAtMs, answeredAtMs, endedAtMs, timeline }) => [
    startedAtMs,
    ...[answeredAtMs, endedAtMs].filter((atMs) => atMs !== null),
    ...timeline.map(({ atMs }) => atMs)
  ])
  const isPast = (atMs: number): boolean => atMs <= nowMs
  const passed = times.filter(isPast)
  return passed.length === 0 ? nowMs : Math.max(...passed)
}

const least = (...times: (number | null)[]): number | null => {
  const known = times.filter((time) => time !== null)
  return known.length === 0 ? null : Math.min(...known)
}

/**
 * Watches `callList`, starting with its restored calls. After each gap, and after a start with restored calls, the
 * records since then are checked; the report is shown if it has content, and notified once. A gap without open calls
 * that is checked at the first attempt and yields no call is not shown.
 */
export function createOffline(deps: {
  callList: CallList
  agentId: number
  service: Pick<CallService, 'queryByPeriod'>
  clock: ServiceClock
  mark?: UncheckedMark
  /** The new value of `offline` in the state. */
  onReport: (report: OfflineReport | null) => void
  /** Called once per report with its calls, newest first. */
  onTell: (report: OfflineReport, calls: Call[]) => void
  onOthers: (records: readonly CallRecord[]) => void
  /** The first probe of a gap is over: calls still unresolved need their own records. */
  onFirstLook: () => void
}): Offline {
  const { callList, clock, mark } = deps
  let draft: Draft | null = null
  let shown: OfflineReport | null = null
  /** Calls that were open when the line was restored, without an event since. */
  const waitingFor = new Set<string>()
  let cancelTell: (() => void) | null = null

  let isLive = false
  /** Since when events were missed before the line first became live in this run. */
  let missedSinceMs = least(newestMs(callList.all(), clock.now()), mark?.read() ?? null)
  let markedMs = mark?.read() ?? null

  const keepMark = (): void => {
    const starts = reconciliation.gaps().map(({ startMs }) => startMs + marginMs)
    const next = least(missedSinceMs, ...starts)
    if (next === markedMs) return
    markedMs = next
    mark?.write(next)
  }

  const reportOf = (from: Draft): OfflineReport => {
    const gaps = reconciliation.gaps()
    return {
      sinceMs: from.sinceMs,
      untilMs: from.untilMs,
      status: gaps.some(({ status }) => status === 'failed' || status === 'held')
        ? 'failed'
        : gaps.some(({ status }) => status === 'first')
          ? 'checking'
          : 'done',
      callKeys: callList
        .all()
        .filter(({ key }) => from.keys.has(key))
        .map(({ key }) => key),
      isPartial: from.isPartial
    }
  }

  const isWorthShowing = ({ status, callKeys }: OfflineReport, from: Draft): boolean => {
    if (callKeys.length > 0) return true
    if (status === from.seenStatus || status === 'done') return false
    return (
      status === 'failed' || waitingFor.size > 0 || reconciliation.gaps().some(({ failures }) => failures > 0)
    )
  }

  const tell = (): void => {
    cancelTell?.()
    cancelTell = null
    if (draft === null || draft.isTold || !draft.hasNews) return
    const report = reportOf(draft)
    const calls = callList.all().filter(({ key }) => report.callKeys.includes(key))
    if (calls.length === 0) return
    draft.isTold = true
    deps.onTell(report, calls)
  }

  /** Publishes the report and schedules its notification, as needed. */
  const update = (): void => {
    keepMark()
    const report = draft === null ? null : reportOf(draft)
    const isShown = draft !== null && report !== null && isWorthShowing(report, draft)
    if (!isShown && reconciliation.gaps().length === 0 && waitingFor.size === 0) draft = null
    const next = isShown ? report : null
    if (JSON.stringify(next) !== JSON.stringify(shown)) {
      shown = next
      deps.onReport(next)
    }
    if (draft === null || draft.isTold || !draft.hasNews || report?.status === 'checking') return
    if (waitingFor.size === 0) tell()
    else cancelTell ??= clock.after(tellWithinMs, tell)
  }

  const find = (key: string): void => {
    draft?.keys.add(key)
    if (draft !== null) draft.hasNews = true
  }

  const note = (change: CallChange): void => {
    const { before, after } = change
    const { key } = after
    if (isHeardLive(change)) {
      if (!waitingFor.delete(key)) return
    } else if (before === null) {
      const isFound = after.timeline.every(({ source }) => source === 'record')
      if (!isFound || draft === null) return
      find(key)
      if (isOpen(after)) waitingFor.add(key)
    } else {
      if (isOpen(after) || !waitingFor.delete(key)) return
      // Report it only if its record ended it; otherwise the outcome is unknown.
      if (after.record.status === 'complete') find(key)
    }
    update()
  }

  const forgetRemoved = (): void => {
    for (const key of [...waitingFor]) if (callList.find(key) === undefined) waitingFor.delete(key)
    if (draft !== null) update()
  }

  const onGapLook = (check: GapCheck): void => {
    if (draft !== null) {
      draft.isPartial ||= check.isPartial
      if (!draft.hasLooked) deps.onFirstLook()
      draft.hasLooked = true
    }
    update()
  }

  const reconciliation = createReconciliation({ ...deps, onGapLook })
  const off = callList.onChange((change) => (change === null ? forgetRemoved() : note(change)))

  const check = (sinceMs: number): void => {
    const untilMs = clock.now()
    // A gap that found nothing and only waits for late records is not extended by the next one.
    const isGoingOn = shown !== null || reconciliation.gaps().some(({ status }) => status !== 'later')
    const former = isGoingOn ? draft : null
    for (const call of callList.all()) if (isOpen(call)) waitingFor.add(call.key)
    draft = {
      sinceMs: Math.min(sinceMs, untilMs, former?.sinceMs ?? sinceMs),
      untilMs,
      isPartial: former?.isPartial ?? false,
      keys: former?.keys ?? new Set(),
      hasNews: former?.isTold === false && former.hasNews,
      isTold: false,
      hasLooked: false,
      seenStatus: null
    }
    // A clock that is behind, before its correction, returns less than the stored times.
    reconciliation.checkGap(sinceMs, Math.max(sinceMs, untilMs))
    draft.isPartial ||= reconciliation.gaps().some(({ isPartial }) => isPartial)
    update()
  }

  /**
   * After a clock correction, also checks the corrected period: stored times may be right, times read from the clock
   * not.
   */
  const offCorrected = clock.onCorrected((byMs) => {
    if (missedSinceMs !== null && byMs < 0) missedSinceMs += byMs
    for (const { startMs, endMs } of [...reconciliation.gaps()]) {
      const [sinceMs, untilMs] = [startMs + marginMs, endMs - marginMs]
      reconciliation.checkGap(Math.min(sinceMs, sinceMs + byMs), Math.max(untilMs, untilMs + byMs))
    }
    update()
  })

  return {
    onLine(status, gapSinceMs) {
      if (status.kind === 'live') {
        const sinceMs = least(gapSinceMs, missedSinceMs)
        isLive = true
        missedSinceMs = null
        if (sinceMs !== null) check(sinceMs)
        return
      }
      if (isLive) {
        missedSinceMs = least(missedSinceMs, clock.now(), status.kind === 'lost' ? status.sinceMs : null)
      }
      isLive = false
      keepMark()
    },
    dismiss() {
      if (draft === null) return
      draft = { ...draft, keys: new Set(), hasNews: false, isTold: false, seenStatus: shown?.status ?? null }
      update()
    },
    isWaitingFor: (key) => waitingFor.has(key),
    retry() {
      if (draft !== null) draft.seenStatus = null
      reconciliation.retry()
      update()
    },
    hold(isHeld) {
      reconciliation.hold(isHeld)
      update()
    },
    stop() {
      off()
      offCorrected()
      cancelTell?.()
      reconciliation.stop()
    }
  }
}
