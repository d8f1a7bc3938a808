import { describe, expect, test } from 'vitest'
import { blankCall } from '../../../shared/calls/blank-call'
import type { Call } from '../../../shared/calls/schema'
import type { CallOutcome } from '../../../shared/calls/steps'
import { noticeText, promptText } from './notice-text'

const call: Call = {
  ...blankCall,
  key: 'k',
  callId: 'c',
  callee: '01088888888',
  agentId: 1,
  step: 'phone-rings',
  startedAtMs: 0
}

test('says what to do and names the number, in both languages', () => {
  expect(noticeText({ kind: 'phone-rings', call }, 'en', false)).toEqual({
    title: 'Your phone rings',
    body: 'Pick up to call 010 8888 8888'
  })
  expect(noticeText({ kind: 'callee-answered', call }, 'zh-CN', false)).toEqual({
    title: '对方已接起',
    body: '010 8888 8888 已接通'
  })
})

test.each<CallOutcome>(['not-answered', 'not-reached', 'phone-failed', 'hung-up-early'])(
  'explains the outcome %s',
  (outcome) => {
    const { title, body } = noticeText({ kind: 'call-ended', call, outcome }, 'en', false)
    expect(title).not.toBe('')
    expect(body).toMatch(/^010 8888 8888: .{20,}/)
  }
)

describe('the summary of calls during an outage', () => {
  const report = { sinceMs: 0, untilMs: 1, status: 'done' as const, callKeys: [], isPartial: false }
  const ended = (outcome: CallOutcome | null): Call => ({
    ...call,
    step: outcome === null ? 'unknown' : 'ended',
    outcome
  })
  const text = (outcomes: (CallOutcome | null)[], locale: 'en' | 'zh-CN') =>
    noticeText({ kind: 'while-offline', report, calls: outcomes.map(ended) }, locale, false)

  test('counts the calls by outcome', () => {
    const outcomes: CallOutcome[] = ['answered', 'not-answered', 'phone-failed']
    expect(text(outcomes, 'en')).toEqual({
      title: 'While you were offline',
      body: '3 calls: 1 answered, 2 not answered'
    })
    expect(text(outcomes, 'zh-CN')).toEqual({
      title: '离线期间',
      body: '共 3 通电话：已接通 1 通，未接通 2 通'
    })
  })

  test('counts unknown outcomes, and omits outcomes without calls', () => {
    expect(text(['answered', 'unknown', null], 'en').body).toBe('3 calls: 1 answered, 2 not known')
    expect(text(['not-reached', 'not-reached'], 'en').body).toBe('2 calls: 2 not answered')
  })

  test('names the number and the outcome of a single call', () => {
    expect(text(['not-reached'], 'en').body).toBe('010 8888 8888: Not reached')
    expect(text([null], 'zh-CN').body).toBe('010 8888 8888：结果未知，核实中')
  })
})

test('marks a demo', () => {
  expect(noticeText({ kind: 'callee-answered', call }, 'en', true).title).toBe('Answered · Demo')
})

test('shows a dash when the service sent no number', () => {
  expect(noticeText({ kind: 'phone-rings', call: { ...call, callee: '' } }, 'en', false).body).toContain('–')
})

test('without the prompt bar, a notification shows the copied text or the rule that blocked dialling', () => {
  const source = 'hot-key' as const
  expect(promptText({ kind: 'no-number', id: 1, source, copied: '开会', untilMs: 0 }, 'zh-CN')).toEqual({
    title: '复制的内容里没有电话号码',
    body: '“开会”'
  })
  const number = { raw: '', dial: '13800138000', kind: 'mobile' as const }
  const error = { code: 'number-just-dialled' as const }
  expect(
    promptText({ kind: 'refused', id: 1, source, number, error, refusedCaller: null, untilMs: 0 }, 'en')?.body
  ).toMatch(/^138 0013 8000: This number was dialled a moment ago/)
  expect(promptText({ kind: 'none' }, 'en')).toBeNull()
})
