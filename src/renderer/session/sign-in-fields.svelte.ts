import type { PolicyState } from '../../shared/policy/schema'
import type { Account, ServerChoice, SignInForm } from '../../shared/session/schema'

/**
 * The values of the sign-in form, prefilled from `account` and the organisation's policy; the token is never
 * remembered.
 */
export class SignInFields {
  kind: ServerChoice['kind'] = $state('automatic')
  apiPrefix = $state('')
  fayeUrl = $state('')
  tenantId = $state('')
  token = $state('')
  agentId = $state('')
  callerNumber = $state('')
  salesmanCode = $state('')

  constructor(account: Account | null, policy: PolicyState | null) {
    const own = account === null || account.isDemo ? null : account
    const given = (part: 'server' | 'tenantId') =>
      own === null || policy?.lockedAccount.includes(part) === true
    this.#setServer((given('server') ? policy?.account.server : null) ?? own?.server ?? { kind: 'automatic' })
    this.tenantId = (given('tenantId') ? policy?.account.tenantId : null) ?? own?.tenantId ?? ''
    if (own === null) return
    this.agentId = String(own.agentId)
    this.callerNumber = own.callerNumber ?? ''
    this.salesmanCode = own.salesmanCode ?? ''
  }

  #setServer(server: ServerChoice): void {
    this.kind = server.kind
    if (server.kind !== 'custom') return
    this.apiPrefix = server.apiPrefix
    this.fayeUrl = server.fayeUrl
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
