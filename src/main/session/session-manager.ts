import type { AppError } from '../../shared/platform/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Account, SignInForm } from '../../shared/session/schema'
import { readSignInForm } from './account'
import { createConnectionHistory, type ConnectionHistory } from './connection-history'
import type { AccountCalls } from './account-calls'
import type { AccountFile, Clock, ClockOffsetFile, Connect, Connection, SecretVault } from '../platform/ports'
import { openSignedInSession, type SignedInSession } from './signed-in-session'
import type { ServiceClock } from '../service/service-clock'
import { openSessionConnection, type SessionConnection } from './session-connection'
import { StoredAccount, type TokenKeeping } from './stored-account'
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

type SessionDeps = Parameters<typeof openSignedInSession>[0]

/** What the session manager needs. */
interface SessionManagerDeps {
  state: StateStore
  clock: Clock
  connect: Connect
  vault: SecretVault
  /** Why an account isn't allowed; null: it is. */
  refusalOf: (account: Account) => AppError | null
  accountFile: AccountFile
  clockOffset: ClockOffsetFile
  /** Starts the built-in simulator and returns its account. */
  openDemo: () => Promise<{ account: Account; token: string; close: () => Promise<void> }>
  /** `watch` passes the colleagues' desk phones to the live line. */
  openTeam: SessionDeps['openTeam']
  /** The records that it reads are also passed to `team`. */
  openAccountCalls: SessionDeps['openAccountCalls']
}

class AccountSession implements SessionManager {
  readonly #deps: SessionManagerDeps
  readonly #state: StateStore
  readonly #stored: StoredAccount
  readonly #history: ConnectionHistory
  #current: (SignedInSession & { account: Account; closeDemo: (() => Promise<void>) | null }) | null = null
  /** Only one sign-in, restore or sign-out runs at a time. */
  #isBusy = false
  /** Cancels the sign-in that is being checked. */
  #checking: AbortController | null = null

  constructor(deps: SessionManagerDeps) {
    this.#deps = deps
    this.#state = deps.state
    this.#stored = new StoredAccount(deps.accountFile, deps.vault)
    this.#history = createConnectionHistory({ state: deps.state, clock: deps.clock })
  }

  // Commands

