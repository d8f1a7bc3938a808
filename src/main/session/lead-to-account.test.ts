import { beforeEach, expect, test, vi } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import { emptyState } from '../platform/empty-state'
import { createStateStore, type StateStore } from '../platform/state-store'
import { leadToAccount } from './lead-to-account'

const show = vi.fn<() => void>()
let state: StateStore
beforeEach(() => {
  show.mockClear()
  state = createStateStore(emptyState)
  leadToAccount(state, show)
  signIn(7)
})

const signIn = (agentId: number) =>
  state.set('session', {
    kind: 'signed-in',
    account: {
      server: { kind: 'product' },
      tenantId: 't',
      agentId,
      callerNumber: null,
      salesmanCode: null,
      isDemo: false
    },
    tokenKept: 'key-store',
    vaultProblem: null,
    isTokenRefused: false
  })
const callOf = (key: string, agentId: number, more: Partial<Call>): Call => ({
  ...blankCall,
  key,
  callee: '13800138000',
  startedAtMs: 0,
  agentId,
  ...more
})
const request = (key: string, agentId: number) => {
  state.set('calls', [callOf(key, agentId, { step: 'requesting' })])
  const error = { code: 'service-refused' as const, field: 'agentId' }
  state.set('calls', [callOf(key, agentId, { step: 'ended', outcome: 'refused', error })])
}

test('the first refusal of a desk phone leads to the account, a repeated one doesn’t', () => {
  request('1', 7)
  expect(show).toHaveBeenCalledTimes(1)
  request('2', 7)
  expect(show).toHaveBeenCalledTimes(1)
})

test('another wrong desk phone leads there again', () => {
  request('1', 7)
  signIn(8)
  request('2', 8)
  expect(show).toHaveBeenCalledTimes(2)
})

test('a refusal of an earlier run doesn’t open a page at the start', () => {
  const error = { code: 'service-refused' as const, field: 'agentId' }
  state.set('calls', [callOf('old', 7, { step: 'ended', outcome: 'refused', error })])
  expect(show).not.toHaveBeenCalled()
})
