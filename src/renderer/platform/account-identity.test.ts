import { expect, it } from 'vitest'
import type { Account, Session } from '../../shared/session/schema'
import { accountIdentity } from './account-identity'

const account: Account = {
  server: { kind: 'product' },
  tenantId: '1',
  agentId: 7,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
}
const signedIn = (change: Partial<Account> = {}): Session => ({
  kind: 'signed-in',
  account: { ...account, ...change },
  tokenKept: 'key-store',
  vaultProblem: null,
  isTokenRefused: false
})

it('another server, tenant, desk phone or the demo is another account', () => {
  const all = [
    { kind: 'restoring' } as const,
    signedIn(),
    signedIn({ tenantId: '2' }),
    signedIn({ agentId: 8 }),
    signedIn({ isDemo: true }),
    signedIn({ server: { kind: 'test' } })
  ].map(accountIdentity)
  expect(new Set(all).size).toBe(all.length)
  expect([accountIdentity(null), accountIdentity({ kind: 'restoring' })]).toEqual(['', ''])
})

it('another caller number is not', () => {
  const changed = signedIn({ callerNumber: '10086' })
  expect(accountIdentity(changed)).toBe(accountIdentity(signedIn()))
})
