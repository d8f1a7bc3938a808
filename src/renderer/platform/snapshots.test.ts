import { describe, expect, it } from 'vitest'
import { blankCall } from '../../shared/calls/blank-call'
import type { Call, LineStatus } from '../../shared/calls/schema'
import type { TeamMember } from '../../shared/team/schema'
import { accept, keepSameCalls, keepSameMembers, type Snapshots } from './snapshots'

const line = (version: number, kind: 'off' | 'connecting') => ({
  topic: 'line' as const,
  version,
  value: { kind } satisfies LineStatus
})

const call = (part: Partial<Call> = {}): Call => ({
  ...blankCall,
  key: 'a',
  callee: '13800138000',
  agentId: 1,
  startedAtMs: 1,
  ...part
})

describe('snapshots', () => {
  it('a newer one replaces its topic and leaves the others unchanged', () => {
    const settings = { topic: 'settings', version: 9, value: {} } as Snapshots['settings']
    const known = accept({ settings }, line(1, 'off'))
    expect(accept(known, line(2, 'connecting'))).toEqual({ settings, line: line(2, 'connecting') })
  })

  it('an older one, or one of the same version, changes nothing', () => {
    const known = accept({}, line(5, 'connecting'))
    expect(accept(known, line(4, 'off'))).toBe(known)
    expect(accept(known, line(5, 'off'))).toBe(known)
  })

  it('a reply that arrives after a newer push doesn’t revert the state', () => {
    const pushed = accept({}, line(8, 'connecting'))
    const asked = [line(7, 'off')].reduce<Snapshots>(accept, pushed)
    expect(asked.line?.value.kind).toBe('connecting')
  })
})

describe('calls of a new snapshot', () => {
  it('are the same objects if unchanged', () => {
    const known = [call(), call({ key: 'b' })]
    const next = keepSameCalls(known, [call({ key: 'c' }), call(), call({ key: 'b', step: 'ringing' })])
    expect(next[1]).toBe(known[0])
    expect(next[2]).not.toBe(known[1])
    expect(next.map((one) => one.key)).toEqual(['c', 'a', 'b'])
  })

  it.each<[string, Partial<Call>]>([
    ['callId', { callId: 'x' }],
    ['callee', { callee: '1' }],
    ['caller', { caller: '1' }],
    ['agentId', { agentId: 2 }],
    ['salesmanCode', { salesmanCode: 's' }],
    ['origin', { origin: 'elsewhere' }],
    ['step', { step: 'talking' }],
    ['outcome', { outcome: 'unknown' }],
    ['startedAtMs', { startedAtMs: 2 }],
    ['answeredAtMs', { answeredAtMs: 2 }],
    ['endedAtMs', { endedAtMs: 2 }],
    ['timeline', { timeline: [{ state: 'started', atMs: 1, source: 'live', isLate: false }] }],
    ['hasGap', { hasGap: true }],
    ['record', { record: { status: 'pending', duration: null, cost: null, hasRecording: false } }],
    ['error', { error: { code: 'call-unknown' } }]
  ])('a changed %s of a colleague is detected', (_field, part) => {
    const changed = call(part)
    expect(keepSameCalls([call()], [changed])[0]).toBe(changed)
  })
})

describe('colleagues of a new snapshot', () => {
  const member = (part: Partial<TeamMember> = {}): TeamMember => ({
    agentId: 1,
    label: 'Wang',
    status: 'idle',
    sinceMs: null,
    number: null,
    hasCall: false,
    ...part
  })

  it('are the same objects if unchanged, in the new order', () => {
    const known = [member(), member({ agentId: 2 })]
    const next = keepSameMembers(known, [member({ agentId: 2, status: 'ringing' }), member()])
    expect(next[1]).toBe(known[0])
    expect(next[0]?.status).toBe('ringing')
  })

  it('are reused when the topic is pushed again', () => {
    const push = (version: number, value: TeamMember[]) => ({ topic: 'team' as const, version, value })
    const known = accept({}, push(1, [member()]))
    const next = accept(known, push(2, [member(), member({ agentId: 2 })]))
    expect(next.team?.value[0]).toBe(known.team?.value[0])
    expect(next.team?.value).toHaveLength(2)
  })

  it.each<[string, Partial<TeamMember>]>([
    ['agentId', { agentId: 2 }],
    ['label', { label: 'Li' }],
    ['status', { status: 'talking' }],
    ['sinceMs', { sinceMs: 2 }],
    ['number', { number: '1' }],
    ['hasCall', { hasCall: true }]
  ])('a changed %s of a colleague is detected', (_field, part) => {
    const changed = member(part)
    expect(keepSameMembers([member()], [changed])[0]).toBe(changed)
  })
})
