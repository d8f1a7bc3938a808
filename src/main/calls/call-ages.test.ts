import { expect, test } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import { createCallAges } from './call-ages'
import { createCallList, maxCalls } from './call-list'
import { createManualClock } from '../platform/testing/manual-clock'

const hourMs = 3_600_000
const open = (kept: (nowMs: number) => Call[] = () => []) => {
  const clock = createManualClock()
  let keys = 0
  const callList = createCallList({ newKey: () => `key-${(keys += 1)}`, hasLine: () => true })
  callList.restore(kept(clock.now()))
  return { clock, callList, ages: createCallAges({ callList, clock }) }
}
const request = { callee: '13800138000', caller: null, agentId: 1, salesmanCode: null }
const message = (startedAtMs: number | null) => ({
  ...{ agentId: 1, callId: 'id', callerNumber: null, calleeNumber: '13800138000', salesmanCode: null },
  ...{ state: 'hangup', startedAtMs }
})
const keptCall = (startedAtMs: number): Call => ({ ...blankCall, key: 'kept', callee: '1', startedAtMs })
const first = (calls: Call[]): Call => {
  const [call] = calls
  if (call === undefined) throw new Error('no call')
  return call
}

test('a call of this run ages by the monotonic clock, regardless of wall-clock jumps', async () => {
  const { clock, callList, ages } = open()
  const call = callList.request(request, clock.now())
  clock.jumpWall(-hourMs)
  await clock.advance(60_000)
  clock.jumpWall(30 * hourMs)
  expect(ages.of(call)).toBe(60_000)
})

test('a call first seen through an event ages from that moment, whatever start time the event carries', () => {
  for (const agoMs of [-hourMs, 0, hourMs, null]) {
    const { clock, callList, ages } = open()
    callList.receive(message(agoMs === null ? null : clock.now() - agoMs), clock.now())
    expect(ages.of(first(callList.all()))).toBe(0)
  }
})

test('a call of an earlier run starts with its wall-clock age, then ages by the monotonic clock', async () => {
  const { clock, callList, ages } = open((nowMs) => [keptCall(nowMs - 5 * 60_000)])
  clock.jumpWall(-hourMs)
  await clock.advance(60_000)
  expect(ages.of(first(callList.all()))).toBe(6 * 60_000)
})

test('a call of an earlier run with a start time in the future ages from now on', async () => {
  const { clock, callList, ages } = open((nowMs) => [keptCall(nowMs + 8 * hourMs)])
  expect(ages.of(first(callList.all()))).toBe(0)
  await clock.advance(10 * 60_000)
  expect(ages.of(first(callList.all()))).toBe(10 * 60_000)
})

test('a call known only from its record is as old as the record says', () => {
  const { clock, callList, ages } = open()
  const startedAtMs = clock.now() - hourMs
  callList.discover(
    {
      ...{ id: 'id', callerNumber: null, calleeNumber: '1', agentId: 1, salesmanCode: null, startedAtMs },
      ...{ answeredAtMs: null, endedAtMs: startedAtMs, duration: null, cost: null, recordUrl: null }
    },
    clock.now()
  )
  expect(ages.of(first(callList.all()))).toBe(hourMs)
  expect(ages.momentOf(first(callList.all()).key)).toBeNull()
})

test('a flood of calls leaves no data about evicted calls', async () => {
  const { clock, callList, ages } = open()
  const old = callList.request(request, clock.now())
  callList.refuse(old.key, { code: 'service-refused' }, clock.now())
  callList.request(request, clock.now())
  for (let index = 0; index < 3 * maxCalls; index += 1) {
    callList.receive({ ...message(null), callId: `id-${index}` }, clock.now())
  }
  await clock.advance(60_000)
  expect(callList.find(old.key)).toBeUndefined()
  expect(ages.momentOf(old.key)).toBeNull()
})
