import { beforeEach, expect, test } from 'vitest'
import { defaultSettings } from '../../shared/app/settings'
import { policyInForce, updatesOf, type PolicyCopy, type PolicyFinding } from './policy-in-force'
import type { Policy } from './policy-schema'

let kept: Policy | null
const copy: PolicyCopy = { read: () => kept, write: (policy) => void (kept = policy) }
beforeEach(() => {
  kept = null
})

const policy: Policy = {
  organisation: 'Example Ltd',
  locked: { settings: { theme: 'dark' }, account: { tenantId: 't', agentIds: ['6998*'] } },
  updates: { feed: 'https://updates.example/deskline', publicKey: 'key' }
}
const good: PolicyFinding = { kind: 'policy', policy, place: '/etc/deskline/policy.json' }
const broken: PolicyFinding = {
  kind: 'problem',
  problem: 'invalid',
  place: '/etc/deskline/policy.json',
  details: ['theme: wrong']
}

test('a policy is in force, and the windows learn what it fixes and for whom', () => {
  const inForce = policyInForce(good, copy)
  expect(inForce.state).toEqual({
    organisation: 'Example Ltd',
    lockedSettings: ['theme'],
    isClosed: false,
    lockedAccount: ['tenantId', 'agentIds'],
    account: { server: null, tenantId: 't' },
    problem: null
  })
  expect(updatesOf(inForce)).toEqual(policy.updates)
})

test('a policy that breaks unlocks nothing: the last one holds, and the problem is shown', () => {
  policyInForce(good, copy)
  const inForce = policyInForce(broken, copy)
  expect(inForce.isClosed).toBe(false)
  expect(inForce.layers.effective(defaultSettings).theme).toBe('dark')
  expect(inForce.state.problem).toEqual({
    kind: 'invalid',
    place: '/etc/deskline/policy.json',
    details: ['theme: wrong']
  })
})

test('a policy that never could be read closes everything that it might have locked', () => {
  const inForce = policyInForce(broken, copy)
  expect(inForce.isClosed).toBe(true)
  expect(inForce.layers.effective(defaultSettings).privacy.isNumberMasked).toBe(true)
  expect(updatesOf(inForce)).toBeNull()
})

test('a policy that the administrator removed holds no longer, not even by its copy', () => {
  policyInForce(good, copy)
  expect(policyInForce({ kind: 'none' }, copy).state.lockedSettings).toEqual([])
  expect(kept).toBeNull()
  expect(policyInForce(broken, copy).isClosed).toBe(true)
})
