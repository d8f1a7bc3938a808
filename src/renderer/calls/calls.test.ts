import { describe, expect, it } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call, TimelineEntry } from '../../shared/calls/schema'
import { callsOnCards, groupByDay, isMatch, movedCalls, sayable, stageOf, talkMs, toneOf } from './calls'

const startMs = new Date(2026, 10, 22, 12, 0).getTime()

const call = (part: Partial<Call> = {}): Call => ({
  ...blankCall,
  key: 'a',
  callee: '13800138000',
  agentId: 1,
  step: 'ended',
  outcome: 'answered',
  startedAtMs: startMs,
  answeredAtMs: startMs + 10_000,
  endedAtMs: startMs + 40_000,
  ...part
})
const open = (part: Partial<Call> = {}) =>
  call({ step: 'ringing', outcome: null, answeredAtMs: null, endedAtMs: null, ...part })
const heard = (...states: string[]): TimelineEntry[] =>
  states.map((state) => ({ state, atMs: startMs, source: 'live', isLate: false }))

describe('which calls get a card', () => {
  it('every open call, and then no ended one', () => {
    const calls = [open({ key: 'b' }), call(), open({ key: 'c' })]
    expect(callsOnCards(calls, true, new Set()).map((one) => one.key)).toEqual(['b', 'c'])
  })

  it('the newest ended call for a while, unless it was put away', () => {
    expect(callsOnCards([call()], true, new Set())).toHaveLength(1)
    expect(callsOnCards([call()], false, new Set())).toHaveLength(0)
    expect(callsOnCards([call()], true, new Set(['a']))).toHaveLength(0)
  })

  it('not a refused one: the number box says why', () => {
    expect(callsOnCards([call({ outcome: 'refused' })], true, new Set())).toHaveLength(0)
  })
})

describe('the length of talk', () => {
  it("is the record's, once it has one", () => {
    const record = { status: 'complete', duration: '28', cost: null, hasRecording: false } as const
    expect(talkMs(call({ record }))).toBe(28_000)
  })

  it('is answer to end; what goes on has none yet', () => {
    expect(talkMs(call())).toBe(30_000)
    expect(talkMs(call({ step: 'talking', outcome: null, endedAtMs: null }))).toBeNull()
  })

  it('is none when nobody answered, whatever the record counts', () => {
    const record = { status: 'complete', duration: '0', cost: null, hasRecording: false } as const
    expect(talkMs(call({ outcome: 'not-answered', answeredAtMs: null, record }))).toBeNull()
  })

  it('is never below zero when the clock was set back', () => {
    expect(talkMs(call({ answeredAtMs: startMs + 45_000 }))).toBe(0)
  })
})

describe('stages and tones', () => {
  it('an ended call stays at the last stage it was heard to reach; unknown states move nothing', () => {
    expect(
      stageOf(call({ timeline: heard('started', 'agentReady', 'callCallee', 'processed', 'odd') }))
    ).toBe(2)
    expect(stageOf(open({ step: 'talking' }))).toBe(4)
  })

  it('a ringing desk phone asks for the person, a call without an answer is no success', () => {
    expect(toneOf(open({ step: 'phone-rings' }))).toBe('wait')
    expect(toneOf(call({ outcome: 'not-answered', answeredAtMs: null }))).toBe('wait')
    expect(toneOf(call({ outcome: 'not-reached' }))).toBe('bad')
    expect(toneOf(call())).toBe('ok')
  })
})

describe('the list', () => {
  it('groups by local day and keeps the order', () => {
    const calls = [
      call({ key: 'x' }),
      call({ key: 'y', startedAtMs: startMs - 13 * 3_600_000 }),
      call({ key: 'z', startedAtMs: startMs - 14 * 3_600_000 })
    ]
    expect(groupByDay(calls).map((day) => day.calls.map((one) => one.key))).toEqual([['x'], ['y', 'z']])
  })

  it('filters by digits however they are spaced, else by the word of the outcome', () => {
    expect(isMatch(call(), '138 0013', 'Answered')).toBe(true)
    expect(isMatch(call(), '139', 'Answered')).toBe(false)
    expect(isMatch(call(), 'answ', 'Answered')).toBe(true)
    expect(isMatch(call(), '接通', '未能接通')).toBe(true)
    expect(isMatch(call(), '  ', 'Answered')).toBe(true)
  })
})

describe('what is said aloud', () => {
  it('a new open call and a step that changed, but no old news', () => {
    const before = sayable([open({ key: 'a' }), call({ key: 'b' })])
    const now = [
      open({ key: 'c' }),
      open({ key: 'a', step: 'talking' }),
      call({ key: 'b' }),
      call({ key: 'd' })
    ]
    expect(movedCalls(before, now).map((one) => one.key)).toEqual(['c', 'a'])
  })

  it('the outcome of a call that was open', () => {
    expect(movedCalls(sayable([open()]), [call()])).toHaveLength(1)
  })
})
