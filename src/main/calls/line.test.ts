import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import { monitorStates } from '../../shared/calls/steps'
import type { Call } from '../../shared/calls/schema'
import type { CallRecord } from '../../shared/records/schema'
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

describe('the states of the document become steps', () => {
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

  test('a missing ring-back proves nothing where events may have been missed', () => {
    const call = hear([...untilCalling, 'processed'], { ...started, hasGap: true })
    expect(call).toMatchObject({ step: 'calling', outcome: null })
    expect(isRecordWanted(call)).toBe(true)
  })
})

describe('how a call ended', () => {
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

  test('after a gap, a hang-up without an answer is not known until the record tells', () => {
    expect(hear(['callCallee', 'hangup'], { ...started, hasGap: true })).toMatchObject({ outcome: 'unknown' })
  })
})

describe('a call moves only forward', () => {
  test('an event of an older state is put into the timeline and changes nothing else', () => {
    const talking = hear([...untilCalling, 'calleeAnswered'])
    const later = hearState(talking, 'calleeRingBack', 99)
    expect(later.timeline.at(-1)).toEqual({ state: 'calleeRingBack', atMs: 99, source: 'live', isLate: true })
    expect({ ...later, timeline: null }).toEqual({ ...talking, timeline: null })
  })

  test('a state heard twice gives back the same call', () => {
    const call = hear(untilCalling)
    expect(hearState(call, 'callCallee', 50)).toBe(call)
  })

  test('an answer after a processed that looked like the end shows that it was not', () => {
    expect(hear([...untilCalling, 'processed', 'calleeAnswered'])).toMatchObject({
      step: 'talking',
      outcome: null,
      endedAtMs: null
    })
  })

  test('nothing reopens a call that was hung up', () => {
    expect(hear(['started', 'hangup', 'calleeAnswered'])).toMatchObject({ step: 'ended', answeredAtMs: null })
  })

  test('a state that is not in the document is shown as it came and ends nothing', () => {
    const call = hear([...untilCalling, 'calleeOnHold'])
    expect(call.step).toBe('calling')
    expect(call.timeline.at(-1)?.state).toBe('calleeOnHold')
  })

  test('a flood of unknown states does not grow a timeline for ever', () => {
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

  test('whatever is heard in whatever order, the step never goes back but by an answer', () => {
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

  test('doubled events change nothing', () => {
    fc.assert(
      fc.property(anyStates, (states) => {
        expect(hear(states.flatMap((state) => [state, state])).step).toBe(hear(states).step)
      })
    )
  })
})

describe('the record is the truth about a call', () => {
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

  test('what was not heard live is filled in and marked as such', () => {
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

  test('a record without an end leaves the call as it is and wanted', () => {
    const ended = hear([...untilCalling, 'calleeRingBack', 'calleeAnswered', 'hangup'])
    const call = fillFromRecord(ended, { ...record, endedAtMs: null, duration: null, cost: null })
    expect(call.record.status).toBe('none')
    expect(isRecordWanted(call)).toBe(true)
  })

  test('"not reached" and "your phone failed" are finer than the record and stay', () => {
    const unanswered = { ...record, answeredAtMs: null }
    expect(fillFromRecord(hear([...untilCalling, 'processed']), unanswered).outcome).toBe('not-reached')
    expect(fillFromRecord(hear(['started', 'callAgentFailed']), unanswered).outcome).toBe('phone-failed')
    expect(fillFromRecord({ ...started, hasGap: true }, unanswered).outcome).toBe('not-answered')
  })

  test('filling in twice gives back the same call', () => {
    const once = fillFromRecord(hear(untilCalling), record)
    expect(fillFromRecord(once, record)).toBe(once)
    const open = fillFromRecord(hear(untilCalling), { ...record, endedAtMs: null })
    expect(fillFromRecord(open, { ...record, endedAtMs: null })).toBe(open)
  })

  test('its times are the true ones, also against what was heard', () => {
    const heard = hear([...untilCalling, 'calleeRingBack', 'calleeAnswered', 'hangup'])
    expect(fillFromRecord(heard, record)).toMatchObject({ answeredAtMs: 9_000, endedAtMs: 30_000 })
    expect(fillFromRecord(heard, { ...record, answeredAtMs: null })).toMatchObject({
      outcome: 'not-answered',
      answeredAtMs: null
    })
  })

  test('an answer in a record without an end is known, not that the call still goes on', () => {
    const open = fillFromRecord(hear(untilCalling), { ...record, endedAtMs: null })
    expect(open).toMatchObject({ step: 'calling', answeredAtMs: 9_000 })
    expect(hearState(open, 'processed', 40_000).step).toBe('calling')
    expect(hearState(open, 'hangup', 41_000).outcome).toBe('answered')
  })

  test('a late answer does not reopen a call whose record is complete', () => {
    const complete = fillFromRecord(hear([...untilCalling, 'processed']), { ...record, answeredAtMs: null })
    expect(hearState(complete, 'calleeAnswered', 99_000)).toMatchObject({
      step: 'ended',
      outcome: 'not-reached'
    })
  })

  test('a flood of unknown states leaves room for all that belongs to a call', () => {
    const flooded = hear(Array.from({ length: 200 }, (_, index) => `x${index}`))
    const call = fillFromRecord(hear(monitorStates, flooded), record)
    expect(call.timeline.length).toBeLessThanOrEqual(maxTimelineEntries)
  })
})
