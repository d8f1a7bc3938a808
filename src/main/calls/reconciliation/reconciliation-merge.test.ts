import { beforeEach, describe, expect, test } from 'vitest'
import type { CallRecord } from '../../../shared/records/row-schema'
import { createCallList, maxCalls, type CallList } from '../call-list'
import { mergeRecords, nearMs } from './reconciliation-merge'

const nowMs = 10_000_000

const record = (id: string, more: Partial<CallRecord> = {}): CallRecord => ({
  id,
  callerNumber: '02512345678',
  calleeNumber: '13800138000',
  agentId: 1,
  salesmanCode: null,
  startedAtMs: 9_000_000,
  answeredAtMs: null,
  endedAtMs: 9_030_000,
  duration: '0',
  cost: '0.00',
  recordUrl: null,
  ...more
})

let callList: CallList
let told: number

beforeEach(() => {
  let keys = 0
  told = 0
  callList = createCallList({ newKey: () => `key${(keys += 1)}`, hasLine: () => true })
  callList.onChange(() => (told += 1))
})

const merge = (...records: CallRecord[]): void => mergeRecords(callList, 1, records, nowMs)
const hear = (callId: string, state: string, heardAtMs = 9_000_000): void =>
  callList.receive(
    {
      ...{ agentId: 1, callId, callerNumber: null, calleeNumber: '13800138000', salesmanCode: null, state },
      startedAtMs: heardAtMs
    },
    heardAtMs
  )
const request = (atMs: number, callee = '13800138000') =>
  callList.request({ callee, caller: null, agentId: 1, salesmanCode: null }, atMs)
const lose = (atMs: number, callee?: string): string => {
  const { key } = request(atMs, callee)
  callList.markReplyLost(key, { code: 'call-unknown' }, atMs)
  return key
}

describe('a call without live events', () => {
  test('is added from its record and marked as filled in', () => {
    merge(record('a', { answeredAtMs: 9_010_000 }))
    expect(callList.all()).toMatchObject([
      {
        callId: 'a',
        origin: 'elsewhere',
        step: 'ended',
        outcome: 'answered',
        startedAtMs: 9_000_000,
        answeredAtMs: 9_010_000,
        endedAtMs: 9_030_000,
        record: { status: 'complete' },
        timeline: [
          { state: 'started', atMs: 9_000_000, source: 'record' },
          { state: 'calleeAnswered', atMs: 9_010_000, source: 'record' },
          { state: 'hangup', atMs: 9_030_000, source: 'record' }
        ]
      }
    ])
  })

  test('is added once, however often its record arrives', () => {
    merge(record('a'), record('a'))
    const changes = told
    merge(record('a'))
    expect(callList.all()).toHaveLength(1)
    expect(told).toBe(changes)
  })

  test('has an unknown step while its record has no end time', () => {
    merge(record('a', { endedAtMs: null, answeredAtMs: 9_010_000 }))
    expect(callList.all()[0]).toMatchObject({ step: 'unknown', outcome: null, answeredAtMs: 9_010_000 })
    hear('a', 'hangup', 9_040_000)
    expect(callList.all()[0]).toMatchObject({ step: 'ended', outcome: 'answered' })
  })

  test('is inserted in chronological order', () => {
    hear('early', 'started', 8_000_000)
    hear('late', 'started', 9_500_000)
    merge(record('b', { startedAtMs: 9_100_000 }), record('a'), record('first', { startedAtMs: 1_000 }))
    expect(callList.all().map(({ callId }) => callId)).toEqual(['late', 'b', 'a', 'early', 'first'])
  })

  test('of another desk phone, or without one, isn’t added', () => {
    merge(record('a', { agentId: 2 }), record('b', { agentId: null }))
    expect(callList.all()).toEqual([])
  })

  test('isn’t added again by its record or a late event after it was removed from the list', () => {
    hear('a', 'started')
    hear('a', 'hangup')
    callList.forgetEnded()
    merge(record('a'))
    hear('a', 'processed')
    expect(callList.all()).toEqual([])
  })

  test(`fills the list up to ${maxCalls} with the newest; merging again changes nothing`, () => {
    const records = Array.from({ length: maxCalls + 100 }, (_, index) =>
      record(`c${index}`, { startedAtMs: 8_000_000 + index })
    )
    merge(...records)
    expect(callList.all()).toHaveLength(maxCalls)
    expect(callList.all()[0]?.callId).toBe(`c${maxCalls + 99}`)
    hear('live', 'started', nowMs)
    const changes = told
    merge(...records)
    expect(told).toBe(changes)
  })
})

describe('a known call', () => {
  test('is filled in even when the record names another desk phone', () => {
    hear('a', 'calleeAnswered')
    merge(record('a', { agentId: 7, answeredAtMs: 9_010_000 }))
    expect(callList.all()).toMatchObject([{ step: 'ended', outcome: 'answered', answeredAtMs: 9_010_000 }])
  })
})

describe('a call whose reply was lost', () => {
  test('is matched to the closest record in time of the same desk phone and callee', () => {
    const key = lose(9_000_000)
    merge(
      record('other-callee', { calleeNumber: '13900139000' }),
      record('other-phone', { agentId: 2 }),
      record('later', { startedAtMs: 9_060_000 }),
      record('it', { startedAtMs: 9_000_900 })
    )
    expect(callList.find(key)).toMatchObject({
      callId: 'it',
      origin: 'here',
      outcome: 'not-answered',
      error: null
    })
    expect(callList.all().find(({ callId }) => callId === 'later')).toMatchObject({ origin: 'elsewhere' })
  })

  test('is matched to a record without a desk phone', () => {
    const key = lose(9_000_000)
    merge(record('it', { agentId: null }))
    expect(callList.find(key)).toMatchObject({ callId: 'it' })
  })

  test('isn’t matched to a record that belongs to another call or is too far away in time', () => {
    hear('known', 'started')
    const key = lose(9_000_001)
    merge(record('known'), record('far', { startedAtMs: 9_000_001 + nearMs + 1 }))
    expect(callList.find(key)).toMatchObject({ callId: null, step: 'unknown' })
  })

  test('two such calls are matched to one record each, the closest ones', () => {
    const first = lose(9_000_000)
    const second = lose(9_050_000)
    merge(record('b', { startedAtMs: 9_050_500 }), record('a', { startedAtMs: 9_000_500 }))
    expect([callList.find(first)?.callId, callList.find(second)?.callId]).toEqual(['a', 'b'])
    expect(callList.all()).toHaveLength(2)
  })

  test('stays unknown while its record has no end time', () => {
    const key = lose(9_000_000)
    merge(record('it', { endedAtMs: null }))
    expect(callList.find(key)).toMatchObject({ callId: 'it', step: 'unknown', outcome: null, error: null })
  })

  test('is matched even after it was given up', () => {
    const key = lose(9_000_000)
    callList.giveUp(key, 9_300_000)
    merge(record('it'))
    expect(callList.find(key)).toMatchObject({ callId: 'it', outcome: 'not-answered', endedAtMs: 9_030_000 })
    expect(callList.all()).toHaveLength(1)
  })
})

test('the record of a request whose reply is pending is left for the reply to match', () => {
  const { key } = request(9_000_000)
  merge(record('it'))
  expect(callList.all()).toHaveLength(1)
  callList.accept(key, 'it', 9_000_500)
  merge(record('it'))
  expect(callList.all()).toMatchObject([{ key, callId: 'it', origin: 'here', outcome: 'not-answered' }])
})
