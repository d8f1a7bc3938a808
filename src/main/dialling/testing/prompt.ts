import type { CallingRules } from '../../../shared/calling-rules/schema'
import type { Call } from '../../../shared/calls/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { Account } from '../../../shared/session/schema'
import { defaultSettings } from '../../../shared/app/settings'
import type { Settings } from '../../../shared/app/schema'
import { AccountRules } from '../../calling-rules/account-rules'
import { AttemptLog } from '../../calling-rules/attempt-log'
import { DoNotCallList } from '../../calling-rules/do-not-call-list'
import { RuleDecisions } from '../../calling-rules/rule-decisions'
import { createLineLog } from '../../platform/testing/line-log'
import { openAccountCalls, type AccountCalls } from '../../session/account-calls'
import { emptyState } from '../../platform/empty-state'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import type { CallService, StartCallRequest, MonitorMessage } from '../../platform/ports'
import { createPrompter, type Prompter } from '../prompt/prompt'
import { createCallersFile } from './callers-file'
import { createServiceClock } from '../../service/service-clock'
import { createStateStore, type StateStore } from '../../platform/state-store'

const { hours, attempts } = defaultSettings.callingRules

/** Calling rules that no number breaks. */
export const rulesOff: CallingRules = {
  doNotCall: { action: 'off' },
  hours: { ...hours, action: 'off' },
  attempts: { ...attempts, action: 'off' }
}

/** The signed-in account in tests of dialling. */
export const testAccount: Account = {
  server: { kind: 'product' },
  tenantId: 't',
  agentId: 699861013,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
}

/** A prompter with a real dialler in front of a service that answers when the test says so. */
export interface PrompterUnderTest {
  state: StateStore
  clock: ManualClock
  prompter: Prompter
  /** The requested numbers, in order. */
  sent: string[]
  /** The caller numbers of the requests, in order. */
  callers: (string | null)[]
  /** Sets the caller numbers; the first is the default. */
  setCallers(...numbers: string[]): void
  /** Chooses the caller number of the current prompt. */
  setCaller(number: string | null): Result<undefined>
  /** The number of requests that await an answer. */
  waiting(): number
  /** Answers the oldest waiting request, and runs what follows. */
  answer(reply?: Result<{ callId: string }>): Promise<void>
  /** Confirms the current question. */
  confirm(): Result<undefined>
  choose(index: number): Result<undefined>
  /** `startedAtMs`: the call's start in the event. */
  hear(callId: string, callee: string, state: string, startedAtMs?: number): void
  change(dialling: Partial<Settings['dialling']>): void
  signOut(): void
  /** Signs in, with an empty call list unless `calls` is given. */
  signIn(account?: Account, calls?: Call[]): void
  /** Changes the calling rules; in a test they are off unless they are changed. */
  changeRules(rules: Partial<CallingRules>): void
  /** The do-not-call list of the account. */
  doNotCall: DoNotCallList
  /** Its file. */
  doNotCallLog: ReturnType<typeof createLineLog>
  /** What the rules asked and refused. */
  decisions: RuleDecisions
  /** The zone of the calling hours. */
  zone: { timeZone: string }
  /** Answers a query for the tenant's calls. */
  tenant: { query: CallService['queryByPeriod'] }
  lose(): Promise<void>
  refuse(): Promise<void>
}

