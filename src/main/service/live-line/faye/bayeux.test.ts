import { expect, test } from 'vitest'
import { readAdvice, readRefusal } from './bayeux'

const subscription = '/meta/subscribe'
const handshake = '/meta/handshake'
const connect = '/meta/connect'
type Row = [string, string | undefined, string | undefined, string]

/** Channel, error, advice, and the expected refusal. */
const rows: Row[] = [
  [subscription, '403::租户已停用', undefined, 'not-allowed'],
  [subscription, '403:/monitor_agent_1:Forbidden channel', undefined, 'not-allowed'],
  [subscription, '401::Authentication required', undefined, 'not-allowed'],
  [subscription, '404:/x:Unknown channel', undefined, 'not-allowed'],
  [subscription, '403::subscribe_denied', 'none', 'not-allowed'],
  [subscription, '403::Busy, later', 'retry', 'failed'],
  [handshake, '403::handshake_denied', 'none', 'not-allowed'],
  // faye adds this advice to each failed handshake.
  [handshake, '403::租户已停用', 'handshake', 'not-allowed'],
  [handshake, '401::Authentication required', undefined, 'not-allowed'],
  [handshake, '403::Too early', 'retry', 'failed'],
  [handshake, '500::busy', 'handshake', 'failed'],
  [handshake, '500::closing', 'none', 'turned-away'],
  [handshake, '402::Missing: version', undefined, 'failed'],
  [subscription, '401:me:Unknown client', undefined, 'forgotten'],
  [subscription, '401:other:Unknown client', undefined, 'forgotten'],
  [subscription, '402::Unknown client', undefined, 'forgotten'],
  [subscription, '402::session_unknown', undefined, 'forgotten'],
  [subscription, '403::Unknown client', 'handshake', 'forgotten'],
  [subscription, '403::Unknown client', undefined, 'forgotten'],
  [subscription, '401::No client ID', undefined, 'forgotten'],
  [subscription, 'Unknown session', undefined, 'forgotten'],
  [connect, '402::session_unknown', 'handshake', 'forgotten'],
  [connect, '401:me:Unknown client', 'handshake', 'forgotten'],
  [connect, '403::Forbidden', undefined, 'failed'],
  [connect, '408::duplicate', 'none', 'turned-away'],
  [connect, '500::Internal server error', undefined, 'failed'],
  [connect, '500::Internal server error', 'handshake', 'forgotten'],
  [subscription, '408::timeout', undefined, 'failed'],
  [subscription, '429::slow down', undefined, 'failed'],
  [subscription, 'Invalid token', undefined, 'failed'],
  [subscription, '', undefined, 'failed'],
  [subscription, undefined, undefined, 'failed']
]
test.each(rows)('%s with the error %s and the advice %s means %s', (channel, error, reconnect, kind) => {
  const reply = {
    channel,
    successful: false,
    ...(error === undefined ? {} : { error }),
    ...(reconnect === undefined ? {} : { advice: { reconnect: reconnect as 'none' } })
  }
  expect(readRefusal(reply, 'me').kind).toBe(kind)
})

test('a server’s message is truncated', () => {
  const refusal = readRefusal({ channel: subscription, error: `403::${'x'.repeat(10_000)}` }, 'me')
  expect(refusal.kind === 'not-allowed' ? refusal.words?.length : 0).toBe(500)
})

test.each([undefined, null, 7, [], 'retry', { timeout: 'x' }, { timeout: -1, interval: NaN }])(
  'invalid advice is ignored: %j',
  (advice) => {
    expect(readAdvice(advice)).toEqual({ reconnect: undefined, intervalMs: undefined, timeoutMs: undefined })
  }
)

test('advised times are capped', () => {
  expect(readAdvice({ reconnect: 'retry', interval: 1e18, timeout: 1e18 })).toEqual({
    reconnect: 'retry',
    intervalMs: 600_000,
    timeoutMs: 600_000
  })
})
