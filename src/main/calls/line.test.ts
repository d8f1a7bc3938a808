import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import { monitorStates } from '../../shared/calls/steps'
import type { Call } from '../../shared/calls/schema'
import type { CallRecord } from '../../shared/records/row-schema'
import { fillFromRecord, hearState, isRecordWanted, maxTimelineEntries } from './line'

const started: Call = {
  ...blankCall,
  key: 'k',
  callId: 'c',
  callee: '13800138000',
  agentId: 1,
  startedAtMs: 0
}

/** Applies the states in order, at 1, 2, 3 … ms. */
const hear = (states: readonly string[], from: Call = started): Call =>
  states.reduce((call, state, index) => hearState(call, state, index + 1), from)

const untilCalling = ['started', 'agentReady', 'callAgentSuccess', 'callCallee']

describe('documented states map to steps', () => {
  test.each([
    ['started', 'started: "呼叫已开始"', 'starting'],
    ['agentReady', 'agentReady: "固定话机已准备好"', 'phone-rings'],
    ['callAgentSuccess', 'callAgentSuccess: "固定话机已接起"', 'phone-answered'],
    ['callAgentFailed', 'callAgentFailed: "呼叫固定话机失败"', 'ended'],
    ['callCallee', 'callCallee: "呼叫被叫号码"', 'calling'],
    ['calleeRingBack', 'calleeRingBack: "收到被叫号码回铃音"', 'ringing'],
    ['calleeAnswered', 'calleeAnswered: "被叫已接起"', 'talking'],
    ['hangup', 'hangup: "挂断"', 'ended']
  ])('%s (%s) → %s', (state, _quote, step) => {
    expect(hearState(started, state, 5)).toMatchObject({
      step,
      timeline: [{ state, atMs: 5, isLate: false }]
    })
  })

  test('processed: "呼叫告一段落。如果没有收到\'calleeRingBack\',意味着呼叫已结束。"', () => {
    expect(hear([...untilCalling, 'processed'])).toMatchObject({
      step: 'ended',
      outcome: 'not-reached',
      endedAtMs: 5
    })
    expect(hear([...untilCalling, 'calleeRingBack', 'processed'])).toMatchObject({
      step: 'ringing',
      outcome: null
    })
  })

  test('a missing ring-back isn’t taken for the end when events may have been missed', () => {
    const call = hear([...untilCalling, 'processed'], { ...started, hasGap: true })
    expect(call).toMatchObject({ step: 'calling', outcome: null })
    expect(isRecordWanted(call)).toBe(true)
  })
})

describe('the outcome of a call', () => {
  test.each([
    [[...untilCalling, 'calleeRingBack', 'processed', 'calleeAnswered', 'hangup'], 'answered'],
    [[...untilCalling, 'calleeRingBack', 'processed', 'hangup'], 'not-answered'],
    [[...untilCalling, 'processed', 'hangup'], 'not-reached'],
    [['started', 'agentReady', 'callAgentFailed', 'hangup'], 'phone-failed'],
    [['started', 'agentReady', 'callAgentSuccess', 'hangup'], 'hung-up-early'],
    [['started', 'hangup'], 'hung-up-early']
  ])('%j → %s', (states, outcome) => {
    expect(hear(states)).toMatchObject({ step: 'ended', outcome })
  })

  test('after a gap, a hang-up without an answer event is unknown until the record arrives', () => {
    expect(hear(['callCallee', 'hangup'], { ...started, hasGap: true })).toMatchObject({ outcome: 'unknown' })
  })
})

describe('a call only moves forward', () => {
  test('an event of an earlier state is added to the timeline and changes nothing else', () => {
    const talking = hear([...untilCalling, 'calleeAnswered'])
    const later = hearState(talking, 'calleeRingBack', 99)
    expect(later.timeline.at(-1)).toEqual({ state: 'calleeRingBack', atMs: 99, source: 'live', isLate: true })
    expect({ ...later, timeline: null }).toEqual({ ...talking, timeline: null })
  })

  test('a repeated state returns the same call object', () => {
    const call = hear(untilCalling)
    expect(hearState(call, 'callCallee', 50)).toBe(call)
  })

  test('an answer after an apparently final processed event reopens the call', () => {
    expect(hear([...untilCalling, 'processed', 'calleeAnswered'])).toMatchObject({
      step: 'talking',
      outcome: null,
      endedAtMs: null
    })
  })

  test('no event reopens a call that was hung up', () => {
    expect(hear(['started', 'hangup', 'calleeAnswered'])).toMatchObject({ step: 'ended', answeredAtMs: null })
  })

  test('an undocumented state is kept in the timeline as received and doesn’t end the call', () => {
    const call = hear([...untilCalling, 'calleeOnHold'])
    expect(call.step).toBe('calling')
    expect(call.timeline.at(-1)?.state).toBe('calleeOnHold')
  })

  test('a flood of unknown states doesn’t grow the timeline without bound', () => {
    expect(hear(Array.from({ length: 500 }, (_, index) => `x${index}`)).timeline.length).toBeLessThanOrEqual(
      64
    )
  })

  const anyStates = fc.array(
    fc.oneof(fc.constantFrom<string>(...monitorStates), fc.string({ maxLength: 5 })),
    {
      maxLength: 30
    }
  )

  test('for any sequence of events, only an answer moves the step back', () => {
    const order = ['starting', 'phone-rings', 'phone-answered', 'calling', 'ringing', 'talking', 'ended']
    fc.assert(
      fc.property(anyStates, (states) => {
        let call = started
        for (const [index, state] of states.entries()) {
          const next = hearState(call, state, index)
          const hasGoneBack = order.indexOf(next.step) < order.indexOf(call.step)
          expect(hasGoneBack && state !== 'calleeAnswered').toBe(false)
          expect(next.step === 'ended').toBe(next.outcome !== null)
          expect(next.step === 'ended').toBe(next.endedAtMs !== null)
          call = next
        }
      })
    )
  })

  test('duplicate events change nothing', () => {
    fc.assert(
      fc.property(anyStates, (states) => {
        expect(hear(states.flatMap((state) => [state, state])).step).toBe(hear(states).step)
      })
    )
  })
})

