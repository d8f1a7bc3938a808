import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import {
  connectionReasons,
  maxConnectionEvents,
  type ConnectionReason
} from '../../shared/session/connection'
import type { LineStatus } from '../../shared/calls/schema'
import { connectionSchema } from '../../shared/session/schema'
import { createConnectionHistory, type ConnectionHistory } from './connection-history'
import { emptyState } from '../platform/empty-state'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import type { LineDetail, UsedAddress } from '../platform/ports'
import { createStateStore, type StateStore } from '../platform/state-store'

const name: UsedAddress = { kind: 'name', host: 'cc.example', isEncrypted: false, proxy: null }
const mobile: UsedAddress = {
  kind: 'mobile',
  host: '192.0.2.7',
  isEncrypted: false,
  proxy: 'proxy.example:3128'
}
const live: LineStatus = { kind: 'live', sinceMs: 0 }
const connecting: LineStatus = { kind: 'connecting' }
const lost: LineStatus = { kind: 'lost', sinceMs: 0, nextTryAtMs: 0 }
const detail = (more: Partial<LineDetail> = {}): LineDetail => ({
  gapSinceMs: null,
  transport: null,
  problem: null,
  ...more
})
const because = (reason: ConnectionReason, words: string | null = null) =>
  detail({ problem: { reason, words } })

let clock: ManualClock
let state: StateStore
let history: ConnectionHistory
beforeEach(() => {
  clock = createManualClock(1_000)
  state = createStateStore(emptyState)
  history = createConnectionHistory({ state, clock })
})

const kinds = (): string =>
  state
    .get('connection')
    .history.map(({ kind }) => kind)
    .join(' ')

test('the address and transport in use are published, and the first address isn’t a move', () => {
  history.onAddress(name, null)
  history.onLine(connecting, detail())
  history.onLine(live, detail({ transport: 'websocket' }))
  expect(state.get('connection')).toMatchObject({
    address: { kind: 'name', host: 'cc.example', isEncrypted: false },
    transport: 'websocket',
    proxy: null
  })
  expect(kinds()).toBe('live connecting')
})

test('a change of address is recorded with its reason', () => {
  history.onAddress(name, null)
  history.onAddress(mobile, 'unreachable')
  expect(state.get('connection')).toMatchObject({
    address: { kind: 'mobile' },
    proxy: 'proxy.example:3128',
    history: [{ kind: 'moved', reason: 'unreachable', address: 'mobile', atMs: 1_000 }]
  })
})

test('there is a transport only while the line is live', () => {
  history.onLine(live, detail({ transport: 'websocket' }))
  history.onLine(lost, because('no-reply'))
  expect(state.get('connection').transport).toBeNull()
})

test('a repeated status is one event, with the time of the first', async () => {
  history.onLine(lost, because('no-reply'))
  await clock.advance(500)
  history.onLine({ ...lost, nextTryAtMs: 9 }, because('no-reply'))
  expect(state.get('connection').history).toEqual([
    { atMs: 1_000, kind: 'lost', reason: 'no-reply', words: null, address: null }
  ])
})

test('a refusal keeps the service’s message, truncated to 200 characters', () => {
  history.onLine({ kind: 'refused', message: '拒'.repeat(2_000) }, detail())
  expect(state.get('connection').history[0]?.words).toBe('拒'.repeat(200))
  history.onLine(lost, because('broken', '😀'.repeat(500)))
  expect(state.get('connection').history[0]?.words).toBe('😀'.repeat(200))
})

test('signing out keeps the history and clears the address', () => {
  history.onAddress(mobile, null)
  history.onLine(live, detail({ transport: 'websocket' }))
  history.signedOut()
  expect(state.get('connection')).toMatchObject({ address: null, transport: null, proxy: null })
  expect(kinds()).toBe('off live')
})

test('an outage of thousands of attempts keeps its first and last events, and everything before it', async () => {
  history.onLine(live, detail({ transport: 'websocket' }))
  history.tokenRefused()
  history.woken('resume')
  history.onLine(live, detail({ transport: 'long-polling' }))
  const before = kinds()
  history.onLine(lost, because('no-reply'))
  for (let attempt = 0; attempt < 5_000; attempt += 1) {
    await clock.advance(0)
    history.onAddress(attempt % 2 === 0 ? mobile : name, 'unreachable')
    history.onLine(connecting, detail())
    history.onLine(
      lost,
      because(attempt % 3 === 0 ? 'unreachable' : 'handshake-failed', `attempt ${attempt}`)
    )
  }
  expect(kinds()).toBe(`lost connecting moved lost connecting connecting moved lost ${before}`)
  const [last] = state.get('connection').history
  expect(last?.words).toBe('attempt 4999')
})

test('for any events the history is bounded, fits its schema, and starts with the latest event', () => {
  const address = fc.constantFrom(name, mobile, { ...name, host: 'h'.repeat(300) })
  const reason = fc.constantFrom(...connectionReasons)
  const event = fc.oneof(
    fc.record({ type: fc.constant('address' as const), address, reason: fc.option(reason) }),
    fc.record({
      type: fc.constant('line' as const),
      status: fc.constantFrom(
        live,
        connecting,
        lost,
        { kind: 'off' as const },
        { kind: 'refused' as const, message: 'no' }
      ),
      reason,
      words: fc.option(fc.string({ maxLength: 500, unit: 'binary' }))
    }),
    fc.record({ type: fc.constantFrom('token' as const, 'out' as const, 'woken' as const) })
  )
  fc.assert(
    fc.property(fc.array(event, { maxLength: 400 }), (events) => {
      const own = createStateStore(emptyState)
      const kept = createConnectionHistory({ state: own, clock })
      for (const one of events) {
        if (one.type === 'address') kept.onAddress(one.address, one.reason)
        else if (one.type === 'line') kept.onLine(one.status, because(one.reason, one.words))
        else if (one.type === 'token') kept.tokenRefused()
        else if (one.type === 'out') kept.signedOut()
        else kept.woken('unlock')
        if (one.type === 'line') expect(own.get('connection').history[0]?.kind).toBe(one.status.kind)
      }
      expect(own.get('connection').history.length).toBeLessThanOrEqual(maxConnectionEvents)
      expect(connectionSchema.safeParse(own.get('connection')).success).toBe(true)
    }),
    { numRuns: 100 }
  )
})

describe('waking up', () => {
  test.each(['resume', 'unlock', 'network'] as const)('by %s is recorded each time', (reason) => {
    history.woken(reason)
    history.woken(reason)
    expect(state.get('connection').history).toMatchObject([
      { kind: 'woken', reason },
      { kind: 'woken', reason }
    ])
  })
})