  restore(): Promise<Result<undefined>> {
    return this.#oneAtATime(async () => {
      if (this.#current !== null && !this.#current.account.isDemo) return succeeded(undefined)
      const account = this.#stored.last()
      const isSignedIn = this.#stored.isSignedIn()
      await this.#leave()
      if (account !== null && isSignedIn) return this.#restoreAccount(account)
      this.#publishSignedOut(account, null)
      return succeeded(undefined)
    })
  }

  signIn(form: SignInForm): Promise<Result<undefined>> {
    return this.#oneAtATime(async () => {
      const read = readSignInForm(form)
      if (!read.ok) return read
      const refusal = this.#deps.refusalOf(read.value.account)
      return refusal === null
        ? this.#enterChecked(read.value.account, read.value.token, null)
        : failed(refusal)
    })
  }

  cancelSignIn(): void {
    this.#checking?.abort()
  }

  startDemo(): Promise<Result<undefined>> {
    return this.#oneAtATime(() => this.#enterDemo())
  }

  signOut(): Promise<Result<undefined>> {
    return this.#oneAtATime(async () => {
      const session = this.#state.get('session')
      if (session.kind !== 'signed-in') return failed({ code: 'signed-out' })
      const removed = await this.#stored.removeToken(session.account)
      this.#current?.calls.callers.forgetChoices()
      await this.#leave()
      this.#stored.markSignedOut(session.account)
      // Report a token that could not be removed on the sign-in form.
      this.#publishSignedOut(this.#stored.last(), removed.ok ? null : removed.error)
      return removed
    })
  }

  current(): SignedInSession | null {
    return this.#current
  }

  wake(reason: 'resume' | 'unlock' | 'network'): void {
    if (this.#current === null) return
    this.#history.woken(reason)
    this.#current.connection.wake()
  }

  close(): Promise<void> {
    return this.#leave()
  }

  async #oneAtATime(work: () => Promise<Result<undefined>>): Promise<Result<undefined>> {
    if (this.#isBusy) return failed({ code: 'cancelled' })
    this.#isBusy = true
    try {
      return await work()
    } finally {
      this.#isBusy = false
    }
  }

  // Entering a session

  async #restoreAccount(account: Account): Promise<Result<undefined>> {
    this.#state.set('session', { kind: 'restoring' })
    if (account.isDemo) {
      const entered = await this.#enterDemo()
      if (!entered.ok) this.#publishSignedOut(null, entered.error)
      return entered
    }
    // The stored account could have been changed in its file, or the policy since.
    const refusal = this.#deps.refusalOf(account)
    const token = refusal === null ? await this.#stored.readToken(account) : failed(refusal)
    const opened = token.ok ? await this.#connect(account, token.value) : token
    if (!opened.ok) {
      this.#publishSignedOut(account, opened.error)
      return opened
    }
    // No check here: the line reports whether the service is reachable and accepts the token.
    this.#enter(account, opened.value, { tokenKept: 'key-store', vaultProblem: null }, null)
    opened.value.connection.line.start()
    return succeeded(undefined)
  }

  async #enterDemo(): Promise<Result<undefined>> {
    const demo = await this.#deps.openDemo()
    const last = this.#stored.last()
    const callerNumber = last?.isDemo === true ? last.callerNumber : demo.account.callerNumber
    const entered = await this.#enterChecked({ ...demo.account, callerNumber }, demo.token, demo.close)
    if (!entered.ok) await demo.close()
    return entered
  }

  async #enterChecked(
    account: Account,
    token: string,
    closeDemo: (() => Promise<void>) | null
  ): Promise<Result<undefined>> {
    const cancelling = new AbortController()
    this.#checking = cancelling
    const opened = await this.#connect(account, token)
    if (!opened.ok) return opened
    const problem = await opened.value.check(cancelling.signal)
    this.#checking = null
    if (problem !== null) {
      await opened.value.shut()
      return failed(problem)
    }
    const keeping = await this.#stored.keepToken(account, token)
    // The former session saves its calls before the new one loads them.
    await this.#leave()
    this.#stored.markSignedIn(account)
    this.#enter(account, opened.value, keeping, closeDemo)
    return succeeded(undefined)
  }

  #connect(account: Account, token: string): Promise<Result<SessionConnection>> {
    const { connect, clock, clockOffset } = this.#deps
    return openSessionConnection({ connect, clock, account, token, clockOffset })
  }

  #enter(
    account: Account,
    sessionConnection: SessionConnection,
    keeping: TokenKeeping,
    closeDemo: (() => Promise<void>) | null
  ): void {
    const { openTeam, openAccountCalls } = this.#deps
    const history = this.#history
    const entered = openSignedInSession({
      ...{ history, account, sessionConnection, openTeam, openAccountCalls },
      onTokenRefused: (isRefused) => this.#onTokenRefused(entered, isRefused),
      onDefaultCaller: (number) => this.#onDefaultCaller(entered, number)
    })
    this.#current = { ...entered, account, closeDemo }
    history.onClockOffset(entered.clock.offsetMs())
    entered.clock.onOffset((offsetMs) => {
      if (this.#current?.clock === entered.clock) history.onClockOffset(offsetMs)
    })
    this.#state.set('session', { kind: 'signed-in', account, ...keeping, isTokenRefused: false })
    entered.begin()
  }

  #onTokenRefused({ connection }: SignedInSession, isRefused: boolean): void {
    const session = this.#state.get('session')
    if (this.#current?.connection !== connection || session.kind !== 'signed-in') return
    this.#state.set('session', { ...session, isTokenRefused: isRefused })
    if (isRefused) this.#history.tokenRefused()
  }

  /** The default caller number is part of the account, so that the sign-in form is prefilled with it. */
  #onDefaultCaller({ connection }: SignedInSession, callerNumber: string | null): void {
    const session = this.#state.get('session')
    if (this.#current?.connection !== connection || session.kind !== 'signed-in') return
    const account = { ...session.account, callerNumber }
    this.#current = { ...this.#current, account }
    this.#stored.update(account)
    this.#state.set('session', { ...session, account })
  }

  // Leaving a session

  async #leave(): Promise<void> {
    const left = this.#current
    this.#current = null
    if (left === null) return
    await left.close()
    await left.closeDemo?.()
    this.#history.signedOut()
    this.#state.set('line', { kind: 'off' })
    this.#state.set('calls', [])
    this.#state.set('offline', null)
  }

  #publishSignedOut(lastAccount: Account | null, problem: AppError | null): void {
    this.#state.set('session', { kind: 'signed-out', lastAccount, problem })
  }
}

/** Starts without a session. */
export const createSessionManager = (deps: SessionManagerDeps): SessionManager => new AccountSession(deps)