describe('the record of a call is authoritative', () => {
  const record: CallRecord = {
    id: 'c',
    callerNumber: '02512345678',
    calleeNumber: '13800138000',
    agentId: 1,
    salesmanCode: null,
    startedAtMs: 1_000,
    answeredAtMs: 9_000,
    endedAtMs: 30_000,
    duration: '21',
    cost: '0.15',
    recordUrl: 'http://host/r.wav'
  }

  test('missed events are filled in and marked as coming from the record', () => {
    const call = fillFromRecord({ ...hear(untilCalling), hasGap: true }, record)
    expect(call).toMatchObject({
      step: 'ended',
      outcome: 'answered',
      answeredAtMs: 9_000,
      endedAtMs: 30_000,
      caller: '02512345678',
      record: { status: 'complete', duration: '21', cost: '0.15', hasRecording: true }
    })
    expect(call.timeline.slice(-2)).toEqual([
      { state: 'calleeAnswered', atMs: 9_000, source: 'record', isLate: false },
      { state: 'hangup', atMs: 30_000, source: 'record', isLate: false }
    ])
  })

  test('a record without an end time leaves the call unchanged, and the record is still wanted', () => {
    const ended = hear([...untilCalling, 'calleeRingBack', 'calleeAnswered', 'hangup'])
    const call = fillFromRecord(ended, { ...record, endedAtMs: null, duration: null, cost: null })
    expect(call.record.status).toBe('none')
    expect(isRecordWanted(call)).toBe(true)
  })

  test('"not reached" and "your phone failed" are more specific than the record and are kept', () => {
    const unanswered = { ...record, answeredAtMs: null }
    expect(fillFromRecord(hear([...untilCalling, 'processed']), unanswered).outcome).toBe('not-reached')
    expect(fillFromRecord(hear(['started', 'callAgentFailed']), unanswered).outcome).toBe('phone-failed')
    expect(fillFromRecord({ ...started, hasGap: true }, unanswered).outcome).toBe('not-answered')
  })

  test('filling in twice returns the same call object', () => {
    const once = fillFromRecord(hear(untilCalling), record)
    expect(fillFromRecord(once, record)).toBe(once)
    const open = fillFromRecord(hear(untilCalling), { ...record, endedAtMs: null })
    expect(fillFromRecord(open, { ...record, endedAtMs: null })).toBe(open)
  })

  test('its times replace those of the live events', () => {
    const heard = hear([...untilCalling, 'calleeRingBack', 'calleeAnswered', 'hangup'])
    expect(fillFromRecord(heard, record)).toMatchObject({ answeredAtMs: 9_000, endedAtMs: 30_000 })
    expect(fillFromRecord(heard, { ...record, answeredAtMs: null })).toMatchObject({
      outcome: 'not-answered',
      answeredAtMs: null
    })
  })

  test('a record without an end time provides the answer, but doesn’t imply that the call is active', () => {
    const open = fillFromRecord(hear(untilCalling), { ...record, endedAtMs: null })
    expect(open).toMatchObject({ step: 'calling', answeredAtMs: 9_000 })
    expect(hearState(open, 'processed', 40_000).step).toBe('calling')
    expect(hearState(open, 'hangup', 41_000).outcome).toBe('answered')
  })

  test('a late answer event doesn’t reopen a call whose record is complete', () => {
    const complete = fillFromRecord(hear([...untilCalling, 'processed']), { ...record, answeredAtMs: null })
    expect(hearState(complete, 'calleeAnswered', 99_000)).toMatchObject({
      step: 'ended',
      outcome: 'not-reached'
    })
  })

  test('a flood of unknown states leaves room in the timeline for all events of the call', () => {
    const flooded = hear(Array.from({ length: 200 }, (_, index) => `x${index}`))
    const call = fillFromRecord(hear(monitorStates, flooded), record)
    expect(call.timeline.length).toBeLessThanOrEqual(maxTimelineEntries)
  })
})
