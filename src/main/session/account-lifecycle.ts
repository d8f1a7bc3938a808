import type { Account } from '../../shared/session/schema'
import { accountKey } from './account'
import type { StateStore } from '../platform/state-store'

/** The resource of the signed-in account, opened and closed with it. */
export interface AccountLifecycle<T> {
  /** The resource of the signed-in account, once the former one is closed; null while signed out. */
  current(): Promise<T | null>
  /** Closes the resource without a sign-out, because the app quits. The demo's data is still removed. */
  close(): Promise<void>
}

/**
 * Follows the session. An account's data is removed on sign-out or when another account replaces it: `leave` then
 * gets `isForGood`. The demo doesn't remove the data of the account that it temporarily replaces. `sweep` removes
 * data left by an earlier run, except that of `kept`.
 */
export function createAccountLifecycle<T>(deps: {
  state: StateStore
  open: (account: Account) => T
  leave: (opened: T, isForGood: boolean) => Promise<void>
  sweep: (kept: Account | null) => Promise<void>
  /** The account that is restored at the next start. */
  keptAccount: () => Account | null
  /** Called if a transition fails; later transitions still run. */
  onFault: (problem: unknown) => void
}): AccountLifecycle<T> {
  const { state, open, leave, sweep, keptAccount } = deps
  let current: { account: Account; opened: T } | null = null
  let transitions: Promise<unknown> = Promise.resolve()
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
    transitions = transitions.then(() => take(account, isForGood)).catch(deps.onFault)
  }

  /** The account of the last scheduled transition. */
  let scheduled: Account | null = null
  const onSession = (): void => {
    const session = state.get('session')
    const account = session.kind === 'signed-in' ? session.account : null
    if (account === null && scheduled === null && session.kind !== 'signed-out') return
    if (account !== null && scheduled !== null && accountKey(account) === accountKey(scheduled)) return
    scheduled = account
    next(
      account,
      session.kind === 'signed-out' || (session.kind === 'signed-in' && account?.isDemo === false)
    )
  }
  const off = state.onChange((topic) => {
    if (topic === 'session') onSession()
  })
  onSession()

  return {
    async current() {
      await transitions
      return current?.opened ?? null
    },
    async close() {
      isClosed = true
      off()
      await transitions
      const former = current
      current = null
      if (former !== null) await leave(former.opened, former.account.isDemo)
    }
  }
}
