import { expect, test } from 'vitest'
import { readAdvice, readRefusal } from './bayeux'

test.each([
  ['403::租户已停用', 'not-allowed'],
  ['403:/monitor_agent_1:Forbidden channel', 'not-allowed'],
  ['401::Authentication required', 'not-allowed'],
  ['401:me:Unknown client', 'forgotten'],
  ['401:other:Unknown client', 'not-allowed'],
  ['500::Internal server error', 'failed'],
  ['Invalid token', 'failed'],
  ['', 'failed'],
  [undefined, 'failed']
])('an error %s means %s', (error, kind) => {
  expect(readRefusal({ successful: false, ...(error === undefined ? {} : { error }) }, 'me').kind).toBe(kind)
})

test('advice never to come back is a refusal, whatever the error', () => {
  expect(readRefusal({ error: '500::closing', advice: { reconnect: 'none' } }, 'me')).toEqual({
    kind: 'not-allowed',
    words: 'closing'
  })
})

test('the words of a server are bounded', () => {
  const refusal = readRefusal({ error: `403::${'x'.repeat(10_000)}` }, 'me')
  expect(refusal.kind === 'not-allowed' ? refusal.words?.length : 0).toBe(500)
})

test.each([undefined, null, 7, [], 'retry', { timeout: 'x' }, { timeout: -1, interval: NaN }])(
  'odd advice is none: %j',
  (advice) => {
    expect(readAdvice(advice)).toEqual({ reconnect: undefined, intervalMs: undefined, timeoutMs: undefined })
  }
)

test('advised times are bounded', () => {
  expect(readAdvice({ reconnect: 'retry', interval: 1e18, timeout: 1e18 })).toEqual({
    reconnect: 'retry',
    intervalMs: 600_000,
    timeoutMs: 600_000
  })
})
