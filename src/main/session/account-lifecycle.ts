import type { Account } from '../../shared/session/session'
import { accountKey } from './account'
import type { StateStore } from '../platform/state-store'

/** What belongs to the account that is signed in, opened and closed with it. */
export interface AccountLifecycle<T> {
  /** Of the account that is signed in, once the former one's is closed; null: nobody is. */
  current(): Promise<T | null>
  /** Closes it without signing out: the program quits. A demo's is left for good. */
  close(): Promise<void>
}

/**
 * Follows the session. What an account leaves behind when it is signed out, or when another one takes its place,
 * is removed: `leave` is told `isForGood`. While the demo line is tried the account it stands in for stays.
 * `sweep` removes what an earlier run of the program may have left; `kept`: of all but this one.
 */
export function createAccountLifecycle<T>(deps: {
  state: StateStore
  open: (account: Account) => T
  leave: (opened: T, isForGood: boolean) => Promise<void>
  sweep: (kept: Account | null) => Promise<void>
  /** The account that is signed in again when the program starts. */
  keptAccount: () => Account | null
  /** Something of a turn failed; the next one is another's. */
  onFault: (problem: unknown) => void
}): AccountLifecycle<T> {
  const { state, open, leave, sweep, keptAccount } = deps
  let current: { account: Account; opened: T } | null = null
  let turn: Promise<unknown> = Promise.resolve()
  let isClosed = false

  const take = async (account: Account | null, isForGood: boolean): Promise<void> => {
    const former = current
    current = null
    if (former !== null) await leave(former.opened, isForGood || former.account.isDemo)
    const kept = account ?? keptAccount()
    if (kept?.isDemo !== true) await sweep(kept)
    if (account !== null && !isClosed) current = { account, opened: open(account) }
  }
  const next = (account: Account | null, isForGood: boolean): void => {
    turn = turn.then(() => take(account, isForGood)).catch(deps.onFault)
  }

  /** Whose turn it is, or will be. */
  let shown: Account | null = null
  const look = (): void => {
    const session = state.get('session')
    const account = session.kind === 'signed-in' ? session.account : null
    if (account === null && shown === null && session.kind !== 'signed-out') return
    if (account !== null && shown !== null && accountKey(account) === accountKey(shown)) return
    shown = account
    next(
      account,
      session.kind === 'signed-out' || (session.kind === 'signed-in' && account?.isDemo === false)
    )
  }
  const off = state.onChange((topic) => {
    if (topic === 'session') look()
  })
  look()

  return {
    async current() {
      await turn
      return current?.opened ?? null
    },
    async close() {
      isClosed = true
      off()
      await turn
      const former = current
      current = null
      if (former !== null) await leave(former.opened, former.account.isDemo)
    }
  }
}
