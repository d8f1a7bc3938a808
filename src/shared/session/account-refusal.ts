import type { Call } from '../calls/schema'
import type { AppError } from '../platform/schema'
import type { Account } from './schema'

/** A value of the account that the service refused with the last call from here. */
export interface AccountRefusal {
  field: 'agentId' | 'salesmanCode'
  /** The refused value, as it is shown. */
  value: string
  /** The service's error, which names the field. */
  error: AppError
  /** The call that was refused. */
  key: string
}

const fields = ['agentId', 'salesmanCode'] as const

/**
 * The desk phone ID or salesman code of the account that the service refused; null: none. The document has no way to
 * check them at sign-in. A value that a call was accepted with isn't wrong: the service also names the desk phone when
 * it is busy. A refused caller number is chosen anew at the call, so it isn't part of this.
 */
export function accountRefusal(calls: readonly Call[], account: Account): AccountRefusal | null {
  const last = calls.find(({ origin }) => origin === 'here')
  if (account.isDemo || last === undefined || last.outcome !== 'refused' || last.error === null) return null
  const { error, key } = last
  const field = fields.find((name) => name === error.field)
  if (field === undefined) return null
  const value = account[field]
  const isCurrent = last[field] === value && value !== null
  const wasAccepted = calls.some((call) => call[field] === value && call.callId !== null)
  return isCurrent && !wasAccepted ? { field, value: String(value), error, key } : null
}
