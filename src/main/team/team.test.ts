import { beforeEach, describe, expect, test } from 'vitest'
import type { CallRecord } from '../../shared/records/row-schema'
import type { MonitorMessage } from '../platform/ports'
import { callSchema } from '../../shared/calls/schema'
import { maxTeamSize } from '../../shared/team/team'
import type { TeamEntry, TeamMember } from '../../shared/team/schema'
import { emptyState } from '../platform/empty-state'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { createTeam, type Team } from './team'
import { createStateStore, type StateStore } from '../platform/state-store'

const own = 9
let clock: ManualClock
let state: StateStore
let kept: TeamEntry[]
let watched: number[][]
let team: Team

const open = (): Team =>
  createTeam({
    state,
    clock,
    file: { read: () => kept, write: (entries) => (kept = entries) },
    ownAgentId: own,
    watch: (agentIds) => watched.push([...agentIds])
  })

beforeEach(() => {
  clock = createManualClock()
  state = createStateStore(emptyState)
  kept = [
    { agentId: 1, label: 'Li' },
    { agentId: 2, label: 'Wang' }
  ]
  watched = []
  team = open()
})

const live = (gapSinceMs: number | null = null): void => team.onLine({ kind: 'live', sinceMs: 0 }, gapSinceMs)
const lose = (): void => team.onLine({ kind: 'lost', sinceMs: 0, nextTryAtMs: 0 }, null)
const message = (monitorState: string, more: Partial<MonitorMessage> = {}): MonitorMessage => ({
  agentId: 1,
  callId: 'c1',
  callerNumber: null,
  calleeNumber: '13800138000',
  salesmanCode: null,
  state: monitorState,
  startedAtMs: null,
  ...more
})
const hear = (monitorState: string, more: Partial<MonitorMessage> = {}): void =>
  team.hear(message(monitorState, more), clock.now())
const record = (more: Partial<CallRecord>): CallRecord => ({
  id: 'c1',
  callerNumber: null,
  calleeNumber: '13800138000',
  agentId: 1,
  salesmanCode: null,
  startedAtMs: clock.now(),
  answeredAtMs: null,
  endedAtMs: null,
  duration: null,
  cost: null,
  recordUrl: null,
  ...more
})
/** The first colleague, after pending updates are published. */
const shown = async (): Promise<TeamMember | undefined> => {
  await clock.advance(250)
  return state.get('team')[0]
}

describe('the call list', () => {
  test('starts as it was saved, with every status unknown, and is watched', () => {
    expect(watched).toEqual([[1, 2]])
    expect(state.get('team')).toEqual([
      { agentId: 1, label: 'Li', status: 'unknown', sinceMs: null, number: null, hasCall: false },
      { agentId: 2, label: 'Wang', status: 'unknown', sinceMs: null, number: null, hasCall: false }
    ])
  })

  test('keeps its order, omits the user’s own phone and duplicates, and trims labels', () => {
    team.set([
      { agentId: 7, label: '  Zhao ' },
      { agentId: own, label: 'me' },
      { agentId: 1, label: 'Li' },
      { agentId: 7, label: 'again' }
    ])
    const expected = [
      { agentId: 7, label: 'Zhao' },
      { agentId: 1, label: 'Li' }
    ]
    expect(kept).toEqual(expected)
    expect(watched.at(-1)).toEqual([7, 1])
    expect(state.get('team')).toMatchObject(expected)
  })

  test('has at most 499 phones', () => {
    team.set(Array.from({ length: 600 }, (_, index) => ({ agentId: 100 + index, label: '' })))
    expect(kept).toHaveLength(maxTeamSize)
    expect(watched.at(-1)).toHaveLength(maxTeamSize)
  })

  test('keeps the status of the phones that stay', async () => {
    live()
    hear('calleeAnswered')
    team.set([
      { agentId: 5, label: '' },
      { agentId: 1, label: 'renamed' }
    ])
    expect(state.get('team')[1]).toMatchObject({ label: 'renamed', status: 'talking' })
    team.set([{ agentId: 5, label: '' }])
    team.set([{ agentId: 1, label: '' }])
    expect((await shown())?.status).toBe('unknown')
  })

  test('ignores messages of other phones', () => {
    live()
    hear('started', { agentId: 77 })
    hear('started', { agentId: own })
    expect([team.call(77), team.call(own)]).toEqual([null, null])
  })

  test('is empty after closing, and nothing more is published', async () => {
    live()
    hear('started')
    hear('agentReady')
    team.close()
    await clock.advance(1_000)
    expect(state.get('team')).toEqual([])
    expect(clock.waiting()).toBe(0)
  })
})

