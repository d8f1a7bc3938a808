import { describe, expect, it } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call, TimelineEntry } from '../../shared/calls/schema'
import { windowEn } from '../../shared/messages/en/window'
import { windowZhCn } from '../../shared/messages/zh-cn/window'
import { callsOf, isFilledIn, offlineSummary } from './offline'

const call = (key: string, part: Partial<Call> = {}): Call => ({
  ...blankCall,
  key,
  callee: '13800138000',
  startedAtMs: 1,
  step: 'ended',
  ...part
})
const calls = [
  call('a', { outcome: 'answered' }),
  call('b', { outcome: 'not-answered' }),
  call('c', { outcome: 'not-reached' }),
  call('d', { outcome: 'unknown' }),
  call('e', { step: 'talking' })
]

describe('the offline summary', () => {
  it('counts calls by outcome; a call that ended without an answer counts as not answered', () => {
    expect(offlineSummary(calls, windowEn.offline)).toBe(
      '5 calls: 1 answered, 2 not answered, 1 unknown, 1 in progress.'
    )
    expect(offlineSummary(calls.slice(0, 3), windowZhCn.offline)).toBe('共 3 通：1 通已接通，2 通未接通。')
  })

  it('of a single call leaves the outcome to its row', () => {
    expect(offlineSummary(calls.slice(0, 1), windowEn.offline)).toBe('1 call.')
  })

  it('says so if there were no calls', () => {
    expect(offlineSummary([], windowEn.offline)).toBe('No calls in that time.')
  })
})

it('the calls of a report keep its order, and calls that no longer exist are skipped', () => {
  expect(callsOf(['c', 'gone', 'a'], calls).map(({ key }) => key)).toEqual(['c', 'a'])
})

describe('a call is marked as filled in', () => {
  const entry = (source: TimelineEntry['source']): TimelineEntry => ({
    state: 'hangup',
    atMs: 1,
    source,
    isLate: false
  })

  it('if the line was down and its record supplied the rest', () => {
    expect(isFilledIn(call('a', { hasGap: true, timeline: [entry('live'), entry('record')] }))).toBe(true)
  })

  it('if none of its events was received', () => {
    expect(isFilledIn(call('a', { timeline: [entry('here'), entry('record')] }))).toBe(true)
  })

  it('not if all its events were received, whatever its record adds', () => {
    expect(isFilledIn(call('a', { timeline: [entry('live'), entry('record')] }))).toBe(false)
    expect(isFilledIn(call('a', { hasGap: true, timeline: [entry('live')] }))).toBe(false)
  })
})
