import type { Account, ServerChoice, SignInForm } from '../../shared/session/schema'

/** The values of the sign-in form, prefilled from `account`; the token is never remembered. */
export class SignInFields {
  kind: ServerChoice['kind'] = $state('automatic')
  apiPrefix = $state('')
  fayeUrl = $state('')
  tenantId = $state('')
  token = $state('')
  agentId = $state('')
  callerNumber = $state('')
  salesmanCode = $state('')

  constructor(account: Account | null) {
    if (account === null || account.isDemo) return
    this.kind = account.server.kind
    if (account.server.kind === 'custom') {
      this.apiPrefix = account.server.apiPrefix
      this.fayeUrl = account.server.fayeUrl
    }
    this.tenantId = account.tenantId
    this.agentId = String(account.agentId)
    this.callerNumber = account.callerNumber ?? ''
    this.salesmanCode = account.salesmanCode ?? ''
  }

  get hasOptional(): boolean {
    return this.callerNumber !== '' || this.salesmanCode !== ''
  }

  /** What was typed, without the token. */
  get draft(): Omit<SignInFields, 'token' | 'hasOptional' | 'form' | 'draft'> {
    const { kind, apiPrefix, fayeUrl, tenantId, agentId, callerNumber, salesmanCode } = this
    return { kind, apiPrefix, fayeUrl, tenantId, agentId, callerNumber, salesmanCode }
  }
  set draft(typed) {
    this.kind = typed.kind
    this.apiPrefix = typed.apiPrefix
    this.fayeUrl = typed.fayeUrl
    this.tenantId = typed.tenantId
    this.agentId = typed.agentId
    this.callerNumber = typed.callerNumber
    this.salesmanCode = typed.salesmanCode
  }

  /** The form as it is submitted. */
  get form(): SignInForm {
    const { kind, apiPrefix, fayeUrl, tenantId, token, agentId, callerNumber, salesmanCode } = this
    const server = kind === 'custom' ? { kind, apiPrefix, fayeUrl } : { kind }
    return { server, tenantId, token, agentId, callerNumber, salesmanCode }
  }
}
