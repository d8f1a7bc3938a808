import type { AppError } from '../../shared/platform/schema'
import type { Account, ServerChoice } from '../../shared/session/schema'
import { accountRefusal } from '../policy/account-policy'
import type { PolicyInForce } from '../policy/policy-in-force'
import { canonicalServer } from '../service/server-address'

const isSameServer = (one: ServerChoice, other: ServerChoice): boolean =>
  JSON.stringify(canonicalServer(one)) === JSON.stringify(canonicalServer(other))

/** Why the policy doesn't allow an account; null: it does. While no policy can be read, only the demo is. */
export const refusalOf = ({ policy, isClosed }: PolicyInForce, account: Account): AppError | null =>
  isClosed && !account.isDemo ? { code: 'policy-closed' } : accountRefusal(policy, account, isSameServer)
