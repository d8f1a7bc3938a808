import { beforeEach, describe, expect, test } from 'vitest'
import type { CallRecord } from '../../../shared/records/row-schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { createCallList, type CallList } from '../call-list'
import { recordPausesMs } from './record-poller'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { gapPausesMs, type GapCheck } from './period-probe'
import { longestGapMs, marginMs, Reconciliation } from './reconciliation'

const startMs = 1_700_000_000_000

let clock: ManualClock
let callList: CallList
let checks: Reconciliation
let asked: { atMs: number; fromMs: number; untilMs: number }[]
let answer: () => Result<{ calls: CallRecord[]; rowCount: number }>
let told: Pick<GapCheck, 'status' | 'failures' | 'isPartial'>[]
let others: string[]

const record = (id: string, more: Partial<CallRecord> = {}): CallRecord => ({
  id,
  callerNumber: null,
  calleeNumber: '13800138000',
  agentId: 1,
  salesmanCode: null,
  startedAtMs: clock.now(),
  answeredAtMs: null,
  endedAtMs: clock.now(),
  duration: null,
  cost: null,
  recordUrl: null,
  ...more
})
const rows = (...calls: CallRecord[]) => succeeded({ calls, rowCount: calls.length })
const askedAfterMs = (): number[] => asked.map(({ atMs }) => atMs - startMs)

beforeEach(() => {
  let keys = 0
  clock = createManualClock(startMs)
  callList = createCallList({ newKey: () => `key${(keys += 1)}`, hasLine: () => true })
  asked = []
  told = []
  others = []
  answer = () => rows()
  checks = new Reconciliation({
    callList,
    agentId: 1,
    clock,
    service: {
      queryByPeriod(fromMs, untilMs) {
        asked.push({ atMs: clock.now(), fromMs, untilMs })
        return Promise.resolve(answer())
      }
    },
    onOthers: (records) => others.push(...records.map(({ id }) => id)),
    onGapProbe: ({ status, failures, isPartial }) => told.push({ status, failures, isPartial })
  })
})

describe('a gap', () => {
  test('is queried immediately with a margin, and again while records may lag', async () => {
    checks.checkGap(startMs - 30_000, startMs)
    await clock.advance(3_600_000)
    expect(askedAfterMs()).toEqual([0, 15_000, 60_000, 180_000, 600_000, 1_800_000])
    expect(asked[0]).toMatchObject({ fromMs: startMs - 30_000 - marginMs - 1, untilMs: startMs + marginMs })
    expect(checks.gaps()).toEqual([])
    expect(clock.waiting()).toBe(0)
  })

  test('passes on the records of other desk phones', async () => {
    answer = () => rows(record('mine'), record('theirs', { agentId: 2 }), record('nobody', { agentId: null }))
    checks.checkGap(startMs - 30_000, startMs)
    await clock.advance(0)
    expect(others).toEqual(['theirs'])
    expect(callList.all().map(({ callId }) => callId)).toEqual(['mine'])
  })

  test('that can’t be queried is retried on the retry schedule, then failed until it is retried manually', async () => {
    answer = () => failed({ code: 'unreachable' })
    checks.checkGap(startMs - 30_000, startMs)
    await clock.advance(3_600_000)
    expect(asked).toHaveLength(1 + recordPausesMs.length)
    expect(told.at(-1)).toMatchObject({ status: 'failed' })
    answer = () => rows(record('a'))
    checks.retry()
    await clock.advance(0)
    expect(callList.all()).toHaveLength(1)
    expect(told.at(-1)).toMatchObject({ status: 'later', failures: 0 })
  })

  test('that failed is included in the next one', async () => {
    answer = () => failed({ code: 'unreachable' })
    checks.checkGap(startMs - 30_000, startMs)
    await clock.advance(3_600_000)
    answer = () => rows()
    asked = []
    checks.checkGap(clock.now() - 1_000, clock.now())
    await clock.advance(0)
    expect(asked).toMatchObject([
      { fromMs: startMs - 30_000 - marginMs - 1, untilMs: clock.now() + marginMs }
    ])
    expect(checks.gaps()).toHaveLength(1)
  })

  test('is merged with one shortly before it, but not with one long before it', async () => {
    checks.checkGap(startMs - 30_000, startMs)
    await clock.advance(100_000)
    checks.checkGap(clock.now() - 1_000, clock.now())
    expect(checks.gaps()).toHaveLength(1)
    await clock.advance(1_200_000)
    checks.checkGap(clock.now() - 1_000, clock.now())
    expect(checks.gaps()).toHaveLength(2)
  })

  test('longer than a day is queried for one day only, and marked as partial', async () => {
    checks.checkGap(startMs - 3 * longestGapMs, startMs)
    await clock.advance(0)
    expect(asked[0]?.fromMs).toBe(startMs - longestGapMs - marginMs - 1)
    expect(told[0]).toMatchObject({ isPartial: true })
  })

  test('isn’t queried while the token is refused, and resumes afterwards', async () => {
    answer = () => failed({ code: 'token-refused' })
    checks.checkGap(startMs - 30_000, startMs)
    await clock.advance(0)
    expect(told).toMatchObject([{ status: 'held' }])
    checks.hold(true)
    await clock.advance(3_600_000)
    expect(asked).toHaveLength(1)
    answer = () => rows()
    checks.hold(false)
    await clock.advance(0)
    expect(asked).toHaveLength(2)
    expect(told.at(-1)).toMatchObject({ status: 'later' })
  })

  test('leaves nothing running when stopped, even with a reply pending', async () => {
    checks.checkGap(startMs - 30_000, startMs)
    answer = () => rows(record('late'))
    const running = clock.advance(0)
    checks.stop()
    await running
    await clock.advance(0)
    expect(callList.all()).toEqual([])
    expect(clock.waiting()).toBe(0)
  })
})