describe('the status of a phone', () => {
  beforeEach(() => live())

  test.each([
    ['started', 'ringing'],
    ['agentReady', 'ringing'],
    ['callAgentSuccess', 'ringing'],
    ['callCallee', 'ringing'],
    ['calleeRingBack', 'ringing'],
    ['calleeAnswered', 'talking'],
    ['hangup', 'idle'],
    ['callAgentFailed', 'idle'],
    ['transferred', 'unknown'],
    // Without earlier states, it is open whether the call continues.
    ['processed', 'unknown']
  ])('after %s as its first event: %s', async (monitorState, status) => {
    hear(monitorState)
    expect(await shown()).toMatchObject({ status, number: '13800138000', hasCall: true })
  })

  test('is talking since the answer, and idle since the end', async () => {
    hear('started')
    await clock.advance(5_000)
    const answeredAtMs = clock.now()
    hear('calleeAnswered')
    expect(await shown()).toMatchObject({ status: 'talking', sinceMs: answeredAtMs })
    const endedAtMs = clock.now()
    hear('hangup')
    expect(await shown()).toMatchObject({ status: 'idle', sinceMs: endedAtMs })
    expect(team.call(1)).toMatchObject({ step: 'ended', outcome: 'answered', origin: 'elsewhere' })
  })

  test('is unknown after "processed" without a ring-back in a call that was joined in the middle', async () => {
    hear('callCallee')
    expect(await shown()).toMatchObject({ status: 'ringing' })
    hear('processed')
    expect(await shown()).toMatchObject({ status: 'unknown' })
    hear('calleeAnswered')
    expect(await shown()).toMatchObject({ status: 'talking' })
  })

  test('follows a new call, and late events of the previous one change nothing', async () => {
    hear('calleeAnswered', { startedAtMs: 1_000 })
    hear('started', { callId: 'c2', startedAtMs: 2_000, calleeNumber: '01088888888' })
    hear('hangup', { startedAtMs: 1_000 })
    expect(await shown()).toMatchObject({ status: 'ringing', number: '01088888888' })
    hear('hangup', { callId: 'c0', startedAtMs: 500 })
    expect(await shown()).toMatchObject({ status: 'ringing', number: '01088888888' })
  })

  test('still follows later calls after a start time far in the future', async () => {
    hear('calleeAnswered', { startedAtMs: 8e15 })
    hear('started', { callId: 'c2', startedAtMs: 1_000 })
    expect(await shown()).toMatchObject({ status: 'ringing' })
  })

  test('is refused when the phone may not be watched, until its next event', async () => {
    hear('calleeAnswered')
    team.onAgentRefused(1, 'no')
    expect(await shown()).toMatchObject({ status: 'refused', number: '13800138000' })
    hear('hangup')
    expect(await shown()).toMatchObject({ status: 'idle' })
  })

  test('with unknown states that fill the timeline keeps the call within its bounds', () => {
    for (let count = 0; count < 500; count += 1) hear(`odd-${count}`)
    for (const known of ['started', 'agentReady', 'calleeAnswered', 'hangup']) hear(known)
    expect(callSchema.safeParse(team.call(1)).success).toBe(true)
  })
})

describe('the status is unknown', () => {
  test('as soon as the line is down, and afterwards until a new event arrives', async () => {
    live()
    hear('calleeAnswered')
    lose()
    expect(state.get('team')[0]).toMatchObject({ status: 'unknown', sinceMs: null })
    live(1_000)
    expect(await shown()).toMatchObject({ status: 'unknown', number: '13800138000', hasCall: true })
    // A repeated event, which says nothing about the current state.
    hear('calleeAnswered')
    expect(await shown()).toMatchObject({ status: 'unknown' })
    hear('hangup')
    expect(await shown()).toMatchObject({ status: 'idle' })
  })

  test('after a gap that the line detected afterwards', async () => {
    live()
    hear('started')
    live(1_000)
    expect(await shown()).toMatchObject({ status: 'unknown' })
  })

  test('despite a message that arrives while the line isn’t live', async () => {
    hear('calleeAnswered')
    expect(await shown()).toMatchObject({ status: 'unknown' })
    live()
    expect(await shown()).toMatchObject({ status: 'unknown' })
  })

  test('after a refusal, once the line was lost', async () => {
    live()
    team.onAgentRefused(1, null)
    lose()
    expect(await shown()).toMatchObject({ status: 'unknown' })
    live(1)
    expect(await shown()).toMatchObject({ status: 'unknown' })
  })
})

