import { randomUUID } from 'node:crypto'
import { failed } from '../../shared/platform/result'
import type { ServerChoice } from '../../shared/session/schema'
import { accountKey } from '../session/account'
import type { Alert } from '../calls/alerts'
import type { Consent } from '../platform/security/consent'
import { openAccountCalls } from '../session/account-calls'
import type { Neighbours } from '../platform/neighbours'
import type { Connect, SecretVault } from '../platform/ports'
import { typedAccountKey } from '../session/former-keys'
import { createSessionManager, type SessionManager } from '../session/session-manager'
import { createTeam } from '../team/team'
import type { StateStore } from '../platform/state-store'
import type { ComposedCallingRules } from './compose-calling-rules'
import type { DemoLine } from './demo-line'
import { systemClock } from '../platform/clock'
import type { Log } from '../desktop/log'
import { watchNetwork } from '../desktop/network'
import { watchPower } from '../desktop/power'
import { createVault } from '../session/key-store/vault'
import { keyStoreService } from '../session/key-store/vault-messages'
import { addressesOf } from '../service/addresses/endpoints'
import { systemProxyFor } from '../platform/security/system-proxy'
import { callersOf } from '../policy/account-policy'
import type { PolicyInForce } from '../policy/policy-in-force'
import { refusalOf } from './policy-refusal'
import type { UserFiles } from './user-files/user-files'

/** Time limit for the system's proxy settings, in ms; after it, the line connects without them. */
const proxyLimitMs = 3_000

/** The session, wired to the service, the key store and the files. */
export interface ComposedSession {
  manager: SessionManager
  vault: SecretVault
  /** Null unless the demo line runs. */
  demo: () => DemoLine | null
  /** Stops waiting for the key store: operations that wait for it continue without a stored token. */
  giveUpKeyStore: () => void
  /** Ends the session, and stops watching this computer's sleep and network. */
  close(): Promise<void>
}

/** The origins of a custom server as entered by the user; none for the built-in servers. */
const originsOf = (server: ServerChoice): string[] => {
  const addresses = server.kind === 'custom' ? addressesOf(server) : null
  if (addresses?.ok !== true) return []
  return addresses.value.flatMap(({ apiPrefix, fayeUrl }) =>
    [apiPrefix, fayeUrl].map((address) => new URL(address).origin)
  )
}

/** Dependencies of the session. */
interface SessionDeps {
  state: StateStore
  log: Log
  files: UserFiles
  /** Path of the key store's built process. */
  vaultProgram: string
  neighbours: Neighbours
  consent: Consent
  policy: PolicyInForce
  openRules: ComposedCallingRules['open']
  onAlert: (alert: Alert) => void
  /** Opens the page of an event. */
  onPage: (address: string) => void
}

/** Connects to an account's service, after the user's consent. */
const connectWith =
  ({ state, log, files, neighbours, consent }: SessionDeps): Connect =>
  async (account, token, listener) => {
    // Checked here, where every connection starts: no origin is contacted without the user's confirmation.
    if (!account.isDemo && !(await consent.confirm('server', originsOf(account.server)))) {
      return failed({ code: 'cancelled' })
    }
    const { openConnection } = await import('../service/connection/connection')
    return openConnection({
      account,
      token,
      listener,
      isTokenSentEverywhere: () => state.get('settings').isTokenSentEverywhere,
      resolveProxy(url) {
        const answer = systemProxyFor(url)
        neighbours.watch('proxy-settings', proxyLimitMs, answer)
        return answer
      },
      remembered: files.lastAddress,
      onExchange: (note) => log.info('service', note),
      onFault: (error) => log.error('connection', error)
    })
  }

function openVault({ files, vaultProgram, neighbours }: SessionDeps): ReturnType<typeof createVault> {
  return createVault({
    service: keyStoreService,
    program: vaultProgram,
    neighbours,
    formerKeyOf(account) {
      const typed = files.typedAccount()
      return typed !== null && accountKey(typed) === accountKey(account) ? typedAccountKey(typed) : null
    }
  })
}

/** Calls `onChange` after a change of network, while an account is signed in. Returns a stop function. */
function watchNetworkWhile(state: StateStore, onChange: () => void): () => void {
  let stop: (() => void) | null = null
  const follow = (): void => {
    const isSignedIn = state.get('session').kind === 'signed-in'
    if (isSignedIn === (stop !== null)) return
    stop?.()
    stop = isSignedIn ? watchNetwork({ onChange }) : null
  }
  follow()
  const off = state.onChange((topic) => {
    if (topic === 'session') follow()
  })
  return () => {
    off()
    stop?.()
  }
}

/** Wires the session together. The service's adapters are loaded on first use. */
export function composeSession(deps: SessionDeps): ComposedSession {
  const { state, log, files, consent, onAlert, onPage } = deps
  const kept = files.account.read()
  if (kept !== null) consent.adopt('server', originsOf(kept.account.server))
  const { server } = deps.policy.state.account
  // The administrator chose it.
  if (server !== null) consent.adopt('server', originsOf(server))
  let demo: DemoLine | null = null

  const vault = openVault(deps)
  const sessionManager = createSessionManager({
    state,
    clock: systemClock,
    vault,
    refusalOf: (account) => refusalOf(deps.policy, account),
    accountFile: files.account,
    clockOffset: files.clockOffset,
    connect: connectWith(deps),
    async openDemo() {
      const { openDemoLine } = await import('./demo-line')
      const opened = await openDemoLine()
      demo = opened
      return {
        ...opened,
        async close() {
          if (demo === opened) demo = null
          await opened.close()
        }
      }
    },
    openTeam: (account, watch, clock) =>
      createTeam({
        state,
        clock,
        file: files.teamOf(account),
        ownAgentId: account.agentId,
        watch
      }),
    openAccountCalls: (account, connection, team, clock, onDefaultCaller) =>
      openAccountCalls({
        state,
        account,
        service: connection.service,
        file: files.callsOf(account),
        callersFile: files.callersOf(account),
        callersOfPolicy: callersOf(deps.policy.policy),
        onDefaultCaller,
        salesmen: files.salesmenOf(account),
        openRules: ({ calls }) => deps.openRules(account, connection.service, clock, calls),
        clock,
        team,
        uncheckedMark: files.uncheckedMarkOf(account),
        newKey: randomUUID,
        onAlert,
        onPage
      })
  })

  const wake = (reason: 'resume' | 'unlock' | 'network'): void => {
    log.info('woken', reason)
    sessionManager.wake(reason)
  }
  watchPower(wake)
  const offNetwork = watchNetworkWhile(state, () => wake('network'))

  return {
    manager: sessionManager,
    vault,
    demo: () => demo,
    giveUpKeyStore: () => vault.giveUp(),
    async close() {
      offNetwork()
      await sessionManager.close()
    }
  }
}
