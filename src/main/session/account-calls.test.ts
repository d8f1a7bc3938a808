import { noRules } from '../calling-rules/testing/no-rules'
import { beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '../../shared/calls/schema'
import type { CallRecord } from '../../shared/records/row-schema'
import type { MonitorMessage } from '../platform/ports'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Account } from '../../shared/session/schema'
import { defaultSettings } from '../../shared/app/settings'
import type { Alert } from '../calls/alerts'
import { maxCalls } from '../calls/call-list'
import { openAccountCalls, type AccountCalls } from './account-calls'
import { createCallersFile } from '../dialling/testing/callers-file'
import { emptyState } from '../platform/empty-state'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createServiceClock, type ServiceClock } from '../service/service-clock'
import { createStateStore, type StateStore } from '../platform/state-store'

const account: Account = {
  server: { kind: 'product' },
  tenantId: 't',
  agentId: 1,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
}

let clock: ManualClock
let serviceClock: ServiceClock
let started: Result<{ callId: string }>
/** How far the service is ahead of this computer's clock; each reply contains the service's time. */
let aheadMs: number
let state: StateStore
let accountCalls: AccountCalls
let asked: string[]
let answer: () => Result<CallRecord[]>
let alerts: Alert[]
let others: string[]
let kept: Call[]

const record = (id: string, more: Partial<CallRecord> = {}): CallRecord => ({
  id,
  callerNumber: null,
  calleeNumber: '13800138000',
  agentId: 1,
  salesmanCode: null,
  startedAtMs: clock.now(),
  answeredAtMs: null,
  endedAtMs: clock.now(),
  duration: null,
  cost: null,
  recordUrl: null,
  ...more
})
const message = (callId: string, monitorState: string, agentId = 1): MonitorMessage => ({
  agentId,
  callId,
  callerNumber: null,
  calleeNumber: '13800138000',
  salesmanCode: null,
  state: monitorState,
  startedAtMs: null
})
const session = (isTokenRefused: boolean) =>
  state.set('session', {
    kind: 'signed-in',
    account,
    tokenKept: 'key-store',
    vaultProblem: null,
    isTokenRefused
  })

const live = (gapSinceMs: number | null = null): void =>
  accountCalls.onLine({ kind: 'live', sinceMs: clock.now() }, gapSinceMs)
const gap = async (): Promise<void> => {
  accountCalls.onLine({ kind: 'lost', sinceMs: clock.now(), nextTryAtMs: clock.now() }, null)
  await clock.advance(10_000)
  live(clock.now() - 10_000)
  await clock.advance(0)
}

beforeEach(() => {
  clock = createManualClock()
  serviceClock = createServiceClock(clock)
  started = failed({ code: 'call-unknown' })
  aheadMs = 0
  state = createStateStore({ ...emptyState, settings: defaultSettings })
  asked = []
  alerts = []
  others = []
  kept = []
  answer = () => succeeded([])
  let keys = 0
  accountCalls = openAccountCalls({
    state,
    account,
    clock: serviceClock,
    service: {
      startCall: () => Promise.resolve(started),
      readCall(callId) {
        asked.push(callId)
        serviceClock.learn(clock.now() + aheadMs)
        const reply = answer()
        const found = reply.ok ? reply.value.find(({ id }) => id === callId) : undefined
        if (!reply.ok) return Promise.resolve(reply)
        return Promise.resolve(found === undefined ? failed({ code: 'not-found' }) : succeeded(found))
      },
      readPeriodReply: () => Promise.resolve(failed({ code: 'not-found' })),
      importNumbers: () => Promise.resolve(failed({ code: 'not-found' })),
      queryByPeriod() {
        asked.push('period')
        serviceClock.learn(clock.now() + aheadMs)
        const reply = answer()
        return Promise.resolve(
          reply.ok ? succeeded({ calls: reply.value, rowCount: reply.value.length }) : reply
        )
      },
      close: () => Promise.resolve()
    },
    file: { initial: [], write: (calls) => (kept = calls), flush: () => undefined },
    callersFile: createCallersFile(),
    onDefaultCaller: () => undefined,
    salesmen: { isKnown: () => true, remember: () => undefined },
    openRules: () => noRules,
    team: { onRecords: (records) => others.push(...records.map(({ id }) => id)) },
    newKey: () => `key${(keys += 1)}`,
    onAlert: (alert) => alerts.push(alert),
    onPage: () => undefined
  })
  session(false)
  live()
})

