import { beforeEach, describe, expect, test } from 'vitest'
import type { Call, OfflineReport } from '../../../shared/calls/schema'
import type { CallRecord } from '../../../shared/records/row-schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { createCallList, type CallList } from '../call-list'
import { recordPausesMs } from './record-poller'
import { createManualClock, type ManualClock } from '../../platform/testing/manual-clock'
import { notifyWithinMs, Offline } from './offline'
import { longestGapMs, marginMs } from './reconciliation'
import { createServiceClock } from '../../service/service-clock'

const startMs = 1_700_000_000_000

let clock: ManualClock
let callList: CallList
let offline: Offline
let asked: { fromMs: number; untilMs: number }[]
let answer: () => Result<{ calls: CallRecord[]; rowCount: number }>
let reports: (OfflineReport | null)[]
let tellings: string[][]
let firstLooks: number
let marked: (number | null)[]

const record = (id: string, more: Partial<CallRecord> = {}): CallRecord => ({
  id,
  callerNumber: null,
  calleeNumber: '13800138000',
  agentId: 1,
  salesmanCode: null,
  startedAtMs: startMs,
  answeredAtMs: null,
  endedAtMs: startMs + 1_000,
  duration: null,
  cost: null,
  recordUrl: null,
  ...more
})
const rows = (...calls: CallRecord[]) => succeeded({ calls, rowCount: calls.length })
const report = (): OfflineReport | null => reports.at(-1) ?? null

const hear = (callId: string, ...states: string[]): void => {
  for (const state of states) {
    callList.receive(
      {
        ...{ agentId: 1, callId, callerNumber: null, calleeNumber: '13800138000', salesmanCode: null },
        state,
        startedAtMs: null
      },
      clock.now()
    )
  }
}
const keyOf = (callId: string): string => callList.all().find((call) => call.callId === callId)?.key ?? ''

const open = (kept: Call[] = [], mark: number | null = null): void => {
  let keys = kept.length
  callList = createCallList({ newKey: () => `key${(keys += 1)}`, hasLine: () => true })
  callList.restore(kept)
  offline = new Offline({
    callList,
    agentId: 1,
    clock: createServiceClock(clock),
    service: {
      queryByPeriod(fromMs, untilMs) {
        asked.push({ fromMs, untilMs })
        return Promise.resolve(answer())
      }
    },
    mark: { read: () => mark, write: (sinceMs) => marked.push(sinceMs) },
    onReport: (next) => reports.push(next),
    onNotify: (_report, calls) => tellings.push(calls.map(({ callId }) => callId ?? '')),
    onOthers: () => undefined,
    onFirstProbe: () => (firstLooks += 1)
  })
}
const live = (gapSinceMs: number | null = null): void =>
  offline.onLine({ kind: 'live', sinceMs: clock.now() }, gapSinceMs)
const lose = (sinceMs = clock.now()): void => {
  callList.markGap()
  offline.onLine({ kind: 'lost', sinceMs, nextTryAtMs: clock.now() }, null)
}
/** A gap of one minute, after which the records contain `calls`. */
const gap = async (...calls: CallRecord[]): Promise<void> => {
  lose()
  await clock.advance(60_000)
  answer = () => rows(...calls)
  live(clock.now() - 60_000)
  await clock.advance(0)
}

beforeEach(() => {
  clock = createManualClock(startMs)
  asked = []
  reports = []
  tellings = []
  marked = []
  firstLooks = 0
  answer = () => rows()
  open()
})

