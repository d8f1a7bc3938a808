import type { AppError } from '../../shared/errors'
import { failed, succeeded, type Result } from '../../shared/result'
import type { Account, SignInForm } from '../../shared/session'
import { accountKey, readSignInForm } from './account'
import type { Desk } from './desk'
import type { AccountFile, Clock, Connect, Connection, SecretVault } from './ports'
import type { State } from './topics'

/** How long the live line may take to stand at sign-in, in ms. */
const lineCheckMs = 15_000

/** Who is signed in, and how one gets in and out. No command throws. */
export interface SessionKeeper {
  /** Takes up the kept account and its token at the program's start. */
  restore(): Promise<Result<undefined>>
  /** Checks the form against the service (a period query of a minute, then the live line), then keeps it. */
  signIn(form: SignInForm): Promise<Result<undefined>>
  startDemo(): Promise<Result<undefined>>
  signOut(): Promise<Result<undefined>>
  /** Null while nobody is signed in. */
  current(): { connection: Connection; desk: Desk } | null
  /** Ends the connection without signing out: the program quits. */
  close(): Promise<void>
}

/** Both ways to the service, before anyone is let in. */
interface Opened {
  connection: Connection
  lineStands: Promise<AppError | null>
  enter: () => Desk
}

/** `openDemo` starts the built-in simulator and says how to reach it. */
export function createSessionKeeper(deps: {
  state: State
  clock: Clock
  connect: Connect
  vault: SecretVault
  accountFile: AccountFile
  openDemo: () => Promise<{ account: Account; token: string; close: () => Promise<void> }>
  openDesk: (account: Account, connection: Connection) => Desk
}): SessionKeeper {
  const { state, clock, connect, vault, accountFile } = deps
  let current: { connection: Connection; desk: Desk; closeDemo: (() => Promise<void>) | null } | null = null
  /** One sign-in, restore or sign-out at a time. */
  let isBusy = false

  const leave = async (): Promise<void> => {
    const left = current
    current = null
    if (left === null) return
    await left.connection.line.stop()
    await left.connection.service.close()
    left.desk.close()
    await left.closeDemo?.()
    state.set('line', { kind: 'off' })
    state.set('calls', [])
  }

  /** Opens both ways; what arrives before the desk stands is held for it. */
  const open = async (account: Account, token: string): Promise<Result<Opened>> => {
    let desk: Desk | null = null
    const held: ((desk: Desk) => void)[] = []
    const tell = (act: (desk: Desk) => void): void => {
      if (desk === null) held.push(act)
      else act(desk)
    }
    let settle: (error: AppError | null) => void = () => undefined
    const lineStands = new Promise<AppError | null>((resolve) => {
      const cancel = clock.after(lineCheckMs, () => resolve({ code: 'line-unreachable', field: 'fayeUrl' }))
      settle = (error) => {
        cancel()
        resolve(error)
      }
    })
    const opened = await connect(account, token, {
      onMessage: (message, heardAtMs) => tell((to) => to.onMessage(message, heardAtMs)),
      onStatus(status, { gapSinceMs }) {
        if (status.kind === 'live') settle(null)
        if (status.kind === 'refused') {
          settle({
            code: 'line-refused',
            field: 'agentId',
            ...(status.message === null ? {} : { message: status.message })
          })
        }
        tell((to) => to.onLine(status, gapSinceMs))
      }
    })
    if (!opened.ok) return opened
    return succeeded({
      connection: opened.value,
      lineStands,
      enter() {
        desk = deps.openDesk(account, opened.value)
        for (const act of held.splice(0)) act(desk)
        return desk
      }
    })
  }

  const shut = async (connection: Connection): Promise<void> => {
    await connection.line.stop()
    await connection.service.close()
  }

  const fieldOf = (error: AppError): AppError => {
    if (error.field !== undefined) return error
    switch (error.code) {
      case 'token-refused':
        return { ...error, field: 'token' }
      case 'not-found':
        return { ...error, field: 'tenantId' }
      default:
        return error
    }
  }

  /** The check that shows most: the token and tenant by a query, the desk phone by its channel. */
  const check = async (
    connection: Connection,
    lineStands: Promise<AppError | null>
  ): Promise<AppError | null> => {
    const nowMs = clock.now()
    const reply = await connection.service.queryByPeriod(nowMs - 60_000, nowMs)
    if (!reply.ok) return fieldOf(reply.error)
    connection.line.start()
    return lineStands
  }

  /** Another account takes the place of the kept one: its token must not stay behind in the key store. */
  const forgetFormer = async (next: Account): Promise<void> => {
    const former = accountFile.read()
    if (former === null || !former.isSignedIn || former.account.isDemo || next.isDemo) return
    if (accountKey(former.account) !== accountKey(next)) await vault.removeToken(former.account)
  }

  const enterChecked = async (
    account: Account,
    token: string,
    closeDemo: (() => Promise<void>) | null
  ): Promise<Result<undefined>> => {
    const opened = await open(account, token)
    if (!opened.ok) return opened
    const problem = await check(opened.value.connection, opened.value.lineStands)
    if (problem !== null) {
      await shut(opened.value.connection)
      return failed(problem)
    }
    await leave()
    await forgetFormer(account)
    const kept = account.isDemo ? null : await vault.keepToken(account, token)
    current = { connection: opened.value.connection, desk: opened.value.enter(), closeDemo }
    // The demo line doesn't take the place of an account that is only waiting for its key store.
    if (!account.isDemo || accountFile.read()?.isSignedIn !== true)
      accountFile.write({ account, isSignedIn: true })
    state.set('session', {
      kind: 'signed-in',
      account,
      tokenKept: kept === null || kept.ok ? 'key-store' : 'this-run',
      vaultProblem: kept === null || kept.ok ? null : kept.error
    })
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
        const opened = await open(account, token.value)
        if (!opened.ok) {
          signedOut(account, opened.error)
          return opened
        }
        // Not checked again: the line says by itself whether the service is there and lets us in.
        const desk = opened.value.enter()
        current = { connection: opened.value.connection, desk, closeDemo: null }
        state.set('session', { kind: 'signed-in', account, tokenKept: 'key-store', vaultProblem: null })
        opened.value.connection.line.start()
        return succeeded(undefined)
      }),

    signIn: (form) =>
      oneAtATime(async () => {
        const read = readSignInForm(form)
        return read.ok ? enterChecked(read.value.account, read.value.token, null) : read
      }),

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
        // A token that could not be removed is worth knowing, and the form is where it is told.
        signedOut(accountFile.read()?.account ?? null, removed.ok ? null : removed.error)
        return removed
      }),

    current: () => current,
    close: leave
  }
}
