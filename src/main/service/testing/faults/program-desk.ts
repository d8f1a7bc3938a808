import type { Call, LineStatus } from '../../../../shared/calls/schema'
import type { MonitorMessage } from '../../../platform/ports'
import type { Account } from '../../../../shared/session/schema'
import type { TeamEntry } from '../../../../shared/team/schema'
import { noRules } from '../../../calling-rules/testing/no-rules'
import { openAccountCalls } from '../../../session/account-calls'
import { everyReason } from '../../../dialling/testing/every-reason'
import { createCallersFile } from '../../../dialling/testing/callers-file'
import { emptyState } from '../../../platform/empty-state'
import { Moment } from '../../../platform/moment'
import { findNumbers } from '../../../numbers/number'
import { createSessionManager } from '../../../session/session-manager'
import { createTeam } from '../../../team/team'
import { createStateStore } from '../../../platform/state-store'
import { openConnection } from '../../connection/connection'
import type { LiveLineLimits } from '../../live-line/line-limits'
import { agentId } from './scenario'

/** The program without windows and files: its rules and adapters, wired as in production. */
export interface ProgramDesk {
  /** Signs in and connects. */
  start(): Promise<void>
  wake(): void
  retry(): void
  /** Starts a call to the number in the text. */
  dial(text: string): void
  line(): LineStatus
  calls(): Call[]
  /** Number of entries of the team list. */
  teamCount(): number
  /** Unexpected exceptions of the adapters. */
  faults: unknown[]
  close(): Promise<void>
}

/** Opens the program's connection to the service at these addresses. `scaled` converts real ms to compressed ms. */
export function openProgramDesk(deps: {
  apiPrefix: string
  fayeUrl: string
  tenantId: string
  token: string
  team?: TeamEntry[]
  limits?: Partial<LiveLineLimits>
  scaled?: (ms: number) => number
  onLine?: (status: LineStatus) => void
  onCalls?: (calls: Call[]) => void
  onMessage?: (message: MonitorMessage) => void
}): ProgramDesk {
  const { apiPrefix, fayeUrl, tenantId, token, team = [] } = deps
  const scaled = deps.scaled ?? ((ms: number) => ms)
  const faults: unknown[] = []
  const openedAtMs = Date.now()
  let keys = 0
  const account: Account = {
    server: { kind: 'custom', apiPrefix, fayeUrl },
    tenantId,
    agentId,
    callerNumber: null,
    salesmanCode: null,
    isDemo: false
  }
  const clock = {
    now: () => Date.now(),
    moment: () => new Moment(performance.now()),
    after(delayMs: number, task: () => void) {
      const timer = setTimeout(task, scaled(delayMs))
      return () => clearTimeout(timer)
    }
  }
  const state = createStateStore({ ...emptyState })
  state.onChange((topic) => {
    if (topic === 'line') deps.onLine?.(state.get('line'))
    if (topic === 'calls') deps.onCalls?.(state.get('calls'))
  })
  const sessionManager = createSessionManager({
    state,
    clock,
    refusalOf: () => null,
    vault: {
      readToken: () => Promise.resolve({ ok: true, value: token }),
      keepToken: () => Promise.resolve({ ok: true, value: undefined }),
      removeToken: () => Promise.resolve({ ok: true, value: undefined })
    },
    accountFile: { read: () => ({ account, isSignedIn: true }), write: () => undefined },
    clockOffset: { read: () => 0, write: () => undefined },
    openDemo: () => Promise.reject(new Error('no demo here')),
    connect: (to, given, listener) =>
      openConnection({
        account: to,
        token: given,
        listener: {
          ...listener,
          onMessage(message, heardAtMs) {
            deps.onMessage?.(message)
            listener.onMessage(message, heardAtMs)
          }
        },
        isTokenSentEverywhere: () => true,
        onFault: (error) => faults.push(error),
        limits: {
          line: deps.limits,
          rest: {
            connectMs: scaled(5_000),
            headersMs: scaled(15_000),
            bodyMs: scaled(10_000),
            totalMs: scaled(60_000)
          }
        }
      }),
    openTeam: (_account, watch, serviceClock) =>
      createTeam({
        state,
        clock: serviceClock,
        file: { read: () => team, write: () => undefined },
        ownAgentId: agentId,
        watch
      }),
    openAccountCalls: (of, connection, team, serviceClock) =>
      openAccountCalls({
        state,
        account: of,
        service: connection.service,
        file: { initial: [], write: () => undefined, flush: () => undefined },
        callersFile: createCallersFile(),
        onDefaultCaller: () => undefined,
        salesmen: { isKnown: () => true, remember: () => undefined },
        openRules: () => noRules,
        team,
        // As left by an earlier run, so that calls before the line is live are caught up too.
        uncheckedMark: { read: () => openedAtMs, write: () => undefined },
        clock: serviceClock,
        newKey: () => `call-${(keys += 1)}`,
        onAlert: () => undefined,
        onPage: () => undefined
      })
  })
  return {
    async start() {
      const restored = await sessionManager.restore()
      if (!restored.ok) throw new Error(restored.error.code)
    },
    wake: () => sessionManager.current()?.connection.wake(),
    retry: () => sessionManager.current()?.connection.line.retry(),
    dial(text) {
      const [number] = findNumbers(text)
      if (number !== undefined) {
        void sessionManager.current()?.calls.send({ number, source: 'window', confirmed: everyReason })
      }
    },
    line: () => state.get('line'),
    calls: () => state.get('calls'),
    teamCount: () => state.get('team').length,
    faults,
    close: () => sessionManager.close()
  }
}
