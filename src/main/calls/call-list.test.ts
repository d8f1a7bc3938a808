import { beforeEach, describe, expect, test } from 'vitest'
import type { MonitorMessage } from '../platform/ports'
import { createCallList, maxCalls, type CallList, type CallChange } from './call-list'

const agentId = 699861013
const message = (state: string, more: Partial<MonitorMessage> = {}): MonitorMessage => ({
  agentId,
  callId: 'id-1',
  callerNumber: '02512345678',
  calleeNumber: '13800138000',
  salesmanCode: null,
  state,
  startedAtMs: null,
  ...more
})

let callList: CallList
let hasLine: boolean
let changes: (CallChange | null)[]

beforeEach(() => {
  let keys = 0
  hasLine = true
  changes = []
  callList = createCallList({ newKey: () => `key-${(keys += 1)}`, hasLine: () => hasLine })
  callList.onChange((change) => changes.push(change))
})

const request = (callee = '13800138000', nowMs = 1_000) =>
  callList.request({ callee, caller: null, agentId, salesmanCode: null }, nowMs)

describe('a call requested here', () => {
  test('takes the id from the reply and then follows its events', () => {
    const { key } = request()
    callList.accept(key, 'id-1', 1_100)
    callList.receive(message('agentReady'), 1_200)
    expect(callList.all()).toHaveLength(1)
    expect(callList.find(key)).toMatchObject({
      callId: 'id-1',
      step: 'phone-rings',
      origin: 'here',
      hasGap: false
    })
  })

  test('is matched to its events when they arrive before the reply', () => {
    const { key } = request()
    callList.receive(message('started'), 1_050)
    callList.receive(message('agentReady'), 1_060)
    callList.accept(key, 'id-1', 1_100)
    expect(callList.all()).toHaveLength(1)
    expect(callList.find(key)).toMatchObject({ callId: 'id-1', step: 'phone-rings' })
  })

  test('isn’t merged with another agent’s call to the same callee', () => {
    const { key } = request()
    callList.receive(message('started', { callId: 'theirs' }), 1_050)
    callList.accept(key, 'mine', 1_100)
    expect(callList.find(key)).toMatchObject({ callId: 'mine', step: 'starting', origin: 'here' })
    expect(callList.all().find((call) => call.callId === 'theirs')).toMatchObject({ origin: 'elsewhere' })
  })

  test('reclaims its own events after another call’s events were matched to it', () => {
    const { key } = request()
    callList.receive(message('started', { callId: 'theirs' }), 1_050)
    callList.receive(message('agentReady', { callId: 'mine' }), 1_060)
    callList.accept(key, 'mine', 1_100)
    expect(callList.find(key)).toMatchObject({ callId: 'mine', step: 'phone-rings', origin: 'here' })
    expect(callList.all().filter(({ callId }) => callId === 'theirs')).toMatchObject([{ step: 'starting' }])
    expect(callList.all()).toHaveLength(2)
  })

  test('is merged with its events when they were first taken for a call from elsewhere', () => {
    callList.receive(message('started', { calleeNumber: '01088888888' }), 900)
    const { key } = request()
    callList.accept(key, 'id-1', 1_100)
    expect(callList.all()).toHaveLength(1)
    expect(callList.find(key)).toMatchObject({ callId: 'id-1', origin: 'here' })
  })

  test('ends as refused with the service’s message', () => {
    const { key } = request()
    const error = { code: 'service-refused' as const, message: '“被叫号码”不是合法的手机号或固定电话。' }
    callList.refuse(key, error, 1_100)
    expect(callList.find(key)).toMatchObject({ step: 'ended', outcome: 'refused', error })
  })

  test('is unknown when its reply is lost, until its live events resolve it', () => {
    const { key } = request()
    callList.markReplyLost(key, { code: 'call-unknown' }, 1_100)
    expect(callList.find(key)).toMatchObject({ step: 'unknown', hasGap: true })
    callList.receive(message('agentReady'), 1_500)
    expect(callList.find(key)).toMatchObject({ step: 'phone-rings', callId: 'id-1', error: null })
  })

  test('of two with lost replies, the one nearest to the start time is matched to the events', () => {
    const first = request('13800138000', 1_000)
    callList.markReplyLost(first.key, { code: 'call-unknown' }, 1_100)
    const second = request('13800138000', 61_000)
    callList.markReplyLost(second.key, { code: 'call-unknown' }, 61_100)
    callList.receive(message('started', { startedAtMs: 60_000 }), 62_000)
    expect(callList.find(first.key)).toMatchObject({ callId: null })
    expect(callList.find(second.key)).toMatchObject({ callId: 'id-1', step: 'starting' })
  })

  test('that was given up is resolved after all by an event with a matching start time', () => {
    const { key } = request()
    callList.markReplyLost(key, { code: 'call-unknown' }, 1_100)
    callList.giveUp(key, 300_000)
    callList.receive(message('calleeAnswered', { startedAtMs: 1_500 }), 400_000)
    expect(callList.all()).toMatchObject([
      { key, step: 'talking', outcome: null, endedAtMs: null, error: null }
    ])
  })

  test('with a lost reply isn’t matched to a call that starts minutes later', () => {
    const { key } = request()
    callList.markReplyLost(key, { code: 'call-unknown' }, 1_100)
    callList.receive(message('started'), 1_100 + 10 * 60_000)
    expect(callList.find(key)).toMatchObject({ step: 'unknown', callId: null })
    expect(callList.all()).toHaveLength(2)
  })

  test('isn’t marked refused when its live events contradict that', () => {
    const { key } = request()
    callList.receive(message('started'), 1_050)
    callList.refuse(key, { code: 'service-failed' }, 1_100)
    expect(callList.find(key)).toMatchObject({ step: 'starting', outcome: null })
  })

  test('starts with a gap while the line is down', () => {
    hasLine = false
    expect(request().hasGap).toBe(true)
  })
})

