import { beforeEach, describe, expect, test } from 'vitest'
import type { CallRecord } from '../../../shared/records/row-schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { createCallAges } from '../call-ages'
import { createCallList, type CallList } from '../call-list'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { longestChaseMs, recordPausesMs, slowPauseMs, RecordPoller } from './record-poller'

let clock: ManualClock
let callList: CallList
let poller: RecordPoller
let asked: number[]
let answer: () => Result<CallRecord>

const record = (more: Partial<CallRecord> = {}): CallRecord => ({
  id: 'c',
  callerNumber: null,
  calleeNumber: '13800138000',
  agentId: 1,
  salesmanCode: null,
  startedAtMs: 0,
  answeredAtMs: 5,
  endedAtMs: null,
  duration: null,
  cost: null,
  recordUrl: null,
  ...more
})
const complete = record({ endedAtMs: 9, duration: '4', cost: '0.15' })

const hear = (...states: string[]): void => {
  for (const state of states) {
    callList.receive(
      {
        agentId: 1,
        callId: 'c',
        callerNumber: null,
        calleeNumber: '13800138000',
        salesmanCode: null,
        state,
        startedAtMs: null
      },
      clock.now()
    )
  }
}
const recordOf = () => callList.all()[0]?.record

beforeEach(() => {
  let keys = 0
  clock = createManualClock(1_000_000)
  callList = createCallList({ newKey: () => `key${(keys += 1)}`, hasLine: () => true })
  asked = []
  answer = () => succeeded(record())
  poller = new RecordPoller({
    callList,
    ages: createCallAges({ callList, clock }),
    clock,
    service: {
      readCall: () => {
        asked.push(clock.now())
        return Promise.resolve(answer())
      }
    }
  })
})

describe('the record lags behind the hang-up', () => {
  test('it is polled with growing delays until its endTime is present, then no more', async () => {
    hear('started', 'hangup')
    expect(recordOf()?.status).toBe('pending')
    await clock.advance(7_000)
    expect(asked.map((atMs) => atMs - 1_000_000)).toEqual([1_000, 3_000, 7_000])
    answer = () => succeeded(complete)
    await clock.advance(60_000)
    expect(asked).toHaveLength(4)
    expect(recordOf()).toEqual({ status: 'complete', duration: '4', cost: '0.15', hasRecording: false })
    expect(clock.waiting()).toBe(0)
  })

  test('the delays grow from 1 s to 60 s, about 5 minutes in all; then the record is marked incomplete', async () => {
    const sum = recordPausesMs.reduce((total, pause) => total + pause, 0)
    expect(sum).toBe(5 * 60_000)
    hear('started', 'hangup')
    await clock.advance(sum + 60_000)
    expect(asked).toHaveLength(recordPausesMs.length)
    expect(recordOf()?.status).toBe('incomplete')
    expect(clock.waiting()).toBe(0)
  })

  test('an error doesn’t stop the polling', async () => {
    answer = () => failed({ code: 'unreachable' })
    hear('started', 'hangup')
    await clock.advance(1_000)
    answer = () => succeeded(complete)
    await clock.advance(2_000)
    expect(recordOf()?.status).toBe('complete')
  })

  test('the user can refresh a record that was given up', async () => {
    hear('started', 'hangup')
    await clock.advance(400_000)
    answer = () => succeeded(complete)
    expect(await poller.refresh('key1')).toEqual({ ok: true, value: undefined })
    expect(recordOf()?.status).toBe('complete')
  })
})

test('nothing is polled during a call without missed events', async () => {
  hear('started', 'agentReady', 'callAgentSuccess')
  await clock.advance(60_000)
  expect(asked).toEqual([])
})

test('after a gap, a processed event without a ring-back is resolved by the record', async () => {
  hear('started', 'callCallee')
  callList.markGap()
  hear('processed')
  answer = () => succeeded(record({ answeredAtMs: null, endedAtMs: 9 }))
  await clock.advance(1_000)
  expect(callList.all()[0]).toMatchObject({ step: 'ended', outcome: 'not-answered' })
})

test('catching up polls each open call; one that is still active is polled again after its hang-up', async () => {
  hear('started', 'callCallee', 'calleeAnswered')
  poller.catchUp()
  await clock.advance(400_000)
  expect(asked).toHaveLength(recordPausesMs.length)
  expect(recordOf()?.status).toBe('none')
  hear('hangup')
  answer = () => succeeded(complete)
  await clock.advance(1_000)
  expect(recordOf()?.status).toBe('complete')
})

