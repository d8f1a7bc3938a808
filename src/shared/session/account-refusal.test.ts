import { describe, expect, test } from 'vitest'
import { blankCall } from '../calls/blank-call'
import type { Call } from '../calls/schema'
import { accountRefusal } from './account-refusal'
import type { Account } from './schema'

const account: Account = {
  server: { kind: 'product' },
  tenantId: 't',
  agentId: 7,
  callerNumber: null,
  salesmanCode: 'S1',
  isDemo: false
}
const callOf = (more: Partial<Call>): Call => ({
  ...blankCall,
  key: 'key',
  callee: '13800138000',
  startedAtMs: 0,
  agentId: 7,
  salesmanCode: 'S1',
  ...more
})
const refused = (field: string, more: Partial<Call> = {}): Call =>
  callOf({ step: 'ended', outcome: 'refused', error: { code: 'service-refused', field }, ...more })
const accepted = callOf({ key: 'earlier', callId: 'id', step: 'ended', outcome: 'answered' })

describe('a refused value of the account', () => {
  test.each([
    ['agentId', '7'],
    ['salesmanCode', 'S1']
  ])('is that of the field %s, if the last call from here was refused for it', (field, value) => {
    expect(accountRefusal([refused(field)], account)).toMatchObject({ field, value })
  })

  test.each(['calleeNumber', 'callerNumber', 'constructor', 'token'])(
    'isn’t named by the field %s',
    (field) => {
      expect(accountRefusal([refused(field)], account)).toBeNull()
    }
  )

  test('isn’t wrong if a call was accepted with it: the desk phone is busy, say', () => {
    expect(accountRefusal([refused('agentId'), accepted], account)).toBeNull()
    expect(accountRefusal([refused('agentId'), { ...accepted, agentId: 8 }], account)).not.toBeNull()
  })

  test('is over once it was corrected, or another call from here was answered', () => {
    expect(accountRefusal([refused('agentId')], { ...account, agentId: 8 })).toBeNull()
    expect(accountRefusal([callOf({ key: 'new' }), refused('agentId')], account)).toBeNull()
  })

  test('isn’t hidden by a call from elsewhere', () => {
    const elsewhere = callOf({ key: 'new', origin: 'elsewhere', agentId: 8, callId: 'other' })
    expect(accountRefusal([elsewhere, refused('agentId')], account)).not.toBeNull()
  })

  test('doesn’t exist on the demo line, which has no form', () => {
    expect(accountRefusal([refused('agentId')], { ...account, isDemo: true })).toBeNull()
  })
})
