import { z } from 'zod'
import { longText, shortText, type AppError } from '../../shared/platform/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { serverChoiceSchema, type Account } from '../../shared/session/schema'
import { readSignInForm } from './account'
import type { StoredAccount } from './stored-account'

/** An account with its token, as an administrator writes it. Server and tenant can come from the policy. */
const provisionSchema = z.strictObject({
  server: serverChoiceSchema.optional(),
  tenantId: shortText.optional(),
  agentId: z.union([z.number().int().positive(), shortText]),
  token: longText.min(1),
  callerNumber: shortText.default(''),
  salesmanCode: shortText.default('')
})

/** The largest file with an account, in bytes. */
export const maxProvisionBytes = 65_536

/** Why an account was not set up. `reason`: zod's words, which quote no value. */
export type ProvisionFailure =
  | { kind: 'invalid'; reason: string }
  | { kind: 'refused'; error: AppError }
  | { kind: 'not-kept'; error: AppError }

/**
 * Stores an account and its token, as a sign-in does, without asking the service: the next start takes it up. Nothing
 * is stored unless the key store keeps the token.
 */
export async function provisionAccount(
  text: string,
  deps: {
    /** What the policy gives. */
    given: { server: Account['server'] | null; tenantId: string | null }
    refusalOf: (account: Account) => AppError | null
    stored: Pick<StoredAccount, 'keepToken' | 'markSignedIn'>
  }
): Promise<{ ok: true; account: Account } | { ok: false; failure: ProvisionFailure }> {
  const no = (failure: ProvisionFailure) => ({ ok: false as const, failure })
  const json = readJson(text)
  if (!json.ok) return no({ kind: 'invalid', reason: 'JSON' })
  const parsed = provisionSchema.safeParse(json.value)
  if (!parsed.success) {
    const reasons = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
    return no({ kind: 'invalid', reason: reasons.join('; ').slice(0, 500) })
  }
  const { server, tenantId, agentId, ...others } = parsed.data
  const read = readSignInForm({
    ...others,
    server: server ?? deps.given.server ?? { kind: 'automatic' },
    tenantId: tenantId ?? deps.given.tenantId ?? '',
    agentId: String(agentId)
  })
  if (!read.ok) return no({ kind: 'refused', error: read.error })
  const { account, token } = read.value
  const refusal = deps.refusalOf(account)
  if (refusal !== null) return no({ kind: 'refused', error: refusal })
  const { tokenKept, vaultProblem } = await deps.stored.keepToken(account, token)
  if (tokenKept !== 'key-store') {
    return no({ kind: 'not-kept', error: vaultProblem ?? { code: 'vault-failed' } })
  }
  deps.stored.markSignedIn(account)
  return { ok: true, account }
}

/** JSON's own errors quote the text, which holds the token. */
function readJson(text: string): Result<unknown> {
  try {
    return succeeded(JSON.parse(text))
  } catch {
    return failed({ code: 'input-invalid' })
  }
}