/** `onRequest` runs for each request, while it is being sent. */
export function openPrompter(
  onRequest: (request: StartCallRequest) => void = () => undefined
): PrompterUnderTest {
  const clock = createManualClock()
  const state = createStateStore(emptyState)
  const sent: string[] = []
  const callers: (string | null)[] = []
  const answers: ((reply: Result<{ callId: string }>) => void)[] = []
  const salesmen = new Set<string>()
  const doNotCallLog = createLineLog()
  const doNotCall = new DoNotCallList({ log: doNotCallLog, clock, onChange: () => undefined })
  const decisions = new RuleDecisions({ log: createLineLog(), clock })
  const zone = { timeZone: 'Asia/Shanghai' }
  const tenant: PrompterUnderTest['tenant'] = {
    query: () => Promise.resolve(succeeded({ calls: [], rowCount: 0 }))
  }
  let accountCalls: AccountCalls | null = null
  let keys = 0
  let ids = 0

  const shownId = (): number => {
    const prompt = state.get('prompt')
    return prompt.kind === 'none' ? 0 : prompt.id
  }

  const under: PrompterUnderTest = {
    state,
    clock,
    prompter: createPrompter({ state, clock, dialer: () => accountCalls }),
    sent,
    callers,
    setCallers(...numbers) {
      const entries = numbers.map((number) => ({ number, label: '' }))
      accountCalls?.callers.set({ entries, defaultIndex: 0 })
    },
    setCaller: (number) => under.prompter.setCaller(shownId(), { number }),
    waiting: () => answers.length,
    async answer(reply = succeeded({ callId: `id-${(ids += 1)}` })) {
      answers.shift()?.(reply)
      await clock.advance(0)
    },
    lose: () => under.answer(failed({ code: 'call-unknown' })),
    refuse: () => under.answer(failed({ code: 'service-refused' })),
    confirm: () => under.prompter.confirm(shownId()),
    choose: (index) => under.prompter.choose(shownId(), index),
    hear(callId, callee, monitorState, startedAtMs) {
      const message: MonitorMessage = {
        agentId: testAccount.agentId,
        callId,
        callerNumber: null,
        calleeNumber: callee,
        salesmanCode: null,
        state: monitorState,
        startedAtMs: startedAtMs ?? null
      }
      accountCalls?.onMessage(message, clock.now())
    },
    change: (dialling) =>
      state.set('settings', {
        ...state.get('settings'),
        dialling: { ...state.get('settings').dialling, ...dialling }
      }),
    changeRules: (rules) =>
      state.set('settings', {
        ...state.get('settings'),
        callingRules: { ...state.get('settings').callingRules, ...rules }
      }),
    doNotCall,
    doNotCallLog,
    decisions,
    zone,
    tenant,
    signOut() {
      const left = accountCalls
      accountCalls = null
      left?.close()
      for (const answer of answers.splice(0)) answer(failed({ code: 'call-unknown' }))
      state.set('calls', [])
      state.set('session', { kind: 'signed-out', lastAccount: null, problem: null })
    },
    signIn(account = testAccount, calls = []) {
      const serviceClock = createServiceClock(clock)
      accountCalls = openAccountCalls({
        state,
        account,
        clock: serviceClock,
        openRules: (opened) =>
          new AccountRules({
            settings: () => state.get('settings').callingRules,
            clock: serviceClock,
            service: { queryByPeriod: (...asked) => tenant.query(...asked) },
            list: doNotCall,
            blocked: { has: () => false },
            attempts: new AttemptLog({ log: createLineLog(), clock: serviceClock, ...opened }),
            decisions,
            timeZone: () => zone.timeZone
          }),
        service: {
          startCall(request) {
            sent.push(request.calleeNumber)
            callers.push(request.callerNumber)
            onRequest(request)
            return new Promise((resolve) => answers.push(resolve))
          },
          readCall: () => Promise.resolve(failed({ code: 'not-found' })),
          queryByPeriod: () => Promise.resolve(succeeded({ calls: [], rowCount: 0 })),
          readPeriodReply: () => Promise.resolve(failed({ code: 'not-found' })),
          importNumbers: () => Promise.resolve(failed({ code: 'not-found' })),
          close: () => Promise.resolve()
        },
        callersFile: createCallersFile(),
        onDefaultCaller: () => undefined,
        file: { initial: calls, write: () => undefined, flush: () => undefined },
        team: { onRecords: () => undefined },
        salesmen: { isKnown: (code) => salesmen.has(code), remember: (code) => void salesmen.add(code) },
        newKey: () => `key-${(keys += 1)}`,
        onAlert: () => undefined,
        onPage: () => undefined
      })
      state.set('session', {
        kind: 'signed-in',
        account,
        tokenKept: 'this-run',
        vaultProblem: null,
        isTokenRefused: false
      })
    }
  }
  state.set('settings', { ...defaultSettings, callingRules: rulesOff })
  state.set('line', { kind: 'live', sinceMs: 0 })
  under.signIn()
  return under
}
