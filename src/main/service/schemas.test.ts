import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  callRecordSchema,
  errorReplySchema,
  periodReplySchema,
  readMonitorMessage,
  startedCallSchema
} from './schemas'

const unknown = {
  callerNumber: null,
  calleeNumber: null,
  agentId: null,
  salesmanCode: null,
  startedAtMs: null,
  answeredAtMs: null,
  endedAtMs: null,
  duration: null,
  cost: null,
  recordUrl: null
}

test('absent, null and empty values all mean unknown', () => {
  const names = [
    'callerNumber',
    'calleeNumber',
    'agentId',
    'salesmanCode',
    'startTime',
    'answerTime',
    'endTime'
  ]
  for (const value of [undefined, null, '', '  ']) {
    const fields = [...names, 'duration', 'cost', 'recordUrl'].map((name) => [name, value] as const)
    expect(callRecordSchema.parse({ id: 'a', ...Object.fromEntries(fields) })).toEqual({
      id: 'a',
      ...unknown
    })
  }
  expect(callRecordSchema.parse({ id: 'a' })).toEqual({ id: 'a', ...unknown })
})

test.each([
  [{ duration: 50 }, { duration: '50' }],
  [{ duration: '50.5' }, { duration: '50.5' }],
  [{ duration: '一分钟' }, { duration: '一分钟' }],
  [{ cost: 0.15 }, { cost: '0.15' }],
  [{ cost: 0 }, { cost: '0' }],
  [{ agentId: '699861013' }, { agentId: 699861013 }],
  [{ agentId: 0 }, { agentId: null }],
  [{ agentId: 1.5 }, { agentId: null }],
  [{ agentId: '6e3' }, { agentId: null }],
  [{ agentId: 2 ** 60 }, { agentId: null }],
  [{ callerNumber: 2512345678 }, { callerNumber: '2512345678' }],
  [{ callerNumber: ['1'] }, { callerNumber: null }],
  [{ salesmanCode: 'x'.repeat(201) }, { salesmanCode: null }]
])('a record’s field is converted, or unknown when it is invalid: %j', (fields, expected) => {
  expect(callRecordSchema.parse({ id: 'a', ...fields })).toEqual({ id: 'a', ...unknown, ...expected })
})

test.each([
  ['2016-01-11T18:25:43.511Z', Date.UTC(2016, 0, 11, 18, 25, 43, 511)],
  ['2016-01-11t18:25:43z', Date.UTC(2016, 0, 11, 18, 25, 43)],
  ['2016-01-11 18:25:43.123456+08:00', Date.UTC(2016, 0, 11, 10, 25, 43, 123)],
  ['2016-01-11T18:25:43', null],
  ['2016-01-11', null],
  ['2016-13-41T18:25:43Z', null],
  ['2016-01-11T18:25:60Z', null],
  ['0001-01-01T00:00:00Z', null],
  ['Mon Jan 11 2016', null],
  [1452536743511, null]
])('a time is RFC 3339 or unknown: %s', (startTime, startedAtMs) => {
  expect(callRecordSchema.parse({ id: 'a', startTime })).toMatchObject({ startedAtMs })
})

test('a reply without its id is invalid', () => {
  for (const id of [undefined, null, '', ' ', 7, 'x'.repeat(201)]) {
    expect(callRecordSchema.safeParse({ id }).success).toBe(false)
    expect(startedCallSchema.safeParse({ callId: id }).success).toBe(false)
  }
})

test('the documented error is parsed; one with neither code nor message is invalid', () => {
  expect(errorReplySchema.parse({ status: 422, error: { code: 30105, message: 'm', field: 'f' } })).toEqual({
    status: 422,
    error: { code: 30105, message: 'm', field: 'f' }
  })
  expect(errorReplySchema.parse({ status: '422', error: { message: 'm', code: 'x' } })).toEqual({
    error: { code: undefined, message: 'm', field: null }
  })
  for (const reply of [
    {},
    { error: null },
    { error: 'no' },
    { error: {} },
    { error: { field: 'f' } },
    [],
    'x'
  ]) {
    expect(errorReplySchema.safeParse(reply).success).toBe(false)
  }
})

test('no value makes a reader throw, and results have the promised shape', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.jsonValue(),
        fc.object({
          key: fc.constantFrom('callId', 'state', 'updatedAt', 'calls', 'id', 'startTime', 'agentId')
        })
      ),
      (value) => {
        const message = readMonitorMessage(value, 1)
        if (message !== null) {
          expect(message.agentId).toBe(1)
          expect(message.callId.length).toBeGreaterThan(0)
          expect(message.startedAtMs === null || Number.isSafeInteger(message.startedAtMs)).toBe(true)
        }
        const period = periodReplySchema.safeParse(value)
        if (period.success) expect(period.data.calls.length).toBeLessThanOrEqual(period.data.rowCount)
      }
    ),
    { numRuns: 2_000 }
  )
})
