import { beforeEach, describe, expect, test } from 'vitest'
import { failed, succeeded } from '../../shared/platform/result'
import type { ManualClock } from '../platform/testing/manual-clock'
import type { SessionManager } from './session-manager'
import {
  openSession,
  testAccount as account,
  testForm as form,
  noDetail,
  type Outside
} from './testing/session'
import type { StateStore } from '../platform/state-store'

let clock: ManualClock
let state: StateStore
let sessionManager: SessionManager
let outside: Outside
beforeEach(() => {
  ;({ clock, state, sessionManager, outside } = openSession())
})

describe('signing in again while signed in', () => {
  beforeEach(async () => {
    await sessionManager.signIn(form)
    outside.asked = []
  })

  test('stores the new token, and reopens the session once the former one has saved its calls', async () => {
    expect(await sessionManager.signIn({ ...form, token: 'renewed' })).toEqual(succeeded(undefined))
    expect(outside.vault.get('token')).toBe('renewed')
    expect(outside.desks).toEqual(['opened', 'closed', 'opened'])
    expect(outside.asked).toEqual([
      'query 60000',
      'line started',
      'line stopped',
      'service closed',
      'calls closed',
      'team line live'
    ])
    expect(state.get('session')).toMatchObject({ kind: 'signed-in', account, isTokenRefused: false })
    expect(state.get('line').kind).toBe('live')
  })

  test('with a refused token leaves the session unchanged', async () => {
    outside.query = failed({ code: 'token-refused' })
    expect(await sessionManager.signIn({ ...form, token: 'wrong' })).toEqual(
      failed({ code: 'token-refused', field: 'token' })
    )
    expect(outside.vault.get('token')).toBe('secret')
    expect(outside.desks).toEqual(['opened'])
    expect(outside.asked).toEqual(['query 60000', 'line stopped', 'service closed'])
    expect(state.get('session')).toMatchObject({ kind: 'signed-in', account })
    expect(sessionManager.current()).not.toBeNull()
  })

  test('isn’t what restore does: it leaves an active session alone', async () => {
    expect(await sessionManager.restore()).toEqual(succeeded(undefined))
    expect(outside.asked).toEqual([])
    expect(state.get('session').kind).toBe('signed-in')
  })
})

describe('a token that is refused while signed in', () => {
  beforeEach(async () => {
    await sessionManager.signIn(form)
    outside.query = failed({ code: 'token-refused' })
  })
  const ask = () => outside.service?.queryByPeriod(0, 1)
  const tokenEvents = (): number =>
    state.get('connection').history.filter(({ kind }) => kind === 'token-refused').length

  test('is reported as a state and one event, without signing out', async () => {
    await ask()
    await ask()
    expect(state.get('session')).toMatchObject({ kind: 'signed-in', isTokenRefused: true })
    expect(tokenEvents()).toBe(1)
    expect(sessionManager.current()).not.toBeNull()
    expect(outside.vault.get('token')).toBe('secret')
  })

  test('is cleared when the user signs in again', async () => {
    await ask()
    outside.query = succeeded({ calls: [], rowCount: 0 })
    await sessionManager.signIn({ ...form, token: 'renewed' })
    expect(state.get('session')).toMatchObject({ isTokenRefused: false })
    await ask()
    expect(tokenEvents()).toBe(1)
  })

  test('of a former session changes nothing', async () => {
    const left = outside.service
    outside.query = succeeded({ calls: [], rowCount: 0 })
    await sessionManager.signIn({ ...form, agentId: '7' })
    outside.query = failed({ code: 'token-refused' })
    await left?.queryByPeriod(0, 1)
    expect(state.get('session')).toMatchObject({ isTokenRefused: false })
    expect(tokenEvents()).toBe(0)
  })

  test('is cleared when the service accepts it again', async () => {
    await ask()
    outside.query = succeeded({ calls: [], rowCount: 0 })
    outside.start = succeeded({ callId: 'c' })
    await clock.advance(60_000)
    await outside.service?.startCall({
      calleeNumber: '1',
      callerNumber: null,
      agentId: 1,
      salesmanCode: null
    })
    await clock.advance(0)
    expect(state.get('session')).toMatchObject({ isTokenRefused: false })
  })
})

describe('events', () => {
  const message = {
    agentId: 5,
    callId: 'c',
    callerNumber: null,
    calleeNumber: null,
    salesmanCode: null,
    state: 'started',
    startedAtMs: null
  }

  test('before the session is open are held for it, in order', async () => {
    outside.line = null
    const signIn = sessionManager.signIn(form)
    await clock.advance(0)
    outside.listener?.onAddress({ kind: 'name', host: 'h', isEncrypted: false, proxy: null }, null)
    outside.listener?.onStatus({ kind: 'live', sinceMs: 0 }, { ...noDetail, transport: 'websocket' })
    outside.listener?.onMessage(message, 1)
    expect(state.get('connection').address).toBeNull()
    await signIn
    expect(outside.asked.slice(2)).toEqual(['team line live', 'calls heard 5', 'team heard 5'])
    expect(state.get('connection')).toMatchObject({ address: { host: 'h' }, transport: 'websocket' })
  })

  test('in a flood before the session is open are held up to a bound, and the rest is recovered', async () => {
    outside.line = null
    const signIn = sessionManager.signIn(form)
    await clock.advance(0)
    outside.listener?.onStatus({ kind: 'live', sinceMs: 0 }, noDetail)
    for (let count = 0; count < 5_000; count += 1) outside.listener?.onMessage(message, 1)
    await signIn
    expect(outside.asked.filter((asked) => asked === 'calls heard 5')).toHaveLength(999)
    expect(outside.asked.at(-1)).toBe('connection woken')
  })

  test('about a colleague’s phone that may not be watched are passed to the team', async () => {
    await sessionManager.signIn(form)
    outside.listener?.onAgentRefused(5, 'no')
    expect(outside.asked.at(-1)).toBe('team refused 5')
  })
})

test('waking reconnects and is recorded, but only while signed in', async () => {
  sessionManager.wake('resume')
  expect(state.get('connection').history).toEqual([])
  await sessionManager.signIn(form)
  sessionManager.wake('network')
  expect(outside.asked.at(-1)).toBe('connection woken')
  expect(state.get('connection').history[0]).toMatchObject({ kind: 'woken', reason: 'network' })
})

test('signing out keeps the history of the connection and clears its current state', async () => {
  await sessionManager.signIn(form)
  outside.listener?.onAddress({ kind: 'name', host: 'h', isEncrypted: false, proxy: null }, null)
  await sessionManager.signOut()
  expect(state.get('connection')).toMatchObject({
    address: null,
    history: [{ kind: 'off' }, { kind: 'live' }]
  })
})
