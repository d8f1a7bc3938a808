import type { AppError } from '../../shared/platform/schema'
import type { CallerNumber } from '../../shared/dialling/schema'
import type { Account } from '../../shared/session/schema'
import type { Policy } from './policy-schema'

/** The caller numbers of a policy; locked ones win over presets. */
export const callersOf = ({ locked, preset }: Policy): { numbers: CallerNumber[]; isLocked: boolean } => ({
  numbers: locked?.account?.callerNumbers ?? preset?.account?.callerNumbers ?? [],
  isLocked: locked?.account?.callerNumbers !== undefined
})

const patternOf = (wildcards: string): RegExp =>
  new RegExp(`^${wildcards.replaceAll('?', '\\d').replace(/\*+/g, '\\d*')}$`)

/** True if the desk phone's id matches a pattern with `?` for one digit and `*` for any digits. */
export const matchesAgent = (patterns: readonly string[], agentId: number): boolean =>
  patterns.some((pattern) => patternOf(pattern).test(String(agentId)))

/**
 * Why the policy doesn't allow an account; null: it does. `isSameServer` compares in canonical form. The demo is no
 * account of the organisation's.
 */
export function accountRefusal(
  { locked }: Policy,
  account: Account,
  isSameServer: (one: Account['server'], other: Account['server']) => boolean
): AppError | null {
  const rules = locked?.account
  if (rules === undefined || account.isDemo) return null
  const refused = (field: string): AppError => ({ code: 'policy-locked', field })
  if (rules.server !== undefined && !isSameServer(rules.server, account.server)) return refused('server')
  if (rules.tenantId !== undefined && rules.tenantId !== account.tenantId) return refused('tenantId')
  if (rules.agentIds !== undefined && !matchesAgent(rules.agentIds, account.agentId))
    return refused('agentId')
  if (rules.salesman === 'required' && account.salesmanCode === null) return refused('salesmanCode')
  if (rules.salesman === 'never' && account.salesmanCode !== null) return refused('salesmanCode')
  const { callerNumbers } = rules
  if (callerNumbers === undefined || account.callerNumber === null) return null
  return callerNumbers.some(({ number }) => number === account.callerNumber) ? null : refused('callerNumber')
}