describe('after a gap', () => {
  test('its calls are in the list and the report, with one notification for all of them', async () => {
    answer = () => succeeded([record('a'), record('b', { answeredAtMs: clock.now() })])
    await gap()
    expect(state.get('calls').map(({ callId }) => callId)).toEqual(['b', 'a'])
    expect(kept).toBe(state.get('calls'))
    expect(state.get('offline')).toMatchObject({ status: 'done', callKeys: ['key2', 'key1'] })
    expect(alerts.map(({ kind }) => kind)).toEqual(['while-offline'])
  })

  test('the records of other desk phones are passed to the team', async () => {
    answer = () => succeeded([record('a', { agentId: 2 })])
    await gap()
    expect(others).toEqual(['a'])
    expect(state.get('calls')).toEqual([])
  })

  test('an open call that began before it is queried individually', async () => {
    accountCalls.onMessage(message('long', 'started'), clock.now())
    await clock.advance(4 * 60_000)
    await gap()
    expect(asked).toEqual(['period'])
    answer = () => succeeded([record('long')])
    await clock.advance(1_000)
    expect(asked).toEqual(['period', 'long'])
    expect(state.get('calls')[0]).toMatchObject({ step: 'ended', outcome: 'not-answered' })
    expect(alerts).toMatchObject([{ kind: 'while-offline', calls: [{ callId: 'long' }] }])
  })

  test('the report is removed when dismissed, and on sign-out', async () => {
    answer = () => succeeded([record('a')])
    await gap()
    accountCalls.offline.dismiss()
    expect(state.get('offline')).toBeNull()
    answer = () => succeeded([record('b')])
    await gap()
    expect(state.get('offline')).not.toBeNull()
    accountCalls.close()
    expect(state.get('offline')).toBeNull()
    expect(clock.waiting()).toBe(0)
  })
})

test('automatic requests pause while the token is refused, and resume when it is accepted again', async () => {
  accountCalls.onMessage(message('a', 'started'), clock.now())
  accountCalls.onMessage(message('a', 'hangup'), clock.now())
  answer = () => failed({ code: 'token-refused' })
  await clock.advance(1_000)
  session(true)
  await gap()
  await clock.advance(3_600_000)
  expect(asked).toEqual(['a'])
  answer = () => succeeded([record('a')])
  session(false)
  await clock.advance(0)
  expect(asked).toEqual(expect.arrayContaining(['a', 'a', 'period']))
  expect(state.get('calls')[0]?.record.status).toBe('complete')
})

test('an event of another desk phone isn’t added to the account’s calls', () => {
  accountCalls.onMessage(message('theirs', 'started', 2), clock.now())
  expect(state.get('calls')).toEqual([])
})

test('a burst of 10,000 events makes one change each, and requests no record of an evicted call', async () => {
  let changes = 0
  state.onChange((topic) => {
    if (topic === 'calls') changes += 1
  })
  const states = ['started', 'agentReady', 'callAgentSuccess', 'callCallee', 'hangup']
  for (let index = 0; index < 2_000; index += 1) {
    for (const one of states) accountCalls.onMessage(message(`c${index}`, one), clock.now())
  }
  expect(state.get('calls')).toHaveLength(maxCalls)
  expect(changes).toBe(10_000)
  answer = () => succeeded(state.get('calls').map(({ callId }) => record(callId ?? '')))
  await clock.advance(1_000)
  expect(asked).toHaveLength(maxCalls)
  expect(clock.waiting()).toBe(0)
})

const number = { raw: '13800138000', dial: '13800138000', kind: 'mobile' } as const
const dial = () => accountCalls.send({ number, source: 'window' })
const shown = () =>
  state.get('calls').map(({ origin, callId, step, outcome }) => ({ origin, callId, step, outcome }))
const secondsAgo = (seconds: number): number => clock.now() + aheadMs - seconds * 1_000

