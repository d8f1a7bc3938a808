import { describe, expect, it } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call, TimelineEntry } from '../../shared/calls/schema'
import { talkMs } from '../../shared/calls/talk-time'
import { callsOnCards, groupByDay, isMatch, movedCalls, sayable, stageOf, toneOf } from './calls'

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
  it('every open call, and no ended call while one is open', () => {
    const calls = [open({ key: 'b' }), call(), open({ key: 'c' })]
    expect(callsOnCards(calls, true, new Set()).map((one) => one.key)).toEqual(['b', 'c'])
  })

  it('the newest ended call for a while, unless it was dismissed', () => {
    expect(callsOnCards([call()], true, new Set())).toHaveLength(1)
    expect(callsOnCards([call()], false, new Set())).toHaveLength(0)
    expect(callsOnCards([call()], true, new Set(['a']))).toHaveLength(0)
  })

  it('not a refused call: the number field shows the reason', () => {
    expect(callsOnCards([call({ outcome: 'refused' })], true, new Set())).toHaveLength(0)
  })
})

describe('talk time', () => {
  it("is the record's, once the record has one", () => {
    const record = { status: 'complete', duration: '28', cost: null, hasRecording: false } as const
    expect(talkMs(call({ record }))).toBe(28_000)
  })

  it('runs from answer to end; an open call has none yet', () => {
    expect(talkMs(call())).toBe(30_000)
    expect(talkMs(call({ step: 'talking', outcome: null, endedAtMs: null }))).toBeNull()
  })

  it('is null for an unanswered call, whatever the record says', () => {
    const record = { status: 'complete', duration: '0', cost: null, hasRecording: false } as const
    expect(talkMs(call({ outcome: 'not-answered', answeredAtMs: null, record }))).toBeNull()
  })

  it('is never negative when the clock was set back', () => {
    expect(talkMs(call({ answeredAtMs: startMs + 45_000 }))).toBe(0)
  })
})

describe('stages and tones', () => {
  it('an ended call keeps the last stage reported by an event; unknown states don’t change the stage', () => {
    expect(
      stageOf(call({ timeline: heard('started', 'agentReady', 'callCallee', 'processed', 'odd') }))
    ).toBe(2)
    expect(stageOf(open({ step: 'talking' }))).toBe(4)
  })

  it('a ringing desk phone has the waiting tone, and an unanswered call doesn’t count as a success', () => {
    expect(toneOf(open({ step: 'phone-rings' }))).toBe('wait')
    expect(toneOf(call({ outcome: 'not-answered', answeredAtMs: null }))).toBe('wait')
    expect(toneOf(call({ outcome: 'not-reached' }))).toBe('bad')
    expect(toneOf(call())).toBe('ok')
  })
})

describe('the call list', () => {
  it('groups by local day and keeps the order', () => {
    const calls = [
      call({ key: 'x' }),
      call({ key: 'y', startedAtMs: startMs - 13 * 3_600_000 }),
      call({ key: 'z', startedAtMs: startMs - 14 * 3_600_000 })
    ]
    expect(groupByDay(calls).map((day) => day.calls.map((one) => one.key))).toEqual([['x'], ['y', 'z']])
  })

  it('filters by digits regardless of spacing, otherwise by the outcome’s label', () => {
    expect(isMatch(call(), '138 0013', ['Answered'])).toBe(true)
    expect(isMatch(call(), '139', ['Answered'])).toBe(false)
    expect(isMatch(call(), 'answ', ['Answered'])).toBe(true)
    expect(isMatch(call(), '接通', ['无法接通'])).toBe(true)
    expect(isMatch(call(), '  ', ['Answered'])).toBe(true)
  })

  it('filters by the name of the number, also one with digits', () => {
    expect(isMatch(call(), '张', ['Answered', '张伟 · 天成贸易'])).toBe(true)
    expect(isMatch(call(), '天成', ['Answered', '张伟 · 天成贸易'])).toBe(true)
    expect(isMatch(call(), '58', ['Answered', '58 同城'])).toBe(true)
    expect(isMatch(call(), '李', ['Answered', '张伟'])).toBe(false)
  })
})

describe('screen reader announcements', () => {
  it('include a new open call and a changed step, but no calls that had already ended', () => {
    const before = sayable([open({ key: 'a' }), call({ key: 'b' })])
    const now = [
      open({ key: 'c' }),
      open({ key: 'a', step: 'talking' }),
      call({ key: 'b' }),
      call({ key: 'd' })
    ]
    expect(movedCalls(before, now).map((one) => one.key)).toEqual(['c', 'a'])
  })

  it('include the outcome of a call that was open', () => {
    expect(movedCalls(sayable([open()]), [call()])).toHaveLength(1)
  })
})
