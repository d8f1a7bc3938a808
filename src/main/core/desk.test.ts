import { beforeEach, describe, expect, test } from 'vitest'
import type { Call } from '../../shared/call'
import type { CallRecord, MonitorMessage } from '../../shared/record'
import { failed, succeeded, type Result } from '../../shared/result'
import type { Account } from '../../shared/session'
import { defaultSettings } from '../../shared/settings'
import type { Alert } from './alerts'
import { maxCalls } from './call-book'
import { openDesk, type Desk } from './desk'
import { emptyState } from './empty-state'
import { createManualClock, type ManualClock } from './manual-clock'
import { createState, type State } from './topics'

const account: Account = {
  server: { kind: 'product' },
  tenantId: 't',
  agentId: 1,
  callerNumber: null,
  salesmanCode: null,
  isDemo: false
}

let clock: ManualClock
let state: State
let desk: Desk
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
  desk.onLine({ kind: 'live', sinceMs: clock.now() }, gapSinceMs)
const gap = async (): Promise<void> => {
  desk.onLine({ kind: 'lost', sinceMs: clock.now(), nextTryAtMs: clock.now() }, null)
  await clock.advance(10_000)
  live(clock.now() - 10_000)
  await clock.advance(0)
}

beforeEach(() => {
  clock = createManualClock()
  state = createState({ ...emptyState, settings: defaultSettings })
  asked = []
  alerts = []
  others = []
  kept = []
  answer = () => succeeded([])
  let keys = 0
  desk = openDesk({
    state,
    account,
    clock,
    service: {
      startCall: () => Promise.resolve(failed({ code: 'call-unknown' })),
      readCall(callId) {
        asked.push(callId)
        const reply = answer()
        const found = reply.ok ? reply.value.find(({ id }) => id === callId) : undefined
        if (!reply.ok) return Promise.resolve(reply)
        return Promise.resolve(found === undefined ? failed({ code: 'not-found' }) : succeeded(found))
      },
      readPeriodReply: () => Promise.resolve(failed({ code: 'not-found' })),
      importNumbers: () => Promise.resolve(failed({ code: 'not-found' })),
      queryByPeriod() {
        asked.push('period')
        const reply = answer()
        return Promise.resolve(
          reply.ok ? succeeded({ calls: reply.value, rowCount: reply.value.length }) : reply
        )
      },
      close: () => Promise.resolve()
    },
    file: { initial: [], write: (calls) => (kept = calls), flush: () => undefined },
    salesmen: { isKnown: () => true, remember: () => undefined },
    team: { onRecords: (records) => others.push(...records.map(({ id }) => id)) },
    newKey: () => `key${(keys += 1)}`,
    onAlert: (alert) => alerts.push(alert),
    onPage: () => undefined
  })
  session(false)
  live()
})

describe('after a gap', () => {
  test('the calls in it are in the list and the report, with one notification and none for each', async () => {
    answer = () => succeeded([record('a'), record('b', { answeredAtMs: clock.now() })])
    await gap()
    expect(state.get('calls').map(({ callId }) => callId)).toEqual(['b', 'a'])
    expect(kept).toBe(state.get('calls'))
    expect(state.get('offline')).toMatchObject({ status: 'done', callKeys: ['key2', 'key1'] })
    expect(alerts.map(({ kind }) => kind)).toEqual(['while-offline'])
  })

  test('the records of other desk phones go to the team', async () => {
    answer = () => succeeded([record('a', { agentId: 2 })])
    await gap()
    expect(others).toEqual(['a'])
    expect(state.get('calls')).toEqual([])
  })

  test('an open call that began before it is asked for by itself', async () => {
    desk.onMessage(message('long', 'started'), clock.now())
    await clock.advance(4 * 60_000)
    await gap()
    expect(asked).toEqual(['period'])
    answer = () => succeeded([record('long')])
    await clock.advance(1_000)
    expect(asked).toEqual(['period', 'long'])
    expect(state.get('calls')[0]).toMatchObject({ step: 'ended', outcome: 'not-answered' })
    expect(alerts).toMatchObject([{ kind: 'while-offline', calls: [{ callId: 'long' }] }])
  })

  test('the report goes when it was seen, and when the desk is closed', async () => {
    answer = () => succeeded([record('a')])
    await gap()
    desk.offline.dismiss()
    expect(state.get('offline')).toBeNull()
    answer = () => succeeded([record('b')])
    await gap()
    expect(state.get('offline')).not.toBeNull()
    desk.close()
    expect(state.get('offline')).toBeNull()
    expect(clock.waiting()).toBe(0)
  })
})

test('nothing is asked by itself while the token is refused; it goes on when it is accepted again', async () => {
  desk.onMessage(message('a', 'started'), clock.now())
  desk.onMessage(message('a', 'hangup'), clock.now())
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

test('a message of another desk phone is not this desk’s call', () => {
  desk.onMessage(message('theirs', 'started', 2), clock.now())
  expect(state.get('calls')).toEqual([])
})

test('a burst of 10,000 events costs one change each, and no record of a call that is no longer listed', async () => {
  let changes = 0
  state.onChange((topic) => {
    if (topic === 'calls') changes += 1
  })
  const states = ['started', 'agentReady', 'callAgentSuccess', 'callCallee', 'hangup']
  for (let index = 0; index < 2_000; index += 1) {
    for (const one of states) desk.onMessage(message(`c${index}`, one), clock.now())
  }
  expect(state.get('calls')).toHaveLength(maxCalls)
  expect(changes).toBe(10_000)
  answer = () => succeeded(state.get('calls').map(({ callId }) => record(callId ?? '')))
  await clock.advance(1_000)
  expect(asked).toHaveLength(maxCalls)
  expect(clock.waiting()).toBe(0)
})
