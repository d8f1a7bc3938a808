import { describe, expect, test } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call } from '../../shared/calls/schema'
import type { MonitorMessage } from '../platform/ports'
import { defaultSettings } from '../../shared/app/settings'
import type { Settings } from '../../shared/app/schema'
import { alertFor, offlineAlertFor, type Alert } from './alerts'
import { createCallList } from './call-list'

const hear = (states: string[], settings: Settings = defaultSettings, nowMs = 1): Alert[] => {
  const callList = createCallList({ newKey: () => 'key', hasLine: () => true })
  const alerts: Alert[] = []
  callList.onChange((change) => {
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
  for (const [index, state] of states.entries()) callList.receive({ ...message, state }, index)
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

describe('the user is notified', () => {
  test('when the phone rings and when the callee answers, but not when an answered call ends', () => {
    expect(kinds(hear(answered))).toEqual(['phone-rings', 'callee-answered'])
  })

  test('of the reason when a call ends unanswered', () => {
    const called = ['started', 'agentReady', 'callAgentSuccess', 'callCallee']
    expect(kinds(hear([...called, 'processed', 'hangup']))).toEqual(['phone-rings', 'not-reached'])
    expect(kinds(hear([...called, 'calleeRingBack', 'processed', 'hangup']))).toEqual([
      'phone-rings',
      'not-answered'
    ])
    expect(kinds(hear(['started', 'agentReady', 'callAgentFailed']))).toEqual(['phone-rings', 'phone-failed'])
  })

  test('once for each event, even when events are duplicated or late', () => {
    const doubled = answered.flatMap((state) => [state, state])
    expect(kinds(hear([...doubled, ...answered]))).toEqual(['phone-rings', 'callee-answered'])
  })

  test('of no event that is switched off in the settings', () => {
    const off = {
      ...defaultSettings,
      notifications: { phoneRings: false, calleeAnswered: true, callEnded: false, callBacks: true }
    }
    expect(kinds(hear(answered, off))).toEqual(['callee-answered'])
  })

  test('of nothing while notifications are paused', () => {
    const paused = { ...defaultSettings, notificationsPausedUntilMs: 1_000 }
    expect(hear(answered, paused, 999)).toEqual([])
    expect(hear(answered, paused, 1_000)).toHaveLength(2)
  })
})

describe('calls during an outage of the line', () => {
  const report = { sinceMs: 0, untilMs: 1, status: 'done' as const, callKeys: ['k'], isPartial: false }
  const calls: Call[] = [{ ...blankCall, key: 'k', callee: '13800138000', startedAtMs: 0 }]

  test('are combined into one alert', () => {
    expect(offlineAlertFor(report, calls, defaultSettings, 1)).toEqual({
      kind: 'while-offline',
      report,
      calls
    })
    expect(offlineAlertFor(report, [], defaultSettings, 1)).toBeNull()
  })

  test('raise no alert while notifications are paused or call-ended alerts are off', () => {
    const paused = { ...defaultSettings, notificationsPausedUntilMs: 1_000 }
    expect(offlineAlertFor(report, calls, paused, 999)).toBeNull()
    expect(offlineAlertFor(report, calls, paused, 1_000)).not.toBeNull()
    const notifications = { phoneRings: true, calleeAnswered: true, callEnded: false, callBacks: true }
    expect(offlineAlertFor(report, calls, { ...defaultSettings, notifications }, 1)).toBeNull()
  })
})

test('filling a call in from its record raises no alert, even when it had live events before', () => {
  const alerts: Alert[] = []
  const callList = createCallList({ newKey: () => 'key', hasLine: () => true })
  const message = { agentId: 1, callId: 'c', callerNumber: null, calleeNumber: null, salesmanCode: null }
  callList.receive({ ...message, state: 'calleeRingBack', startedAtMs: null }, 5_000)
  callList.onChange((change) => {
    const alert = change === null ? null : alertFor(change, defaultSettings, 1)
    if (alert !== null) alerts.push(alert)
  })
  callList.fill('key', {
    ...{ id: 'c', callerNumber: null, calleeNumber: null, agentId: 1, salesmanCode: null, startedAtMs: 0 },
    ...{ answeredAtMs: null, endedAtMs: 4_000, duration: null, cost: null, recordUrl: null }
  })
  expect(callList.all()[0]?.step).toBe('ended')
  expect(alerts).toEqual([])
})