describe('a call started elsewhere', () => {
  test('is tracked the same way', () => {
    callList.receive(message('started'), 10)
    callList.receive(message('agentReady'), 20)
    expect(callList.all()[0]).toMatchObject({ origin: 'elsewhere', step: 'phone-rings', hasGap: false })
  })

  test('has a gap when its first event isn’t the start', () => {
    callList.receive(message('callCallee'), 10)
    expect(callList.all()[0]).toMatchObject({ hasGap: true, step: 'calling' })
  })
})

test('an outage of the line marks open calls as having a gap, but not ended ones', () => {
  callList.receive(message('started', { callId: 'ended' }), 10)
  callList.receive(message('hangup', { callId: 'ended' }), 20)
  callList.receive(message('started', { callId: 'open' }), 30)
  callList.markGap()
  expect(callList.all().map((call) => [call.callId, call.hasGap])).toEqual([
    ['open', true],
    ['ended', false]
  ])
})

test('open calls of an earlier run are restored with a gap, and requests without a reply as unknown', () => {
  callList.receive(message('started'), 10)
  request('01012345678')
  const kept = structuredClone(callList.all())
  const next = createCallList({ newKey: () => 'new', hasLine: () => true })
  next.restore(kept)
  expect(next.all()).toMatchObject([
    { step: 'unknown', hasGap: true, error: { code: 'call-unknown' } },
    { step: 'starting', hasGap: true }
  ])
})

test(`at most ${maxCalls} calls are kept, and open calls are never evicted`, () => {
  callList.receive(message('started', { callId: 'open' }), 0)
  for (let index = 0; index < maxCalls + 50; index += 1) {
    callList.receive(message('started', { callId: `c${index}` }), index)
    callList.receive(message('hangup', { callId: `c${index}` }), index)
  }
  expect(callList.all()).toHaveLength(maxCalls)
  expect(callList.all().some((call) => call.callId === 'open')).toBe(true)
  expect(callList.all()[0]?.callId).toBe(`c${maxCalls + 49}`)
})

test('forgetting removes ended calls and keeps open ones', () => {
  callList.receive(message('started', { callId: 'open' }), 0)
  callList.receive(message('started', { callId: 'ended' }), 0)
  callList.receive(message('hangup', { callId: 'ended' }), 1)
  expect(callList.forgetEnded().map((call) => call.callId)).toEqual(['ended'])
  expect(callList.all().map((call) => call.callId)).toEqual(['open'])
})

test('a duplicate event doesn’t notify listeners', () => {
  callList.receive(message('started'), 0)
  const told = changes.length
  callList.receive(message('started'), 5)
  expect(changes).toHaveLength(told)
})
