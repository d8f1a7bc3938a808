import type { Call } from '../../shared/calls/call'
import type { LineStatus } from '../../shared/calls/line'
import type { Result } from '../../shared/platform/result'
import type { MonitorMessage } from '../../shared/records/record'
import type { Account } from '../../shared/session/session'
import { alertFor, offlineAlertFor, recordedEndAlertFor, type Alert } from '../calls/alerts'
import { createCallAges } from '../calls/call-ages'
import { createCallList } from '../calls/call-list'
import { callEventOf, createOncePerCall } from '../calls/call-event'
import { createDialer, type Dialer } from '../dialling/dialer'
import { pageFor } from '../calls/event-pages'
import { createOffline, type Offline, type UncheckedMark } from '../calls/offline'
import type { CallService, CallsFile, KnownSalesmen } from '../platform/ports'
import { isUnsettled } from '../calls/reconciliation-merge'
import { createRecordPoller } from '../calls/record-poller'
import { toleranceMs, type ServiceClock } from '../service/service-clock'
import type { Team } from '../team/team'
import type { StateStore } from '../platform/state-store'

/** The call services of the signed-in account: its calls, line status and dialler. */
export interface AccountCalls extends Dialer {
  onMessage(message: MonitorMessage, heardAtMs: number): void
  /** `gapSinceMs`: on becoming live, since when events may have been missed; null for none. */
  onLine(status: LineStatus, gapSinceMs: number | null): void
  /** Requests a call's record once, immediately. */
  refreshRecord(key: string): Promise<Result<undefined>>
  /** Removes the ended calls from the list. */
  forgetEnded(): void
  /** The report of calls missed while the line was down. */
  offline: Pick<Offline, 'dismiss' | 'retry'>
  close(): void
}

/** Opens the call services of `account`; its calls are loaded from `file` and saved there. */
export function openAccountCalls(deps: {
  state: StateStore
  account: Account
  service: CallService
  file: CallsFile
  /** The service's clock: all times of calls are in its time. */
  clock: ServiceClock
  salesmen: KnownSalesmen
  /** Receives the records of other desk phones found in replies. */
  team: Pick<Team, 'onRecords'>
  /** Persists since when records are unchecked. */
  uncheckedMark?: UncheckedMark
  newKey: () => string
  onAlert: (alert: Alert) => void
  /** Called with an http(s) URL that the settings open on an event. */
  onPage: (address: string) => void
}): AccountCalls {
  const { state, account, service, file, clock, salesmen, team, newKey, onAlert, onPage } = deps
  const hasLine = (): boolean => state.get('line').kind === 'live'
  const callList = createCallList({ newKey, hasLine })
  callList.restore(file.initial)
  const ages = createCallAges({ callList, clock })
  const sessionManager = createRecordPoller({ callList, ages, service, clock })
  const dialer = createDialer({
    account,
    service,
    callList,
    ages,
    clock,
    settings: () => state.get('settings').dialling,
    salesmen
  })

  const show = (): Call[] => {
    const calls = callList.all()
    state.set('calls', calls)
    return calls
  }
  show()

  const isFirst = createOncePerCall()
  const off = callList.onChange((change) => {
    file.write(show())
    if (change === null) return
    const settings = state.get('settings')
    // A call of this run whose end only its record reports. Calls that were open when the line was restored are in
    // the report of the gap.
    if (ages.momentOf(change.after.key) !== null && !offline.isWaitingFor(change.after.key)) {
      const ended = recordedEndAlertFor(change, settings, clock.wallNow())
      if (ended !== null && isFirst('callEnded', change.after)) onAlert(ended)
    }
    if (!isFirst(callEventOf(change), change.after)) return
    const alert = alertFor(change, settings, clock.wallNow())
    if (alert !== null) onAlert(alert)
    const address = pageFor(change, settings.pages)
    if (address !== null) onPage(address)
  })

  const offline = createOffline({
    callList,
    agentId: account.agentId,
    service,
    clock,
    mark: deps.uncheckedMark,
    onReport: (report) => state.set('offline', report),
    onTell(report, calls) {
      const alert = offlineAlertFor(report, calls, state.get('settings'), clock.wallNow())
      if (alert !== null) onAlert(alert)
    },
    onOthers: (records) => team.onRecords(records),
    onFirstLook: () => sessionManager.catchUp()
  })

  /** Redates calls that began while the clock was wrong; of calls from an earlier run, only those in the future. */
  const offCorrected = clock.onCorrected((byMs, correctionAt) => {
    for (const call of callList.all()) {
      const begun = ages.momentOf(call.key)
      const isToCome = isUnsettled(call) && call.startedAtMs > clock.now() + toleranceMs
      const correctionMs = begun === null ? (isToCome ? byMs : 0) : correctionAt(begun)
      if (correctionMs !== 0) callList.redate(call.key, correctionMs)
    }
  })

  const holdWhileRefused = (): void => {
    const session = state.get('session')
    const isHeld = session.kind === 'signed-in' && session.isTokenRefused
    sessionManager.hold(isHeld)
    offline.hold(isHeld)
  }
  holdWhileRefused()
  const offSession = state.onChange((topic) => {
    if (topic === 'session') holdWhileRefused()
  })

  return {
    onMessage(message, heardAtMs) {
      // Messages of other desk phones don't concern this account's calls.
      if (message.agentId === account.agentId) callList.receive(message, heardAtMs)
    },
    onLine(status, gapSinceMs) {
      if (status.kind !== 'live') callList.markGap()
      state.set('line', status)
      offline.onLine(
        status.kind === 'lost' ? { ...status, sinceMs: clock.fromWall(status.sinceMs) } : status,
        gapSinceMs
      )
    },
    check: (number, source) => dialer.check(number, source),
    send: (number) => dialer.send(number),
    refreshRecord: (key) => sessionManager.refresh(key),
    forgetEnded: () => void callList.forgetEnded(),
    offline,
    close() {
      offSession()
      offCorrected()
      offline.stop()
      sessionManager.stop()
      off()
      ages.stop()
      state.set('offline', null)
      file.flush()
    }
  }
}
