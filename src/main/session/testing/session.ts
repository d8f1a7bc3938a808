import type { AppError } from '../../../shared/platform/schema'
import type { LineStatus } from '../../../shared/calls/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { Account, SignInForm } from '../../../shared/session/schema'
import type { AccountCalls } from '../account-calls'
import { emptyState } from '../../platform/empty-state'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import type { CallService, Connection, LineDetail, LiveLineListener } from '../../platform/ports'
import { createSessionManager, type SessionManager } from '../session-manager'
import type { Team } from '../../team/team'
import { createStateStore, type StateStore } from '../../platform/state-store'

/** A valid form, and the account that it describes. */
export const testForm: SignInForm = {
  server: { kind: 'product' },
  tenantId: 'tenant',
  token: 'secret',
  agentId: '699861013',
  callerNumber: '',
  salesmanCode: ''
}
export const testAccount: Account = {
  server: { kind: 'product' },
  tenantId: 'tenant',
  agentId: 699861013,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
}

/** A line status without details. */
export const noDetail: LineDetail = { gapSinceMs: null, transport: null, problem: null }

/** The replies of the simulated environment, and the requests it received. */
export interface Outside {
  /** Why the policy doesn't allow the account. */
  refusal: AppError | null
  query: Result<{ calls: []; rowCount: number }>
  start: Result<{ callId: string }>
  /** The status that the line reports immediately when started; null for none. */
  line: LineStatus | null
  vault: Map<string, string>
  vaultError: Result<never> | null
  kept: { account: Account; isSignedIn: boolean } | null
  asked: string[]
  /** Each session that was opened or closed. */
  desks: string[]
  /** The listener of the newest connection. */
  listener: LiveLineListener | null
  /** The service of the newest session. */
  service: CallService | null
}

/** The session manager in a simulated environment that a test controls. */
export interface SessionUnderTest {
  clock: ManualClock
  state: StateStore
  sessionManager: SessionManager
  outside: Outside
}

/** Signed out, with nothing stored. */
export function openSession(): SessionUnderTest {
  const clock = createManualClock()
  const outside: Outside = {
    query: succeeded({ calls: [], rowCount: 0 }),
    line: { kind: 'live', sinceMs: 0 },
    refusal: null,
    vault: new Map(),
    vaultError: null,
    kept: null,
    asked: [],
    desks: [],
    listener: null,
    service: null,
    start: failed({ code: 'internal' })
  }
  const state = createStateStore(emptyState)
  const service: CallService = {
    startCall: () => Promise.resolve(outside.start),
    readCall: () => Promise.resolve(failed({ code: 'internal' })),
    queryByPeriod: (startMs, endMs) => {
      outside.asked.push(`query ${endMs - startMs}`)
      return Promise.resolve(outside.query)
    },
    readPeriodReply: () => Promise.resolve(failed({ code: 'internal' })),
    importNumbers: () => Promise.resolve(failed({ code: 'internal' })),
    close: () => {
      outside.asked.push('service closed')
      return Promise.resolve()
    }
  }
  const connect = (_to: unknown, _token: string, listener: LiveLineListener) => {
    outside.listener = listener
    return Promise.resolve(
      succeeded({
        service,
        wake: () => outside.asked.push('connection woken'),
        line: {
          start() {
            outside.asked.push('line started')
            if (outside.line !== null) listener.onStatus(outside.line, noDetail)
          },
          retry: () => undefined,
          wake: () => undefined,
          watch: (agentIds) => outside.asked.push(`watching ${agentIds.join()}`),
          stop() {
            outside.asked.push('line stopped')
            return Promise.resolve()
          }
        }
      } satisfies Connection)
    )
  }
  const sessionManager = createSessionManager({
    state,
    clock,
    connect,
    refusalOf: () => outside.refusal,
    vault: {
      readToken: () => Promise.resolve(outside.vaultError ?? succeeded(outside.vault.get('token') ?? null)),
      keepToken(_account, token) {
        if (outside.vaultError !== null) return Promise.resolve(outside.vaultError)
        outside.vault.set('token', token)
        return Promise.resolve(succeeded(undefined))
      },
      removeToken() {
        outside.vault.delete('token')
        return Promise.resolve(outside.vaultError ?? succeeded(undefined))
      }
    },
    accountFile: {
      read: () => outside.kept,
      write(kept) {
        outside.kept = kept
      }
    },
    clockOffset: { read: () => 0, write: () => undefined },
    openDemo: () =>
      Promise.resolve({
        account: { ...testAccount, isDemo: true },
        token: 'of this run',
        close: () => {
          outside.asked.push('demo closed')
          return Promise.resolve()
        }
      }),
    openTeam: (_account, watch): Team => ({
      hear: (message) => outside.asked.push(`team heard ${message.agentId}`),
      onLine: (status) => outside.asked.push(`team line ${status.kind}`),
      onRecords: () => undefined,
      onAgentRefused: (agentId) => outside.asked.push(`team refused ${agentId}`),
      set: (entries) => watch(entries.map(({ agentId }) => agentId)),
      call: () => null,
      close: () => undefined
    }),
    openAccountCalls(_account, connection, _team, _clock, onDefaultCaller): AccountCalls {
      outside.service = connection.service
      outside.desks.push('opened')
      return {
        offline: { dismiss: () => undefined, retry: () => undefined },
        onMessage: (message) => outside.asked.push(`calls heard ${message.agentId}`),
        onLine(status) {
          state.set('line', status)
        },
        callers: {
          set({ entries, defaultIndex }) {
            onDefaultCaller(defaultIndex === null ? null : (entries[defaultIndex]?.number ?? null))
            return succeeded(undefined)
          },
          forgetChoices: () => outside.asked.push('choices forgotten')
        },
        callerOf: () => null,
        check: () => ({ kind: 'go' }),
        decided: () => undefined,
        send: () => Promise.resolve(failed({ code: 'internal' })),
        refreshRecord: () => Promise.resolve(failed({ code: 'internal' })),
        forgetEnded: () => undefined,
        close() {
          outside.desks.push('closed')
          outside.asked.push('calls closed')
        }
      }
    }
  })
  return { clock, state, sessionManager, outside }
}
