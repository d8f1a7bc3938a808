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

describe('a call that is asked for here', () => {
  test('takes the id of the reply and is then followed by it', () => {
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

  test('is the same call when its events come before the reply', () => {
    const { key } = request()
    callList.receive(message('started'), 1_050)
    callList.receive(message('agentReady'), 1_060)
    callList.accept(key, 'id-1', 1_100)
    expect(callList.all()).toHaveLength(1)
    expect(callList.find(key)).toMatchObject({ callId: 'id-1', step: 'phone-rings' })
  })

  test('does not take over another person’s call to the same callee', () => {
    const { key } = request()
    callList.receive(message('started', { callId: 'theirs' }), 1_050)
    callList.accept(key, 'mine', 1_100)
    expect(callList.find(key)).toMatchObject({ callId: 'mine', step: 'starting', origin: 'here' })
    expect(callList.all().find((call) => call.callId === 'theirs')).toMatchObject({ origin: 'elsewhere' })
  })

  test('takes its own events back when another call’s were taken for its own', () => {
    const { key } = request()
    callList.receive(message('started', { callId: 'theirs' }), 1_050)
    callList.receive(message('agentReady', { callId: 'mine' }), 1_060)
    callList.accept(key, 'mine', 1_100)
    expect(callList.find(key)).toMatchObject({ callId: 'mine', step: 'phone-rings', origin: 'here' })
    expect(callList.all().filter(({ callId }) => callId === 'theirs')).toMatchObject([{ step: 'starting' }])
    expect(callList.all()).toHaveLength(2)
  })

  test('merges with a call that was taken for one from elsewhere', () => {
    callList.receive(message('started', { calleeNumber: '01088888888' }), 900)
    const { key } = request()
    callList.accept(key, 'id-1', 1_100)
    expect(callList.all()).toHaveLength(1)
    expect(callList.find(key)).toMatchObject({ callId: 'id-1', origin: 'here' })
  })

  test('ends as refused with the service’s words', () => {
    const { key } = request()
    const error = { code: 'service-refused' as const, message: '“被叫号码”不是合法的手机号或固定电话。' }
    callList.refuse(key, error, 1_100)
    expect(callList.find(key)).toMatchObject({ step: 'ended', outcome: 'refused', error })
  })

  test('whose reply is lost is "not known", and its live events settle it', () => {
    const { key } = request()
    callList.markReplyLost(key, { code: 'call-unknown' }, 1_100)
    expect(callList.find(key)).toMatchObject({ step: 'unknown', hasGap: true })
    callList.receive(message('agentReady'), 1_500)
    expect(callList.find(key)).toMatchObject({ step: 'phone-rings', callId: 'id-1', error: null })
  })

  test('of two whose replies are lost, the one nearest to the start of the call takes it up', () => {
    const first = request('13800138000', 1_000)
    callList.markReplyLost(first.key, { code: 'call-unknown' }, 1_100)
    const second = request('13800138000', 61_000)
    callList.markReplyLost(second.key, { code: 'call-unknown' }, 61_100)
    callList.receive(message('started', { startedAtMs: 60_000 }), 62_000)
    expect(callList.find(first.key)).toMatchObject({ callId: null })
    expect(callList.find(second.key)).toMatchObject({ callId: 'id-1', step: 'starting' })
  })

  test('that was given up is the call after all when an event says that it began then', () => {
    const { key } = request()
    callList.markReplyLost(key, { code: 'call-unknown' }, 1_100)
    callList.giveUp(key, 300_000)
    callList.receive(message('calleeAnswered', { startedAtMs: 1_500 }), 400_000)
    expect(callList.all()).toMatchObject([
      { key, step: 'talking', outcome: null, endedAtMs: null, error: null }
    ])
  })

  test('whose reply is lost does not take up a call minutes later', () => {
    const { key } = request()
    callList.markReplyLost(key, { code: 'call-unknown' }, 1_100)
    callList.receive(message('started'), 1_100 + 10 * 60_000)
    expect(callList.find(key)).toMatchObject({ step: 'unknown', callId: null })
    expect(callList.all()).toHaveLength(2)
  })

  test('is not refused against its own live events', () => {
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

describe('a call that was started elsewhere', () => {
  test('is followed the same way', () => {
    callList.receive(message('started'), 10)
    callList.receive(message('agentReady'), 20)
    expect(callList.all()[0]).toMatchObject({ origin: 'elsewhere', step: 'phone-rings', hasGap: false })
  })

  test('has a gap when it is first heard in the middle', () => {
    callList.receive(message('callCallee'), 10)
    expect(callList.all()[0]).toMatchObject({ hasGap: true, step: 'calling' })
  })
})

test('open calls have a gap once the line was down, ended ones do not', () => {
  callList.receive(message('started', { callId: 'ended' }), 10)
  callList.receive(message('hangup', { callId: 'ended' }), 20)
  callList.receive(message('started', { callId: 'open' }), 30)
  callList.markGap()
  expect(callList.all().map((call) => [call.callId, call.hasGap])).toEqual([
    ['open', true],
    ['ended', false]
  ])
})

test('what an earlier run left open may have gone on unheard; a request without a reply is not known', () => {
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

test(`at most ${maxCalls} calls are kept, and an open one stays`, () => {
  callList.receive(message('started', { callId: 'open' }), 0)
  for (let index = 0; index < maxCalls + 50; index += 1) {
    callList.receive(message('started', { callId: `c${index}` }), index)
    callList.receive(message('hangup', { callId: `c${index}` }), index)
  }
  expect(callList.all()).toHaveLength(maxCalls)
  expect(callList.all().some((call) => call.callId === 'open')).toBe(true)
  expect(callList.all()[0]?.callId).toBe(`c${maxCalls + 49}`)
})

test('forgetting takes the ended calls and leaves the open ones', () => {
  callList.receive(message('started', { callId: 'open' }), 0)
  callList.receive(message('started', { callId: 'ended' }), 0)
  callList.receive(message('hangup', { callId: 'ended' }), 1)
  expect(callList.forgetEnded().map((call) => call.callId)).toEqual(['ended'])
  expect(callList.all().map((call) => call.callId)).toEqual(['open'])
})

test('a doubled event is no change', () => {
  callList.receive(message('started'), 0)
  const told = changes.length
  callList.receive(message('started'), 5)
  expect(changes).toHaveLength(told)
})
