import { beforeEach, expect, test } from 'vitest'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { AppError } from '../../shared/platform/schema'
import type { Account } from '../../shared/session/schema'
import type { AccountFile } from '../platform/ports'
import { provisionAccount } from './provisioning'
import { StoredAccount } from './stored-account'

const token = 'Secret-Token-123'
let kept: ReturnType<AccountFile['read']>
let tokens: Map<string, string>
let vault: Result<undefined>
let refusal: AppError | null
beforeEach(() => {
  kept = null
  tokens = new Map()
  vault = succeeded(undefined)
  refusal = null
})

const stored = () =>
  new StoredAccount(
    { read: () => kept, write: (next) => void (kept = next) },
    {
      readToken: () => Promise.resolve(succeeded(null)),
      keepToken(account: Account, value) {
        if (vault.ok) tokens.set(String(account.agentId), value)
        return Promise.resolve(vault)
      },
      removeToken: () => Promise.resolve(succeeded(undefined))
    }
  )
const provision = (value: unknown) =>
  provisionAccount(typeof value === 'string' ? value : JSON.stringify(value), {
    given: { server: { kind: 'product' }, tenantId: 'from-policy' },
    refusalOf: () => refusal,
    stored: stored()
  })

test('an account is stored as signed in, its token in the key store; the policy gives server and tenant', async () => {
  expect(await provision({ agentId: 699861013, token })).toMatchObject({ ok: true })
  expect(kept).toEqual({
    isSignedIn: true,
    account: {
      server: { kind: 'product' },
      tenantId: 'from-policy',
      agentId: 699861013,
      callerNumber: null,
      salesmanCode: null,
      isDemo: false
    }
  })
  expect(tokens.get('699861013')).toBe(token)
})

test('nothing is stored unless the key store keeps the token', async () => {
  vault = failed({ code: 'vault-locked' })
  expect(await provision({ agentId: 1, token })).toEqual({
    ok: false,
    failure: { kind: 'not-kept', error: { code: 'vault-locked' } }
  })
  expect(kept).toBeNull()
})

test('an account that the policy doesn’t allow is not stored', async () => {
  refusal = { code: 'policy-locked', field: 'agentId' }
  expect(await provision({ agentId: 1, token })).toMatchObject({
    failure: { kind: 'refused', error: refusal }
  })
  expect([kept, tokens.size]).toEqual([null, 0])
})

test.each([
  `{"agentId": 1, "token": "${token}"`,
  { token, agentId: 1, tenant: token },
  { token, agentId: {} },
  { token: [token], agentId: 1 },
  { token, agentId: 'x' },
  `"${token}"`
])('a mistake in the file is reported without the token: %j', async (value) => {
  const outcome = await provision(value)
  expect(outcome.ok).toBe(false)
  expect(JSON.stringify(outcome)).not.toContain(token)
})
