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
 * How long the notification waits, after the first look, for calls that were open when the line came back:
 * one notification is to tell of them too. In ms.
 */
export const tellWithinMs = 20_000

/** Since when the records were not checked, as it is kept beside the calls; epoch ms, null: all is checked. */
export interface UncheckedMark {
  read(): number | null
  write(sinceMs: number | null): void
}

/** Makes up for what the line missed, and reports it as one. */
export interface Offline {
  /** `gapSinceMs`: on becoming live, since when events may have been missed; null for none. */
  onLine(status: LineStatus, gapSinceMs: number | null): void
  /** The report was seen. What is found later begins a new one. */
  dismiss(): void
  /** True for a call that the next report will tell of, once its end is known. */
  isWaitingFor(key: string): boolean
  /** Asks again for the records that could not be had. */
  retry(): void
  /** While held nothing is asked by itself. */
  hold(isHeld: boolean): void
  stop(): void
}

interface Draft {
  sinceMs: number
  untilMs: number
  isPartial: boolean
  /** Calls that were found or completed. */
  keys: Set<string>
  /** A call was found that the person was not told of; a late find of a gap that was told of is none. */
  hasNews: boolean
  isTold: boolean
  hasLooked: boolean
  /** What the person has seen and put away. */
  seenStatus: OfflineReport['status'] | null
}

const isOpen = (call: Call): boolean => call.step !== 'ended'

/**
 * The newest thing known of calls; epoch ms, null without calls. What lies after `nowMs` was stamped by a clock that
 * was wrong; where all of it does, it is this clock that is behind, and `nowMs` the earliest that it can mean.
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
 * Watches `callList` from its restored state on. After each gap, and after a start with kept calls, the records
 * of the time since are checked; a report is shown when there is something to tell, and told once. A gap
 * that passes while nothing was open, is checked at the first try and brought no call is not shown at all.
 */
export function createOffline(deps: {
  callList: CallList
  agentId: number
  service: Pick<CallService, 'queryByPeriod'>
  clock: ServiceClock
  mark?: UncheckedMark
  /** A new value of the state's `offline`. */
  onReport: (report: OfflineReport | null) => void
  /** Once for each report: its calls, newest first. */
  onTell: (report: OfflineReport, calls: Call[]) => void
  onOthers: (records: readonly CallRecord[]) => void
  /** The first look at a gap is over: what it did not settle needs records of its own. */
  onFirstLook: () => void
}): Offline {
  const { callList, clock, mark } = deps
  let draft: Draft | null = null
  let shown: OfflineReport | null = null
  /** Calls that were open when the line came back and of which nothing was heard since. */
  const waitingFor = new Set<string>()
  let cancelTell: (() => void) | null = null

  let isLive = false
  /** What was missed before the line was ever live in this run. */
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

  /** Shows and tells what is now to be shown and told. */
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
      // Ended by its record: else nobody knows how, and there is nothing to tell.
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
    // A gap that brought nothing, but for what may come late, is not made longer by the next one.
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
    // A clock that is behind, and will be corrected, shows less than what was kept.
    reconciliation.checkGap(sinceMs, Math.max(sinceMs, untilMs))
    draft.isPartial ||= reconciliation.gaps().some(({ isPartial }) => isPartial)
    update()
  }

  /** Asks for the same time as it truly was, too: what was kept of it may be right, what was read off the clock not. */
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