describe('a call from here without events', () => {
  beforeEach(() => {
    started = succeeded({ callId: 'a' })
  })

  test('is resolved by its record within seconds, with a notification; the next call needs no confirmation', async () => {
    await dial()
    await clock.advance(2_000)
    answer = () => succeeded([record('a', { startedAtMs: secondsAgo(2), endedAtMs: secondsAgo(0) })])
    await clock.advance(10_000)
    expect(shown()).toEqual([{ origin: 'here', callId: 'a', step: 'ended', outcome: 'not-answered' }])
    expect(alerts).toMatchObject([{ kind: 'call-ended', outcome: 'not-answered' }])
    const other = { raw: '13900139000', dial: '13900139000', kind: 'mobile' } as const
    expect(accountCalls.check(other, 'hot-key')).toEqual({ kind: 'go' })
  })

  test('isn’t notified when it was answered, nor twice', async () => {
    await dial()
    answer = () => succeeded([record('a', { answeredAtMs: secondsAgo(1), endedAtMs: secondsAgo(0) })])
    await clock.advance(3_600_000)
    expect(shown()).toMatchObject([{ step: 'ended', outcome: 'answered' }])
    expect(alerts).toEqual([])
  })

  test('is polled less and less often while it is active', async () => {
    await dial()
    answer = () => succeeded([record('a', { endedAtMs: null })])
    await clock.advance(3_600_000)
    expect(asked.length).toBeGreaterThan(20)
    expect(asked.length).toBeLessThan(80)
  })

  test('isn’t polled once an event has arrived', async () => {
    await dial()
    accountCalls.onMessage(message('a', 'agentReady'), clock.now())
    await clock.advance(4 * 60_000)
    expect(asked).toEqual([])
  })

  test('in a gap of the line is notified once: by the report of the gap', async () => {
    accountCalls.onLine({ kind: 'lost', sinceMs: clock.now(), nextTryAtMs: clock.now() }, null)
    await dial()
    await clock.advance(1_000)
    live(clock.now() - 1_000)
    answer = () => succeeded([record('a', { startedAtMs: secondsAgo(1), endedAtMs: secondsAgo(0) })])
    await clock.advance(60_000)
    expect(alerts).toHaveLength(1)
  })
})

describe.each([0, 1, 3, 30, 480, -3, -480])('a service whose clock is %i min ahead', (minutes) => {
  beforeEach(() => {
    aheadMs = minutes * 60_000
  })
  const states = ['started', 'agentReady', 'callAgentSuccess', 'callCallee', 'calleeAnswered', 'hangup']

  test('resolves a call with a lost reply by its events, as one call', async () => {
    const startedAtMs = secondsAgo(0)
    await dial()
    await clock.advance(5_000)
    for (const one of states)
      accountCalls.onMessage({ ...message('a', one), startedAtMs }, serviceClock.now())
    expect(shown()).toEqual([{ origin: 'here', callId: 'a', step: 'ended', outcome: 'answered' }])
  })

  test('resolves it by its events even when the first of them were lost', async () => {
    const startedAtMs = secondsAgo(0)
    answer = () =>
      succeeded([record('a', { startedAtMs, answeredAtMs: startedAtMs, endedAtMs: startedAtMs + 1 })])
    await dial()
    for (const one of states.slice(2))
      accountCalls.onMessage({ ...message('a', one), startedAtMs }, serviceClock.now())
    await clock.advance(20_000)
    expect(shown()).toEqual([{ origin: 'here', callId: 'a', step: 'ended', outcome: 'answered' }])
  })

  test('resolves it by its record alone, with consistent times', async () => {
    const startedAtMs = secondsAgo(0)
    answer = () => succeeded([record('a', { startedAtMs, endedAtMs: startedAtMs + 3_000 })])
    await dial()
    await clock.advance(30_000)
    expect(shown()).toEqual([{ origin: 'here', callId: 'a', step: 'ended', outcome: 'not-answered' }])
    const times = state.get('calls')[0]?.timeline.map(({ atMs }) => atMs) ?? []
    for (const atMs of times) expect(Math.abs(atMs - startedAtMs)).toBeLessThan(60_000)
  })
})
