import { describe, expect, test } from 'vitest'
import { blankCall } from '../../../shared/calls/blank-call'
import type { Callback } from '../../../shared/callbacks/schema'
import type { Call } from '../../../shared/calls/schema'
import type { CallOutcome } from '../../../shared/calls/steps'
import type { Locale } from '../../../shared/messages'
import { callbacksText, noticeText, promptText, type NoticeContext } from './notice-text'

const call: Call = {
  ...blankCall,
  key: 'k',
  callId: 'c',
  callee: '01088888888',
  agentId: 1,
  step: 'phone-rings',
  startedAtMs: 0
}

const inWords = (locale: Locale, isDemo = false): NoticeContext => ({ locale, names: {}, isDemo })

test('says what to do and names the number, in both languages', () => {
  expect(noticeText({ kind: 'phone-rings', call }, inWords('en'))).toEqual({
    title: 'Your phone rings',
    body: 'Pick up to call 010 8888 8888'
  })
  expect(noticeText({ kind: 'callee-answered', call }, inWords('zh-CN'))).toEqual({
    title: '已接通',
    body: '010 8888 8888 已接听'
  })
})

test.each<CallOutcome>(['not-answered', 'not-reached', 'phone-failed', 'hung-up-early'])(
  'explains the outcome %s',
  (outcome) => {
    const { title, body } = noticeText({ kind: 'call-ended', call, outcome }, inWords('en'))
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
    noticeText({ kind: 'while-offline', report, calls: outcomes.map(ended) }, inWords(locale))

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
    expect(text(['answered', 'unknown', null], 'en').body).toBe('3 calls: 1 answered, 2 unknown')
    expect(text(['not-reached', 'not-reached'], 'en').body).toBe('2 calls: 2 not answered')
  })

  test('names the number and the outcome of a single call', () => {
    expect(text(['not-reached'], 'en').body).toBe('010 8888 8888: Not reached')
    expect(text([null], 'zh-CN').body).toBe('010 8888 8888：结果未知，正在核实…')
  })
})

test('marks a demo', () => {
  expect(noticeText({ kind: 'callee-answered', call }, inWords('en', true)).title).toBe('Answered · Demo')
})

test('shows a dash when the service sent no number', () => {
  expect(noticeText({ kind: 'phone-rings', call: { ...call, callee: '' } }, inWords('en')).body).toContain(
    '–'
  )
})

test('without the prompt bar, a notification shows the copied text or the rule that blocked dialling', () => {
  const source = 'hot-key' as const
  expect(
    promptText({ kind: 'no-number', id: 1, source, copied: '开会', untilMs: 0 }, inWords('zh-CN'))
  ).toEqual({
    title: '复制的内容里没有电话号码',
    body: '“开会”'
  })
  const number = { raw: '', dial: '13800138000', kind: 'mobile' as const }
  const error = { code: 'number-just-dialled' as const }
  expect(
    promptText(
      { kind: 'refused', id: 1, source, number, error, refusedCaller: null, untilMs: 0 },
      inWords('en')
    )?.body
  ).toMatch(/^138 0013 8000: This number was dialled a moment ago/)
  expect(promptText({ kind: 'none' }, inWords('en'))).toBeNull()
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
    expect(callbacksText([callback('13800138000')], inWords('en'))).toEqual({
      title: 'Call back 138 0013 8000',
      body: 'Due at 14:05'
    })
    expect(callbacksText([callback('13800138000', '报价')], inWords('zh-CN', true))).toEqual({
      title: '该回拨了：138 0013 8000 · 演示',
      body: '约定时间 14:05\n报价'
    })
  })

  test('several are counted, and the first are named', () => {
    const due = ['13800138000', '13900139000', '02588888888', '13700137000', '13600136000'].map((number) =>
      callback(number)
    )
    expect(callbacksText(due, inWords('en'))).toEqual({
      title: '5 call-backs are due',
      body: '138 0013 8000, 139 0013 9000, 025 8888 8888 and 2 more'
    })
    expect(callbacksText(due.slice(0, 2), inWords('zh-CN'))).toEqual({
      title: '有 2 个待回拨已到时间',
      body: '138 0013 8000、139 0013 9000'
    })
  })
})

describe('the name of a number', () => {
  const named = (name: string, company = ''): NoticeContext => ({
    ...inWords('en'),
    names: { '01088888888': { contactId: '1', name, company, label: '', link: null } }
  })

  test('is in the notification of each event', () => {
    const context = named('张伟', '天成贸易')
    expect(noticeText({ kind: 'phone-rings', call }, context).body).toBe(
      'Pick up to call 张伟 · 天成贸易 010 8888 8888'
    )
    expect(noticeText({ kind: 'callee-answered', call }, context).body).toContain('张伟 · 天成贸易')
    expect(noticeText({ kind: 'call-ended', call, outcome: 'not-answered' }, context).body).toContain('张伟')
    const report = { sinceMs: 0, untilMs: 1, status: 'done' as const, callKeys: [], isPartial: false }
    expect(noticeText({ kind: 'while-offline', report, calls: [call] }, context).body).toContain('张伟')
  })

  test('is bounded, on one line, and cannot change the order of the text', () => {
    const { body } = noticeText({ kind: 'phone-rings', call }, named(`a\n\u202eb${'x'.repeat(200)}`))
    expect(body).toMatch(/^Pick up to call a bx{36}… 010 8888 8888$/)
  })
})
