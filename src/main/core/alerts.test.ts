import { describe, expect, test } from 'vitest'
import type { MonitorMessage } from '../../shared/record'
import { defaultSettings, type Settings } from '../../shared/settings'
import { alertFor, type Alert } from './alerts'
import { createCallBook } from './call-book'

const hear = (states: string[], settings: Settings = defaultSettings, nowMs = 1): Alert[] => {
  const book = createCallBook({ newKey: () => 'key', hasLine: () => true })
  const alerts: Alert[] = []
  book.onChange((change) => {
    const alert = change === null ? null : alertFor(change, settings, nowMs)
    if (alert !== null) alerts.push(alert)
  })
  const message: MonitorMessage = {
    agentId: 1,
    callId: 'c',
    callerNumber: null,
    calleeNumber: '13800138000',
    salesmanCode: null,
    state: '',
    startedAtMs: null
  }
  for (const [index, state] of states.entries()) book.hear({ ...message, state }, index)
  return alerts
}

const kinds = (alerts: Alert[]) =>
  alerts.map((alert) => (alert.kind === 'call-ended' ? alert.outcome : alert.kind))
const answered = [
  'started',
  'agentReady',
  'callAgentSuccess',
  'callCallee',
  'calleeRingBack',
  'calleeAnswered',
  'hangup'
]

describe('what a person is told', () => {
  test('that the phone rings and that the callee answered; not that an answered call ended', () => {
    expect(kinds(hear(answered))).toEqual(['phone-rings', 'callee-answered'])
  })

  test('why a call ended without an answer', () => {
    const called = ['started', 'agentReady', 'callAgentSuccess', 'callCallee']
    expect(kinds(hear([...called, 'processed', 'hangup']))).toEqual(['phone-rings', 'not-reached'])
    expect(kinds(hear([...called, 'calleeRingBack', 'processed', 'hangup']))).toEqual([
      'phone-rings',
      'not-answered'
    ])
    expect(kinds(hear(['started', 'agentReady', 'callAgentFailed']))).toEqual(['phone-rings', 'phone-failed'])
  })

  test('each thing once, also when events come twice or late', () => {
    const doubled = answered.flatMap((state) => [state, state])
    expect(kinds(hear([...doubled, ...answered]))).toEqual(['phone-rings', 'callee-answered'])
  })

  test('nothing that is switched off', () => {
    const off = {
      ...defaultSettings,
      notifications: { phoneRings: false, calleeAnswered: true, callEnded: false }
    }
    expect(kinds(hear(answered, off))).toEqual(['callee-answered'])
  })

  test('nothing while notifications are paused', () => {
    const paused = { ...defaultSettings, notificationsPausedUntilMs: 1_000 }
    expect(hear(answered, paused, 999)).toEqual([])
    expect(hear(answered, paused, 1_000)).toHaveLength(2)
  })
})
