import type { AppError } from '../../shared/platform/errors'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Account, SignInForm } from '../../shared/session/session'
import { accountKey, readSignInForm } from './account'
import { createConnectionHistory } from './connection-history'
import type { AccountCalls } from './account-calls'
import type { AccountFile, Clock, ClockOffsetFile, Connect, Connection, SecretVault } from '../platform/ports'
import { openSignedInSession, type SignedInSession } from './signed-in-session'
import type { ServiceClock } from '../service/service-clock'
import { openSessionConnection } from './session-connection'
import type { Team } from '../team/team'
import type { StateStore } from '../platform/state-store'

/** Manages the signed-in account: sign-in, restore, demo and sign-out. No command throws. */
export interface SessionManager {
  /** Restores the stored account and its token when the app starts; does nothing if an account is signed in. */
  restore(): Promise<Result<undefined>>
  /**
   * Checks the form against the service (a period query of one minute, then the live line), then persists it. An
   * account that is already signed in stays active until the check succeeded.
   */
  signIn(form: SignInForm): Promise<Result<undefined>>
  /** Cancels a sign-in during its check (`cancelled`): nothing is persisted. No effect after the check. */
  cancelSignIn(): void
  startDemo(): Promise<Result<undefined>>
  signOut(): Promise<Result<undefined>>
  /** Null while signed out. */
  current(): { connection: Connection; clock: ServiceClock; calls: AccountCalls; team: Team } | null
  /** This computer woke up, was unlocked or changed its network: reconnects, if signed in. */
  wake(reason: 'resume' | 'unlock' | 'network'): void
  /** Closes the connection without signing out, because the app quits. */
  close(): Promise<void>
}

/** Where the token of a session is stored. */
interface TokenKeeping {
  tokenKept: 'key-store' | 'this-run'
  vaultProblem: AppError | null
}