describe('a gap in the line', () => {
  beforeEach(() => live())

  test('without calls is never reported', async () => {
    await gap()
    await clock.advance(3_600_000)
    expect(asked.length).toBeGreaterThan(1)
    expect(reports).toEqual([])
    expect(tellings).toEqual([])
  })

  test('with calls produces one report, newest call first, and one notification', async () => {
    await gap(record('a'), record('b', { startedAtMs: startMs + 5_000 }))
    expect(report()).toEqual({
      sinceMs: startMs,
      untilMs: startMs + 60_000,
      status: 'done',
      callKeys: [keyOf('b'), keyOf('a')],
      isPartial: false
    })
    expect(tellings).toEqual([['b', 'a']])
    await clock.advance(3_600_000)
    expect(tellings).toHaveLength(1)
  })

  test('adds calls from late records to the same report without notifying again', async () => {
    await gap(record('a'))
    answer = () => rows(record('a'), record('late'))
    await clock.advance(15_000)
    expect(report()?.callKeys).toHaveLength(2)
    expect(tellings).toEqual([['a']])
  })

  test('is notified when a late record is the first to reveal a call', async () => {
    await gap()
    expect(tellings).toEqual([])
    answer = () => rows(record('late'))
    await clock.advance(15_000)
    expect(tellings).toEqual([['late']])
    expect(report()?.status).toBe('done')
  })

  test('is shown as being checked while a call is open, then with the outcome of that call', async () => {
    hear('open', 'started')
    lose()
    live(startMs)
    expect(report()).toMatchObject({ status: 'checking', callKeys: [] })
    answer = () => rows(record('open'))
    await clock.advance(0)
    expect(report()).toMatchObject({ status: 'done', callKeys: [keyOf('open')] })
    expect(tellings).toEqual([['open']])
  })

  test('delays its notification until an open call’s own record arrives', async () => {
    hear('open', 'started')
    await gap(record('a'))
    expect(firstLooks).toBe(1)
    expect(tellings).toEqual([])
    callList.fill(keyOf('open'), record('open'))
    expect(tellings).toEqual([['a', 'open']])
  })

  test(`is told after ${notifyWithinMs / 1_000} s where an open call stays open`, async () => {
    hear('open', 'started')
    await gap(record('a'))
    await clock.advance(notifyWithinMs)
    expect(tellings).toEqual([['a']])
  })

  test('doesn’t report an open call whose events resume', async () => {
    hear('open', 'started', 'agentReady')
    await gap()
    hear('open', 'callCallee', 'hangup')
    callList.fill(keyOf('open'), record('open'))
    expect(report()).toBeNull()
    expect(tellings).toEqual([])
  })

  test('is shown as being checked after a first failure, then as failed until it is retried', async () => {
    answer = () => failed({ code: 'unreachable' })
    lose()
    live(startMs)
    await clock.advance(0)
    expect(report()).toMatchObject({ status: 'checking' })
    expect(firstLooks).toBe(1)
    await clock.advance(recordPausesMs.reduce((sum, pauseMs) => sum + pauseMs, 0))
    expect(report()).toMatchObject({ status: 'failed' })
    answer = () => rows(record('a'))
    offline.retry()
    await clock.advance(0)
    expect(report()).toMatchObject({ status: 'done', callKeys: [keyOf('a')] })
  })

  test('is shown as failed while the token is refused, and is checked once it is accepted', async () => {
    answer = () => failed({ code: 'token-refused' })
    lose()
    live(startMs)
    await clock.advance(0)
    offline.hold(true)
    expect(report()).toMatchObject({ status: 'failed' })
    answer = () => rows()
    offline.hold(false)
    await clock.advance(0)
    expect(report()).toBeNull()
  })

  test('extends the report of a gap that wasn’t dismissed, and notifies about its calls', async () => {
    await gap(record('a'))
    await gap(record('a'), record('b', { startedAtMs: clock.now() + 1 }))
    expect(report()).toMatchObject({ sinceMs: startMs, untilMs: clock.now(), status: 'done' })
    expect(report()?.callKeys).toHaveLength(2)
    expect(tellings).toEqual([['a'], ['b', 'a']])
  })

  test('after a gap without calls gets its own report', async () => {
    await gap()
    await clock.advance(60_000)
    await gap(record('a', { startedAtMs: clock.now() + 1 }))
    expect(report()).toMatchObject({ sinceMs: clock.now() - 60_000, untilMs: clock.now() })
  })

  test('during the check of another gap is merged with it', async () => {
    answer = () => failed({ code: 'unreachable' })
    lose()
    live(startMs)
    await clock.advance(500)
    await gap(record('a'))
    expect(report()).toMatchObject({ sinceMs: startMs, untilMs: clock.now(), status: 'done' })
    expect(tellings).toEqual([['a']])
  })

  test('without new calls doesn’t notify again', async () => {
    await gap(record('a'))
    await gap(record('a'))
    expect(tellings).toHaveLength(1)
  })

  test('starts a new report after the last one was dismissed', async () => {
    await gap(record('a'))
    offline.dismiss()
    expect(report()).toBeNull()
    await clock.advance(3_600_000)
    expect(report()).toBeNull()
    await gap(record('b', { startedAtMs: clock.now() + 1 }))
    expect(report()?.callKeys).toEqual([keyOf('b')])
  })

  test('a report is withdrawn when its calls are removed from the list', async () => {
    await gap(record('a'))
    callList.forgetEnded()
    expect(report()).toBeNull()
  })
})

describe('at startup', () => {
  const kept = (atMs: number): Call[] => {
    hear('kept', 'started')
    return callList.all().map((call) => ({
      ...call,
      startedAtMs: atMs - 1_000,
      step: 'ended',
      outcome: 'answered',
      endedAtMs: atMs,
      timeline: []
    }))
  }

  test('nothing is queried without stored calls', async () => {
    live()
    await clock.advance(3_600_000)
    expect(asked).toEqual([])
  })

  test('the time since the newest known event is queried', async () => {
    open(kept(startMs - 600_000))
    offline.onLine({ kind: 'connecting' }, null)
    live()
    await clock.advance(0)
    expect(asked).toEqual([{ fromMs: startMs - 600_000 - marginMs - 1, untilMs: startMs + marginMs }])
  })

  test('at most one day is queried, and the report is marked as partial', async () => {
    open(kept(startMs - 5 * longestGapMs))
    answer = () => rows(record('a'))
    live()
    await clock.advance(0)
    expect(asked[0]?.fromMs).toBe(startMs - longestGapMs - marginMs - 1)
    expect(report()).toMatchObject({ isPartial: true })
  })

  test('the time that an earlier run couldn’t check is queried', async () => {
    open(kept(startMs - 600_000), startMs - 3_600_000)
    live()
    await clock.advance(0)
    expect(asked[0]?.fromMs).toBe(startMs - 3_600_000 - marginMs - 1)
  })

  test('one query is sent: a repeated live status isn’t a gap', async () => {
    open(kept(startMs - 600_000))
    live()
    await clock.advance(10)
    live()
    await clock.advance(10)
    expect(asked).toHaveLength(1)
  })
})

test('the unchecked-since mark is kept until the last check of the gap', async () => {
  live()
  lose(startMs)
  expect(marked).toEqual([startMs])
  await clock.advance(1_000)
  live(startMs - 5_000)
  expect(marked.at(-1)).toBe(startMs - 5_000)
  await clock.advance(1_799_000)
  expect(marked.at(-1)).toBe(startMs - 5_000)
  await clock.advance(1_000)
  expect(marked.at(-1)).toBeNull()
})

test('stopping leaves no timer', async () => {
  live()
  hear('open', 'started')
  await gap(record('a'))
  offline.stop()
  expect(clock.waiting()).toBe(0)
})
