import { expect, test } from 'vitest'
import type { Call, CallOutcome } from '../../shared/call'
import { noticeText } from './notice-text'

const call: Call = {
  key: 'k',
  callId: 'c',
  callee: '01088888888',
  caller: null,
  agentId: 1,
  salesmanCode: null,
  origin: 'here',
  step: 'phone-rings',
  outcome: null,
  startedAtMs: 0,
  answeredAtMs: null,
  endedAtMs: null,
  timeline: [],
  hasGap: false,
  record: { status: 'none', duration: null, cost: null, hasRecording: false },
  error: null
}

test('says what to do and whom it is about, in both languages', () => {
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
  'gives the reason of %s',
  (outcome) => {
    const { title, body } = noticeText({ kind: 'call-ended', call, outcome }, 'en', false)
    expect(title).not.toBe('')
    expect(body).toMatch(/^010 8888 8888: .{20,}/)
  }
)

test('marks a demo', () => {
  expect(noticeText({ kind: 'callee-answered', call }, 'en', true).title).toBe('Answered · Demo')
})

test('shows a dash where the service did not say the number', () => {
  expect(noticeText({ kind: 'phone-rings', call: { ...call, callee: '' } }, 'en', false).body).toContain('–')
})