/** `openDemo` starts the built-in simulator and returns its account. */
export function createSessionManager(deps: {
  state: StateStore
  clock: Clock
  connect: Connect
  vault: SecretVault
  accountFile: AccountFile
  clockOffset: ClockOffsetFile
  openDemo: () => Promise<{ account: Account; token: string; close: () => Promise<void> }>
  /** `watch` passes the colleagues' desk phones to the live line. */
  openTeam: Parameters<typeof openSignedInSession>[0]['openTeam']
  /** The records that it reads are also passed to `team`. */
  openAccountCalls: Parameters<typeof openSignedInSession>[0]['openAccountCalls']
}): SessionManager {
  const { state, clock, connect, vault, accountFile, clockOffset } = deps
  const history = createConnectionHistory({ state, clock })
  let current: (SignedInSession & { account: Account; closeDemo: (() => Promise<void>) | null }) | null = null
  /** Only one sign-in, restore or sign-out runs at a time. */
  let isBusy = false
  /** Cancels the sign-in that is being checked. */
  let checking: AbortController | null = null

  const leave = async (): Promise<void> => {
    const left = current
    current = null
    if (left === null) return
    await left.close()
    await left.closeDemo?.()
    history.signedOut()
    state.set('line', { kind: 'off' })
    state.set('calls', [])
    state.set('offline', null)
  }

  const enter = (
    account: Account,
    sessionConnection: Parameters<typeof openSignedInSession>[0]['sessionConnection'],
    keeping: TokenKeeping,
    closeDemo: (() => Promise<void>) | null
  ): void => {
    const entered = openSignedInSession({
      history,
      account,
      sessionConnection,
      openTeam: deps.openTeam,
      openAccountCalls: deps.openAccountCalls,
      onTokenRefused(isRefused) {
        const session = state.get('session')
        if (current?.connection !== entered.connection || session.kind !== 'signed-in') return
        state.set('session', { ...session, isTokenRefused: isRefused })
        if (isRefused) history.tokenRefused()
      }
    })
    current = { ...entered, account, closeDemo }
    history.onClockOffset(entered.clock.offsetMs())
    entered.clock.onOffset((offsetMs) => {
      if (current?.clock === entered.clock) history.onClockOffset(offsetMs)
    })
    state.set('session', { kind: 'signed-in', account, ...keeping, isTokenRefused: false })
    entered.begin()
  }

  /** If another account replaces the stored one, removes the former token from the key store. */
  const forgetFormer = async (next: Account): Promise<void> => {
    const former = accountFile.read()
    if (former === null || !former.isSignedIn || former.account.isDemo || next.isDemo) return
    if (accountKey(former.account) !== accountKey(next)) await vault.removeToken(former.account)
  }

  const keepToken = async (account: Account, token: string): Promise<TokenKeeping> => {
    const kept = account.isDemo ? null : await vault.keepToken(account, token)
    return kept === null || kept.ok
      ? { tokenKept: 'key-store', vaultProblem: null }
      : { tokenKept: 'this-run', vaultProblem: kept.error }
  }

  const enterChecked = async (
    account: Account,
    token: string,
    closeDemo: (() => Promise<void>) | null
  ): Promise<Result<undefined>> => {
    const cancelling = new AbortController()
    checking = cancelling
    const opened = await openSessionConnection({ connect, clock, account, token, clockOffset })
    if (!opened.ok) return opened
    const sessionConnection = opened.value
    const problem = await sessionConnection.check(cancelling.signal)
    checking = null
    if (problem !== null) {
      await sessionConnection.shut()
      return failed(problem)
    }
    await forgetFormer(account)
    const keeping = await keepToken(account, token)
    // The former session saves its calls before the new one loads them.
    await leave()
    // The demo doesn't replace an account that is only waiting for its key store.
    if (!account.isDemo || accountFile.read()?.isSignedIn !== true)
      accountFile.write({ account, isSignedIn: true })
    enter(account, sessionConnection, keeping, closeDemo)
    return succeeded(undefined)
  }

  const enterDemo = async (): Promise<Result<undefined>> => {
    const demo = await deps.openDemo()
    const entered = await enterChecked(demo.account, demo.token, demo.close)
    if (!entered.ok) await demo.close()
    return entered
  }

  const oneAtATime = async (work: () => Promise<Result<undefined>>): Promise<Result<undefined>> => {
    if (isBusy) return failed({ code: 'cancelled' })
    isBusy = true
    try {
      return await work()
    } finally {
      isBusy = false
    }
  }

  const signedOut = (lastAccount: Account | null, problem: AppError | null): void =>
    state.set('session', { kind: 'signed-out', lastAccount, problem })

  return {
    restore: () =>
      oneAtATime(async () => {
        const kept = accountFile.read()
        if (current !== null && !current.account.isDemo) return succeeded(undefined)
        await leave()
        if (kept === null || !kept.isSignedIn) {
          signedOut(kept?.account ?? null, null)
          return succeeded(undefined)
        }
        const { account } = kept
        state.set('session', { kind: 'restoring' })
        if (account.isDemo) {
          const entered = await enterDemo()
          if (!entered.ok) signedOut(null, entered.error)
          return entered
        }
        const token = await vault.readToken(account)
        const problem: AppError | null = token.ok
          ? token.value === null
            ? { code: 'token-missing', field: 'token' }
            : null
          : token.error
        if (!token.ok || token.value === null) {
          signedOut(account, problem)
          return problem === null ? succeeded(undefined) : failed(problem)
        }
        const opened = await openSessionConnection({
          connect,
          clock,
          account,
          token: token.value,
          clockOffset
        })
        if (!opened.ok) {
          signedOut(account, opened.error)
          return opened
        }
        // No check here: the line reports whether the service is reachable and accepts the token.
        const keeping: TokenKeeping = { tokenKept: 'key-store', vaultProblem: null }
        enter(account, opened.value, keeping, null)
        opened.value.connection.line.start()
        return succeeded(undefined)
      }),

    signIn: (form) =>
      oneAtATime(async () => {
        const read = readSignInForm(form)
        return read.ok ? enterChecked(read.value.account, read.value.token, null) : read
      }),

    cancelSignIn: () => checking?.abort(),

    startDemo: () => oneAtATime(enterDemo),

    signOut: () =>
      oneAtATime(async () => {
        const session = state.get('session')
        if (session.kind !== 'signed-in') return failed({ code: 'signed-out' })
        const removed = session.account.isDemo
          ? succeeded(undefined)
          : await vault.removeToken(session.account)
        await leave()
        if (!session.account.isDemo) accountFile.write({ account: session.account, isSignedIn: false })
        else if (accountFile.read()?.account.isDemo === true) accountFile.write(null)
        // Report a token that could not be removed on the sign-in form.
        signedOut(accountFile.read()?.account ?? null, removed.ok ? null : removed.error)
        return removed
      }),

    current: () => current,
    wake(reason) {
      if (current === null) return
      history.woken(reason)
      current.connection.wake()
    },
    close: leave
  }
}