test('stopping leaves no timer', () => {
  hear('started', 'hangup')
  poller.stop()
  expect(clock.waiting()).toBe(0)
})

describe('a call whose end may have been missed', () => {
  test(`is polled after ${slowPauseMs / 60_000} minutes without an event, and again after each such interval`, async () => {
    hear('started', 'callCallee', 'calleeAnswered')
    await clock.advance(slowPauseMs - 1)
    expect(asked).toEqual([])
    await clock.advance(1 + slowPauseMs)
    expect(asked.map((atMs) => atMs - 1_000_000)).toEqual([slowPauseMs, 2 * slowPauseMs])
    answer = () => succeeded({ ...complete, startedAtMs: 1_000_000 })
    await clock.advance(slowPauseMs)
    expect(callList.all()[0]).toMatchObject({ step: 'ended', outcome: 'answered', endedAtMs: 9 })
    expect(clock.waiting()).toBe(0)
  })

  test('is given up after a day', async () => {
    hear('started')
    await clock.advance(longestChaseMs + slowPauseMs)
    expect(callList.all()[0]).toMatchObject({
      step: 'ended',
      outcome: 'unknown',
      record: { status: 'incomplete' }
    })
    expect(clock.waiting()).toBe(0)
  })

  test('is still polled when only a missing ring-back indicates its end', async () => {
    hear('started', 'callCallee', 'processed')
    await clock.advance(5 * 60_000 + slowPauseMs)
    expect(asked).toHaveLength(recordPausesMs.length + 1)
    answer = () => succeeded(complete)
    await clock.advance(slowPauseMs)
    expect(callList.all()[0]).toMatchObject({ outcome: 'answered', record: { status: 'complete' } })
  })

  test('is polled again when a hang-up follows the apparent end', async () => {
    hear('started', 'callCallee', 'processed')
    await clock.advance(60_000)
    asked = []
    hear('hangup')
    await clock.advance(1_000)
    expect(asked).toHaveLength(1)
  })
})

describe('a record that can’t be read', () => {
  test('is retried slowly after the schedule is exhausted, until the service answers', async () => {
    answer = () => failed({ code: 'unreachable' })
    hear('started', 'hangup')
    await clock.advance(5 * 60_000 + 3 * slowPauseMs)
    expect(asked).toHaveLength(recordPausesMs.length + 3)
    expect(recordOf()?.status).toBe('pending')
    answer = () => succeeded(record())
    await clock.advance(slowPauseMs)
    expect(recordOf()?.status).toBe('incomplete')
    expect(clock.waiting()).toBe(0)
  })

  test('is retried after the time that the service asks for', async () => {
    answer = () => failed({ code: 'rate-limited', retryAfterMs: 40_000 })
    hear('started', 'hangup')
    await clock.advance(1_000 + 39_999)
    expect(asked).toHaveLength(1)
    answer = () => succeeded(complete)
    await clock.advance(1)
    expect(recordOf()?.status).toBe('complete')
  })

  test('isn’t polled while the token is refused, and resumes where it stopped', async () => {
    answer = () => failed({ code: 'token-refused' })
    hear('started', 'hangup')
    await clock.advance(1_000)
    poller.hold(true)
    await clock.advance(3_600_000)
    expect(asked).toHaveLength(1)
    answer = () => succeeded(complete)
    poller.hold(false)
    await clock.advance(0)
    expect(asked).toHaveLength(2)
    expect(recordOf()?.status).toBe('complete')
  })

  test('isn’t polled while held, even when due', async () => {
    hear('started', 'hangup')
    poller.hold(true)
    await clock.advance(60_000)
    expect(asked).toEqual([])
    poller.hold(false)
    await clock.advance(0)
    expect(asked).toHaveLength(1)
  })
})

test('an earlier run’s incomplete records are polled when the line is first live, otherwise slowly', async () => {
  hear('started', 'hangup')
  const kept = structuredClone(callList.all())
  poller.stop()
  callList = createCallList({ newKey: () => 'new', hasLine: () => true })
  callList.restore(kept)
  const service = {
    readCall: () => {
      asked.push(clock.now())
      return Promise.resolve(succeeded(record()))
    }
  }
  poller = new RecordPoller({ callList, ages: createCallAges({ callList, clock }), clock, service })
  await clock.advance(slowPauseMs - 1)
  expect(asked).toEqual([])
  poller.catchUp()
  await clock.advance(1_000)
  expect(asked).toHaveLength(1)
})
