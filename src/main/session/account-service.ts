import type { Account } from '../../shared/session/session'
import { accountKey } from './account'
import type { CallService } from '../platform/ports'
import type { SessionManager } from './session-manager'
import type { StateStore } from '../platform/state-store'

/**
 * The service as `account` reaches it; null while somebody else, or nobody, is signed in. What is still being done
 * for an account that was left never goes out in the name of the next one.
 */
export function serviceOf(
  account: Account,
  { state, sessionManager }: { state: StateStore; sessionManager: Pick<SessionManager, 'current'> }
): CallService | null {
  const session = state.get('session')
  if (session.kind !== 'signed-in' || accountKey(session.account) !== accountKey(account)) return null
  return sessionManager.current()?.connection.service ?? null
}
