import { beforeEach, describe, expect, test } from 'vitest'
import type { CallRecord } from '../../shared/record'
import { failed, succeeded, type Result } from '../../shared/result'
import { createCallBook, type CallBook } from './call-book'
import { createManualClock, type ManualClock } from './manual-clock'
import { recordPausesMs } from './ladder'
import { createRecordKeeper, type RecordKeeper } from './record-keeper'

let clock: ManualClock
let book: CallBook
let keeper: RecordKeeper
let asked: number[]
let answer: () => Result<CallRecord>
let period: CallRecord[]
let periods: [number, number][]

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
    book.hear(
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
const recordOf = () => book.all()[0]?.record

beforeEach(() => {
  let keys = 0
  clock = createManualClock(1_000_000)
  book = createCallBook({ newKey: () => `key${(keys += 1)}`, hasLine: () => true })
  asked = []
  answer = () => succeeded(record())
  period = []
  periods = []
  keeper = createRecordKeeper({
    book,
    clock,
    service: {
      readCall: () => {
        asked.push(clock.now())
        return Promise.resolve(answer())
      },
      queryByPeriod: (startMs, endMs) => {
        periods.push([startMs, endMs])
        return Promise.resolve(succeeded({ calls: period }))
      }
    }
  })
})

describe('the record lags behind the hang-up', () => {
  test('it is asked for with growing pauses until its endTime is there, then no more', async () => {
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

  test('the pauses grow from 1 s to 60 s, about 5 minutes in all; then it is left as incomplete', async () => {
    const sum = recordPausesMs.reduce((total, pause) => total + pause, 0)
    expect(sum).toBe(5 * 60_000)
    hear('started', 'hangup')
    await clock.advance(sum + 60_000)
    expect(asked).toHaveLength(recordPausesMs.length)
    expect(recordOf()?.status).toBe('incomplete')
    expect(clock.waiting()).toBe(0)
  })

  test('an error is no reason to stop asking', async () => {
    answer = () => failed({ code: 'unreachable' })
    hear('started', 'hangup')
    await clock.advance(1_000)
    answer = () => succeeded(complete)
    await clock.advance(2_000)
    expect(recordOf()?.status).toBe('complete')
  })

  test('a person can refresh one that was given up', async () => {
    hear('started', 'hangup')
    await clock.advance(400_000)
    answer = () => succeeded(complete)
    expect(await keeper.refresh('key1')).toEqual({ ok: true, value: undefined })
    expect(recordOf()?.status).toBe('complete')
  })
})

test('nothing is asked for while a call goes on and nothing was missed', async () => {
  hear('started', 'agentReady', 'callAgentSuccess')
  await clock.advance(60_000)
  expect(asked).toEqual([])
})

test('after a gap, a processed without a ring-back is settled by the record', async () => {
  hear('started', 'callCallee')
  book.markGap()
  hear('processed')
  answer = () => succeeded(record({ answeredAtMs: null, endedAtMs: 9 }))
  await clock.advance(1_000)
  expect(book.all()[0]).toMatchObject({ step: 'ended', outcome: 'not-answered' })
})

test('catching up asks for each open call; one that still goes on is asked again after its hang-up', async () => {
  hear('started', 'callCallee', 'calleeAnswered')
  keeper.catchUp()
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
  keeper.stop()
  expect(clock.waiting()).toBe(0)
})

describe('a call whose reply was lost is settled by the records of its time', () => {
  const lose = (): string => {
    const call = book.request(
      { callee: '13800138000', caller: null, agentId: 1, salesmanCode: null },
      clock.now()
    )
    book.lose(call.key, { code: 'call-unknown' }, clock.now())
    return call.key
  }
  const at = (offsetMs: number, more: Partial<CallRecord> = {}) =>
    record({ startedAtMs: 1_000_000 + offsetMs, ...more })

  test('the one of the same desk phone to the same callee, nearest in time', async () => {
    const key = lose()
    period = [
      at(500, { id: 'other-callee', calleeNumber: '13900139000' }),
      at(500, { id: 'other-phone', agentId: 2 }),
      at(60_000, { id: 'later' }),
      at(900, { id: 'it', endedAtMs: 1_030_000 })
    ]
    await clock.advance(1_000)
    expect(book.find(key)).toMatchObject({ callId: 'it', step: 'ended', outcome: 'answered', error: null })
    expect(periods).toEqual([[880_000, 1_120_000]])
  })

  test('not one that is known to be another call', async () => {
    hear('started')
    const key = lose()
    period = [at(0, { id: 'c' })]
    await clock.advance(1_000)
    expect(book.find(key)).toMatchObject({ callId: null, step: 'unknown' })
  })

  test('it is asked again while the records lag behind, and live events may come first', async () => {
    const key = lose()
    await clock.advance(3_000)
    expect(periods).toHaveLength(2)
    hear('agentReady')
    await clock.advance(60_000)
    expect(book.find(key)).toMatchObject({ callId: 'c', step: 'phone-rings' })
    expect(periods.length).toBeLessThanOrEqual(3)
  })

  test('a call that nobody ever heard of ends as not known', async () => {
    const key = lose()
    await clock.advance(400_000)
    expect(book.find(key)).toMatchObject({ step: 'ended', outcome: 'unknown' })
    expect(clock.waiting()).toBe(0)
  })
})
