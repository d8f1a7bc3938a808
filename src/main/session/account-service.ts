import type { Account } from '../../shared/session/schema'
import { accountKey } from './account'
import type { CallService } from '../platform/ports'
import type { SessionManager } from './session-manager'
import type { StateStore } from '../platform/state-store'

/**
 * The service of `account`; null unless it is signed in. Pending work for an account that signed out is thus never
 * sent with the next account's token.
 */
export function serviceOf(
  account: Account,
  { state, sessionManager }: { state: StateStore; sessionManager: Pick<SessionManager, 'current'> }
): CallService | null {
  const session = state.get('session')
  if (session.kind !== 'signed-in' || accountKey(session.account) !== accountKey(account)) return null
  return sessionManager.current()?.connection.service ?? null
}
