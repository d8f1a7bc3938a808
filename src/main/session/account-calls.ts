import type { Call, LineStatus } from '../../shared/calls/schema'
import type { Result } from '../../shared/platform/result'
import type { Account } from '../../shared/session/schema'
import { offlineAlertFor, type Alert } from '../calls/alerts'
import type { OpenedRules } from '../calling-rules/account-rules'
import { createCallAges } from '../calls/call-ages'
import { createCallList } from '../calls/call-list'
import { createCallNotifier } from '../calls/call-notifier'
import { redateOnCorrection } from '../calls/clock-correction'
import { AccountCallers, type PolicyCallers } from '../dialling/caller-numbers'
import { createDialer, type Dialer } from '../dialling/dialer'
import { Offline } from '../calls/reconciliation/offline'
import type { CallersFile, CallService, CallsFile, KnownSalesmen, MonitorMessage } from '../platform/ports'
import { RecordPoller } from '../calls/reconciliation/record-poller'
import type { UncheckedMark } from '../calls/reconciliation/unchecked-since'
import type { ServiceClock } from '../service/service-clock'
import type { Team } from '../team/team'
import type { StateStore } from '../platform/state-store'

/** The call services of the signed-in account: its calls, line status and dialler. */
export interface AccountCalls extends Dialer {
  callers: Pick<AccountCallers, 'set' | 'forgetChoices'>
  onMessage(message: MonitorMessage, heardAtMs: number): void
  /** `gapSinceMs`: on becoming live, since when events may have been missed; null for none. */
  onLine(status: LineStatus, gapSinceMs: number | null): void
  /** Requests a call's record once, immediately. */
  refreshRecord(key: string): Promise<Result<undefined>>
  /** Removes the ended calls from the list, or those that started before a time (epoch ms). */
  forgetEnded(beforeMs?: number): void
  /** The report of calls missed while the line was down. */
  offline: Pick<Offline, 'dismiss' | 'retry'>
  close(): void
}

/** What the call services need. */
interface AccountCallsDeps {
  state: StateStore
  account: Account
  service: CallService
  file: CallsFile
  callersFile: CallersFile
  /** The caller numbers of the policy. */
  callersOfPolicy?: PolicyCallers
  onDefaultCaller: (number: string | null) => void
  /** The service's clock: all times of calls are in its time. */
  clock: ServiceClock
  salesmen: KnownSalesmen
  /** Opens the calling rules of the account. `calls`: all calls of the list now. */
  openRules: (deps: { calls: () => readonly Call[] }) => OpenedRules
  /** Receives the records of other desk phones found in replies. */
  team: Pick<Team, 'onRecords'>
  /** Persists since when records are unchecked. */
  uncheckedMark?: UncheckedMark
  newKey: () => string
  onAlert: (alert: Alert) => void
  /** Called with an http(s) URL that the settings open on an event. */
  onPage: (address: string) => void
}

/** Calls `hold` with true while the service refuses the token: now and after each change. Returns a cancel function. */
function holdWhileTokenRefused(state: StateStore, hold: (isHeld: boolean) => void): () => void {
  const update = (): void => {
    const session = state.get('session')
    hold(session.kind === 'signed-in' && session.isTokenRefused)
  }
  update()
  return state.onChange((topic) => {
    if (topic === 'session') update()
  })
}

/** Opens the call services of `account`; its calls are loaded from `file` and saved there. */
export function openAccountCalls(deps: AccountCallsDeps): AccountCalls {
  const { state, account, service, file, clock, salesmen, team, newKey, onAlert, onPage } = deps
  const hasLine = (): boolean => state.get('line').kind === 'live'
  const callList = createCallList({ newKey, hasLine })
  callList.restore(file.initial)
  const ages = createCallAges({ callList, clock })
  const recordPoller = new RecordPoller({ callList, ages, service, clock })
  const callers = new AccountCallers({
    state,
    file: deps.callersFile,
    ...(deps.callersOfPolicy === undefined ? {} : { policy: deps.callersOfPolicy }),
    defaultNumber: account.callerNumber,
    onDefault: deps.onDefaultCaller
  })
  const rules = deps.openRules({ calls: () => callList.all() })
  const dialer = createDialer({
    account,
    callers,
    service,
    callList,
    ages,
    clock,
    settings: () => state.get('settings').dialling,
    salesmen,
    rules
  })

  const publish = (): Call[] => {
    const calls = callList.all()
    state.set('calls', calls)
    return calls
  }
  publish()

  const notify = createCallNotifier({
    settings: () => state.get('settings'),
    lockedSettings: () => state.get('policy').lockedSettings,
    ages,
    clock,
    isReportedLater: (key) => offline.isWaitingFor(key),
    onAlert,
    onPage
  })
  const off = callList.onChange((change) => {
    file.write(publish())
    if (change === null) return
    rules.onCall(change.after)
    notify(change)
  })

  const offline = new Offline({
    callList,
    agentId: account.agentId,
    service,
    clock,
    mark: deps.uncheckedMark,
    onReport: (report) => state.set('offline', report),
    onNotify(report, calls) {
      const alert = offlineAlertFor(report, calls, state.get('settings'), clock.wallNow())
      if (alert !== null) onAlert(alert)
    },
    onOthers: (records) => team.onRecords(records),
    onFirstProbe: () => recordPoller.catchUp()
  })

  const offCorrected = redateOnCorrection(callList, ages, clock)
  const offSession = holdWhileTokenRefused(state, (isHeld) => {
    recordPoller.hold(isHeld)
    offline.hold(isHeld)
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
    check: (number, source, confirmed) => dialer.check(number, source, confirmed),
    send: (request) => dialer.send(request),
    callerOf: (number, choice) => dialer.callerOf(number, choice),
    decided: (decision) => dialer.decided(decision),
    callers,
    refreshRecord: (key) => recordPoller.refresh(key),
    forgetEnded: (beforeMs) => void callList.forgetEnded(beforeMs),
    offline,
    close() {
      dialer.close()
      rules.close()
      offSession()
      offCorrected()
      offline.stop()
      recordPoller.stop()
      off()
      ages.stop()
      callers.close()
      state.set('offline', null)
      file.flush()
    }
  }
}