describe('the records of a gap', () => {
  beforeEach(() => {
    live()
    hear('calleeAnswered', { startedAtMs: 1_000 })
    lose()
    live(2_000)
  })

  test('resolve a call that ended in it', async () => {
    team.onRecords([record({ startedAtMs: 1_000, answeredAtMs: 1_500, endedAtMs: 3_000, duration: '1' })])
    expect(await shown()).toMatchObject({ status: 'idle', sinceMs: 3_000 })
    expect(team.call(1)).toMatchObject({ outcome: 'answered', record: { status: 'complete', duration: '1' } })
  })

  test('resolve the status of a phone by a later call', async () => {
    team.onRecords([
      record({ id: 'c2', startedAtMs: 4_000, endedAtMs: 5_000, calleeNumber: '01088888888' }),
      record({ startedAtMs: 1_000, endedAtMs: 3_000 })
    ])
    expect(await shown()).toMatchObject({ status: 'idle', sinceMs: 5_000, number: '01088888888' })
  })

  test('resolve nothing while the newest call in it has no end time', async () => {
    team.onRecords([
      record({ startedAtMs: 1_000, endedAtMs: 3_000 }),
      record({ id: 'c2', startedAtMs: 4_000, calleeNumber: '01088888888' })
    ])
    expect(await shown()).toMatchObject({ status: 'unknown', number: '01088888888' })
    hear('calleeAnswered', { callId: 'c2', startedAtMs: 4_000 })
    expect(await shown()).toMatchObject({ status: 'talking' })
  })

  test('can arrive in parts: a later part without an end time revokes what an earlier one resolved', async () => {
    team.onRecords([record({ startedAtMs: 1_000, endedAtMs: 3_000 })])
    expect(await shown()).toMatchObject({ status: 'idle' })
    team.onRecords([record({ id: 'c2', startedAtMs: 4_000 })])
    expect(await shown()).toMatchObject({ status: 'unknown' })
  })

  test('change nothing when they are of older calls, of phones not in the list, or without a time', async () => {
    hear('started', { callId: 'c3', startedAtMs: 9_000 })
    team.onRecords([
      record({ id: 'c2', startedAtMs: 4_000, endedAtMs: 5_000 }),
      record({ id: 'x', agentId: null, startedAtMs: 9_999, endedAtMs: 9_999 }),
      record({ id: 'y', agentId: 77, startedAtMs: 9_999, endedAtMs: 9_999 }),
      record({ id: 'z', agentId: 2, startedAtMs: null, endedAtMs: 9_999 })
    ])
    await clock.advance(250)
    expect(state.get('team').map(({ status }) => status)).toEqual(['ringing', 'unknown'])
  })

  test('that arrive when the line is down again resolve nothing', async () => {
    lose()
    team.onRecords([record({ startedAtMs: 1_000, endedAtMs: 3_000 })])
    expect(await shown()).toMatchObject({ status: 'unknown' })
    live(4_000)
    expect(await shown()).toMatchObject({ status: 'unknown' })
  })
})

test('499 phones and 10,000 events in ten seconds publish at most every 250 ms, and end correctly', async () => {
  team.set(Array.from({ length: maxTeamSize }, (_, index) => ({ agentId: 100 + index, label: '' })))
  live()
  let changes = 0
  const off = state.onChange((topic) => {
    if (topic === 'team') changes += 1
  })
  const states = [
    'started',
    'agentReady',
    'callAgentSuccess',
    'callCallee',
    'calleeRingBack',
    'calleeAnswered'
  ]
  for (let event = 0; event < 10_000; event += 1) {
    const agentId = 100 + (event % maxTeamSize)
    const turn = Math.floor(event / maxTeamSize)
    const monitorState = states[turn % states.length] ?? ''
    hear(monitorState, { agentId, callId: `${agentId}-${Math.floor(turn / states.length)}` })
    if (event % 10 === 9) await clock.advance(10)
  }
  await clock.advance(250)
  off()
  expect(changes).toBeLessThanOrEqual(42)
  expect(state.get('team').map(({ agentId }) => team.call(agentId)?.step)).not.toContain(undefined)
  expect(new Set(state.get('team').map(({ status }) => status))).toEqual(new Set(['ringing']))
})
