import type { AppError } from '../../shared/platform/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Account, SignInForm } from '../../shared/session/schema'
import { readCallerNumber } from '../dialling/caller-numbers'
import { canonicalAddress, canonicalServer, serviceKey } from '../service/server-address'

const refused = (code: AppError['code'], field: string): Result<never> => failed({ code, field })

/**
 * Parses and validates the sign-in form; an error names its field. `agentId` becomes the integer that the document
 * requires; the caller number, if given, must be a valid mobile or fixed-line number (一、发起呼叫). Custom addresses are
 * returned in canonical form.
 */
export function readSignInForm(form: SignInForm): Result<{ account: Account; token: string }> {
  const { server } = form
  if (server.kind === 'custom') {
    if (canonicalAddress(server.apiPrefix) === null) return refused('address-invalid', 'apiPrefix')
    if (canonicalAddress(server.fayeUrl) === null) return refused('address-invalid', 'fayeUrl')
  }

  const tenantId = form.tenantId.trim()
  if (tenantId === '') return refused('tenant-missing', 'tenantId')

  const token = form.token.trim()
  if (token === '') return refused('token-missing', 'token')

  const agentText = form.agentId.normalize('NFKC').trim()
  const agentId = Number(agentText)
  if (!/^\d{1,15}$/.test(agentText) || agentId <= 0) return refused('agent-id-invalid', 'agentId')

  let callerNumber: string | null = null
  if (form.callerNumber.trim() !== '') {
    callerNumber = readCallerNumber(form.callerNumber)
    if (callerNumber === null) return refused('caller-number-invalid', 'callerNumber')
  }

  return succeeded({
    account: {
      server: canonicalServer(server),
      tenantId,
      agentId,
      callerNumber,
      salesmanCode: form.salesmanCode.trim() === '' ? null : form.salesmanCode.trim(),
      isDemo: false
    },
    token
  })
}

const keyOfServer = ({ server, isDemo }: Account): string => (isDemo ? 'demo' : serviceKey(server))

/** Identifies an account in the keys of stored data; equal for the same desk phone. */
export const accountKey = (account: Account): string =>
  JSON.stringify([keyOfServer(account), account.tenantId, account.agentId])

/** Identifies a tenant; equal for all desk phones of a tenant. */
export const tenantKey = (account: Account): string =>
  JSON.stringify([keyOfServer(account), account.tenantId])

/** The account with its server's addresses in canonical form. */
export const canonicalAccount = (account: Account): Account => ({
  ...account,
  server: canonicalServer(account.server)
})