describe('a call whose reply was lost', () => {
  const lose = (): string => {
    const call = callList.request(
      { callee: '13800138000', caller: null, agentId: 1, salesmanCode: null },
      clock.now()
    )
    callList.markReplyLost(call.key, { code: 'call-unknown' }, clock.now())
    return call.key
  }

  test('is searched for with growing delays in the records of its time', async () => {
    const key = lose()
    await clock.advance(3_000)
    expect(askedAfterMs()).toEqual([1_000, 3_000])
    expect(asked[0]).toMatchObject({ fromMs: startMs - 120_001, untilMs: startMs + 120_000 })
    answer = () => rows(record('it'))
    await clock.advance(4_000)
    expect(callList.find(key)).toMatchObject({ callId: 'it', step: 'ended' })
    await clock.advance(3_600_000)
    expect(asked).toHaveLength(3)
    expect(clock.waiting()).toBe(0)
  })

  test('is no longer searched for once an event identified it', async () => {
    lose()
    const message = { agentId: 1, callId: 'c', callerNumber: null, salesmanCode: null, startedAtMs: null }
    callList.receive({ ...message, calleeNumber: '13800138000', state: 'agentReady' }, clock.now())
    await clock.advance(3_600_000)
    expect(asked).toEqual([])
    expect(clock.waiting()).toBe(0)
  })

  test('without any event or record ends as unknown', async () => {
    const key = lose()
    await clock.advance(5 * 60_000)
    expect(callList.find(key)).toMatchObject({ step: 'ended', outcome: 'unknown' })
    await clock.advance(30 * 60_000)
    expect(clock.waiting()).toBe(0)
  })

  test('isn’t given up while the service can’t be queried', async () => {
    answer = () => failed({ code: 'unreachable' })
    const key = lose()
    await clock.advance(3_600_000)
    expect(callList.find(key)).toMatchObject({ step: 'unknown' })
    answer = () => rows(record('it', { startedAtMs: startMs }))
    await clock.advance(5 * 60_000)
    expect(callList.find(key)).toMatchObject({ callId: 'it' })
  })

  test('within a gap shares the gap’s queries, and is given up with it', async () => {
    const key = lose()
    checks.checkGap(startMs - 1_000, clock.now())
    await clock.advance(3_600_000)
    expect(asked).toHaveLength(gapPausesMs.length)
    expect(callList.find(key)).toMatchObject({
      step: 'ended',
      outcome: 'unknown',
      endedAtMs: startMs + 180_000
    })
  })
})
