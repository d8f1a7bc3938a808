import { expect, test } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import { lastEnded } from './last-ended'

const call = (key: string, part: Partial<Call>): Call => ({
  ...blankCall,
  key,
  callee: '13800138000',
  startedAtMs: 1,
  step: 'ended',
  outcome: 'answered',
  ...part
})

test('the call that ended last counts, not the one that started last, and no refused request', () => {
  const calls = [
    call('refused', { startedAtMs: 9, endedAtMs: 9, outcome: 'refused' }),
    call('talking', { startedAtMs: 8, step: 'talking', outcome: null }),
    call('short', { startedAtMs: 3, endedAtMs: 4 }),
    call('long', { startedAtMs: 2, endedAtMs: 7 })
  ]
  expect(lastEnded(calls)?.key).toBe('long')
  expect(lastEnded([])).toBeNull()
})
