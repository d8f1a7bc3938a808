import { beforeEach, expect, test } from 'vitest'
import type { CallRecord } from '../../shared/records/schema'
import { failed, succeeded } from '../../shared/platform/result'
import type { CallService } from '../platform/ports'
import { createManualClock, type ManualClock } from '../platform/testing/manual-clock'
import { AttemptTable, hashOfId } from './attempt-table'
import { freshMs, overlapMs, TenantAttempts } from './tenant-attempts'
import { blankRecord } from './testing/records'

const mobile = '13800138000'
const hourMs = 3_600_000
const dayMs = 24 * hourMs

let clock: ManualClock
let records: CallRecord[]
let asked: { startMs: number; endMs: number }[]
let reply: (calls: CallRecord[]) => Awaited<ReturnType<CallService['queryByPeriod']>>
let neededMs: number
let attempts: TenantAttempts

const callOf = (id: string, agoMs: number): CallRecord => ({
  ...blankRecord,
  id,
  calleeNumber: mobile,
  startedAtMs: clock.now() - agoMs
})
const times = (): number[] => attempts.to(mobile).map(({ atMs }) => Math.round((clock.now() - atMs) / 60_000))

beforeEach(() => {
  clock = createManualClock()
  records = []
  asked = []
  neededMs = dayMs
  reply = (calls) => succeeded({ calls, rowCount: calls.length })
  attempts = new TenantAttempts({
    clock,
    neededMs: () => neededMs,
    service: {
      queryByPeriod(startMs, endMs) {
        asked.push({ startMs, endMs })
        return Promise.resolve(
          reply(
            records.filter(({ startedAtMs }) => (startedAtMs ?? 0) >= startMs && (startedAtMs ?? 0) <= endMs)
          )
        )
      }
    }
  })
})

test('asks for the whole period first, then only for what is new, and counts each call once', async () => {
  records = [callOf('a', 5 * hourMs), callOf('b', 60_000)]
  await attempts.refresh()
  expect(attempts.knownFromMs()).toBeLessThanOrEqual(clock.now() - dayMs)
  expect(times()).toEqual([300, 1])
  await clock.advance(2 * hourMs)
  records.push(callOf('c', 1_000))
  await attempts.refresh()
  await clock.advance(60_000)
  records.push(callOf('d', 1_000))
  await attempts.refresh()
  const last = asked.at(-1)
  expect(last?.startMs).toBeGreaterThan(clock.now() - 60_000 - overlapMs - 1_000)
  expect(times()).toEqual([421, 122, 1, 0])
})

test('what was just asked isn’t asked again', async () => {
  await attempts.refresh()
  expect(attempts.refresh()).toBeNull()
  await clock.advance(freshMs)
  expect(attempts.refresh()).not.toBeNull()
})

test('a record that appears after a long call is found within the hour', async () => {
  await attempts.refresh()
  await clock.advance(11 * 60_000)
  records.push(callOf('long', 8 * 60_000))
  await attempts.refresh()
  expect(times()).toEqual([8])
})

test('a period with more calls than a reply holds is halved', async () => {
  records = Array.from({ length: 9 }, (_, at) => callOf(`call-${at}`, at * hourMs + 1_000))
  reply = (calls) =>
    calls.length > 3
      ? failed({ code: 'service-refused', status: 422 })
      : succeeded({ calls, rowCount: calls.length })
  await attempts.refresh()
  expect(times()).toHaveLength(9)
  expect(attempts.knownFromMs()).toBeLessThanOrEqual(clock.now() - dayMs)
})

test('a failed request leaves the calls unknown until the next one', async () => {
  records = [callOf('a', 60_000)]
  reply = () => failed({ code: 'unreachable' })
  await attempts.refresh()
  expect(attempts.knownFromMs()).toBe(Infinity)
  reply = (calls) => succeeded({ calls, rowCount: calls.length })
  await clock.advance(freshMs)
  await attempts.refresh()
  expect([attempts.knownFromMs() < Infinity, times().length]).toEqual([true, 1])
})

test('older calls are read the latest first; a failure on the way keeps what is known', async () => {
  neededMs = 5 * dayMs
  let requests = 0
  reply = (calls) => {
    requests += 1
    return requests > 2 ? failed({ code: 'unreachable' }) : succeeded({ calls, rowCount: calls.length })
  }
  await attempts.refresh()
  const knownMs = clock.now() - attempts.knownFromMs()
  expect(knownMs).toBeGreaterThanOrEqual(2 * dayMs)
  expect(knownMs).toBeLessThan(3 * dayMs)
})

test('the table drops its oldest calls when it is full, and knows it', () => {
  const table = new AttemptTable(100)
  for (let at = 0; at < 150; at += 1) table.add(mobile, at * 1_000, hashOfId(`id-${at}`))
  expect(table.size).toBeLessThanOrEqual(100)
  const oldest = Math.min(...table.to(mobile).map(({ atMs }) => atMs))
  expect(table.droppedToMs).toBeLessThan(oldest)
  expect(table.droppedToMs).toBeGreaterThan(0)
  expect(table.to(mobile).at(-1)).toEqual({ atMs: 149_000, id: hashOfId('id-149') })
})
