import { expect, test } from 'vitest'
import type { Account } from '../../shared/session/schema'
import { accountRefusal, callersOf, matchesAgent } from './account-policy'
import type { Policy } from './policy-schema'

const account: Account = {
  server: { kind: 'automatic' },
  tenantId: 't',
  agentId: 699861013,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
}
const refusal = (rules: NonNullable<Policy['locked']>['account'], change: Partial<Account> = {}) =>
  accountRefusal({ locked: { account: rules } }, { ...account, ...change }, (a, b) => a.kind === b.kind)

test.each([
  ['6998?????', true],
  ['699861013', true],
  ['6998*', true],
  ['*', true],
  ['6998????', false],
  ['6998??????', false],
  ['998*', false],
  ['69986101', false]
])('a desk phone’s pattern %s counts for the whole id', (pattern, isMatch) => {
  expect(matchesAgent([pattern], 699861013)).toBe(isMatch)
})

test('an account that differs from a locked part is refused at that field', () => {
  expect(refusal({ server: { kind: 'automatic' }, tenantId: 't', agentIds: ['6998*'] })).toBeNull()
  expect(refusal({ server: { kind: 'test' } })).toEqual({ code: 'policy-locked', field: 'server' })
  expect(refusal({ tenantId: 'other' })?.field).toBe('tenantId')
  expect(refusal({ agentIds: ['1*'] })?.field).toBe('agentId')
  expect(refusal({ salesman: 'required' })?.field).toBe('salesmanCode')
  expect(refusal({ salesman: 'never' }, { salesmanCode: 's' })?.field).toBe('salesmanCode')
  expect(refusal({ callerNumbers: [{ number: '10086', label: '' }] })).toBeNull()
  expect(refusal({ callerNumbers: [{ number: '10086', label: '' }] }, { callerNumber: '10000' })?.field).toBe(
    'callerNumber'
  )
})

test('the demo line isn’t an account of the organisation', () => {
  expect(refusal({ tenantId: 'other' }, { isDemo: true })).toBeNull()
})

test('locked caller numbers win over preset ones', () => {
  const [one, two] = [[{ number: '02088886666', label: '' }], [{ number: '02088887777', label: '' }]]
  expect(callersOf({ preset: { account: { callerNumbers: one } } })).toEqual({
    numbers: one,
    isLocked: false
  })
  expect(
    callersOf({ preset: { account: { callerNumbers: one } }, locked: { account: { callerNumbers: two } } })
  ).toEqual({ numbers: two, isLocked: true })
})
