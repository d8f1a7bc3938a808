import type { Session } from '../../shared/session/schema'

/**
 * Identifies the signed-in account; empty without one. Views forget what they show when it changes: another account can
 * follow without a sign-out in between.
 */
export function accountIdentity(session: Session | null): string {
  if (session?.kind !== 'signed-in') return ''
  const { tenantId, agentId, isDemo, server } = session.account
  return JSON.stringify([isDemo, server, tenantId, agentId])
}
