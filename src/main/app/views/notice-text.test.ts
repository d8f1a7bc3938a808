import { describe, expect, test } from 'vitest'
import { blankCall } from '../../../shared/calls/blank-call'
import type { Callback } from '../../../shared/callbacks/schema'
import type { Call } from '../../../shared/calls/schema'
import type { CallOutcome } from '../../../shared/calls/steps'
import { callbacksText, noticeText, promptText } from './notice-text'

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

describe('call-backs that are due', () => {
  const callback = (number: string, note = ''): Callback => ({
    id: number,
    number,
    note,
    call: null,
    createdAtMs: 0,
    dueAtMs: new Date(2026, 10, 22, 14, 5).getTime(),
    localTime: null,
    isAnnounced: false,
    closedAtMs: null,
    closedBy: null,
    attempt: null
  })

  test('one names its number, time and note', () => {
    expect(callbacksText([callback('13800138000')], 'en', false)).toEqual({
      title: 'Call back 138 0013 8000',
      body: 'Due at 14:05'
    })
    expect(callbacksText([callback('13800138000', '报价')], 'zh-CN', true)).toEqual({
      title: '该回拨了：138 0013 8000 · 演示',
      body: '约定时间 14:05\n报价'
    })
  })

  test('several are counted, and the first are named', () => {
    const due = ['13800138000', '13900139000', '02588888888', '13700137000', '13600136000'].map((number) =>
      callback(number)
    )
    expect(callbacksText(due, 'en', false)).toEqual({
      title: '5 call-backs are due',
      body: '138 0013 8000, 139 0013 9000, 025 8888 8888 and 2 more'
    })
    expect(callbacksText(due.slice(0, 2), 'zh-CN', false)).toEqual({
      title: '有 2 个待回拨已到时间',
      body: '138 0013 8000、139 0013 9000'
    })
  })
})
