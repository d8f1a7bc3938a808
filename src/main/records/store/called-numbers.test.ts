import { afterEach, expect, it } from 'vitest'
import type { CallRecord } from '../../../shared/records/row-schema'
import { createBench, value } from './testing/store'

const bench = createBench()
afterEach(() => bench.clean())

const record = (id: string, more: Partial<CallRecord>): CallRecord => ({
  ...{ id, callerNumber: '02155550101', calleeNumber: '13800138000', agentId: 7, salesmanCode: null },
  ...{
    startedAtMs: 1_000,
    answeredAtMs: null,
    endedAtMs: 9_000,
    duration: null,
    cost: null,
    recordUrl: null
  },
  ...more
})

it('gives the digits to dial, the start and whether it was answered of each call in the period', async () => {
  const store = await bench.open({ followed: [{ id: 'live', outcome: 'answered' }] })
  value(
    await store.upsert([
      record('plain', { answeredAtMs: 2_000 }),
      record('abroad', { calleeNumber: '+86 138-0013-8001', startedAtMs: 2_000 }),
      record('live', { calleeNumber: '013800138002', endedAtMs: null, startedAtMs: 3_000 }),
      record('masked', { calleeNumber: '138****8003' }),
      record('nameless', { calleeNumber: null }),
      record('early', { startedAtMs: 999 }),
      record('late', { startedAtMs: 4_000 }),
      record('timeless', { startedAtMs: null })
    ])
  )
  const page = value(await store.calledNumbers({ startMs: 1_000, endMs: 4_000, from: 0 }))
  const { startedMs, isAnswered } = page
  const calls = page.numbers.split('\n').map((digits, at) => [digits, startedMs[at], isAnswered[at]])
  expect(calls.sort((a, b) => Number(a[1]) - Number(b[1]))).toEqual([
    ['13800138000', 1_000, 1],
    ['008613800138001', 2_000, 0],
    ['013800138002', 3_000, 1]
  ])
  expect(page).toMatchObject({ unreadable: 2, next: null })
})

it('gives nothing of an empty database', async () => {
  const store = await bench.open()
  const page = value(await store.calledNumbers({ startMs: 0, endMs: 9_000, from: 0 }))
  expect(page).toMatchObject({ numbers: '', unreadable: 0, next: null })
  expect(page.startedMs).toHaveLength(0)
})
