import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf } from './call-records'
import { createRecordStore, MAX_ROWS, type RecordStore } from './record-store'

const FROM = Date.parse('2026-01-01T00:00:00Z')
const YEAR_MS = 365 * 86_400_000
const newStore = (): RecordStore => createRecordStore((id) => `http://localhost/recordings/${id}.wav`)

/** Collects all records of a period by halving it, as a client would. */
function collect(store: RecordStore, startMs: number, endMs: number, into: Map<string, number>): void {
  const found = store.findPeriod(startMs, endMs)
  if (found) {
    for (const { id, startMs: at } of found) into.set(id, at)
    return
  }
  const middle = Math.floor((startMs + endMs) / 2)
  collect(store, startMs, middle, into)
  collect(store, middle + 1, endMs, into)
}

describe('the records', () => {
  it('of any period are those that start in it, whether added or generated', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(50), { maxLength: 40 }),
        fc.nat(40),
        fc.nat(50),
        fc.nat(50),
        (starts, count, from, length) => {
          const store = newStore()
          starts.forEach((startMs, index) => store.add({ id: `added-${index}` }, startMs))
          const batch = store.generate({ count, fromMs: 0, toMs: 50 })
          const all = [...starts, ...Array.from({ length: count }, (_, index) => batch.startMsAt(index))]
          const found = store.findPeriod(from, from + length)?.map(({ startMs }) => startMs)
          expect(found).toEqual(all.filter((at) => at >= from && at <= from + length).sort((a, b) => a - b))
        }
      )
    )
  })

  it('100,000 generated calls can be queried period by period, each exactly once', () => {
    const store = newStore()
    store.generate({ count: 100_000, fromMs: FROM, toMs: FROM + YEAR_MS, spread: 'office-hours' })
    expect(store.findPeriod(FROM, FROM + YEAR_MS)).toBeNull()
    const collected = new Map<string, number>()
    collect(store, FROM, FROM + YEAR_MS, collected)
    expect(collected.size).toBe(100_000)
    expect(store.count).toBe(100_000)
    for (const id of [...collected.keys()].slice(0, 50)) expect(store.find(id)?.body().id).toBe(id)
  })

  it('a million generated calls store only their start times until they are queried', () => {
    const store = newStore()
    const batch = store.generate({ count: 1_000_000, fromMs: FROM, toMs: FROM + YEAR_MS })
    expect(store.count).toBe(1_000_000)
    const last = batch.at(999_999)
    expect(store.find(last.id)?.body()).toEqual(last.body())
    const found = store.findPeriod(last.startMs, FROM + YEAR_MS)
    expect(found?.some(({ id }) => id === last.id)).toBe(true)
  })

  it('generated calls can all fall into one second', () => {
    const store = newStore()
    store.generate({ count: MAX_ROWS + 1, fromMs: FROM, toMs: FROM + YEAR_MS, spread: 'one-second' })
    expect(store.findPeriod(FROM, FROM + 999)).toBeNull()
    expect(store.findPeriod(FROM + 1_000, FROM + YEAR_MS)).toEqual([])
  })

  it('the same seed yields the same calls, another seed other calls, and two batches share no id', () => {
    const bodies = (seed: number): unknown[] => {
      const batch = newStore().generate({ count: 50, fromMs: FROM, toMs: FROM + YEAR_MS, seed })
      return Array.from({ length: 50 }, (_, index) => batch.at(index).body())
    }
    expect(bodies(1)).toEqual(bodies(1))
    expect(bodies(1)).not.toEqual(bodies(2))
    const store = newStore()
    const options = { count: 50, fromMs: FROM, toMs: FROM + YEAR_MS }
    const [a, b] = [store.generate(options), store.generate(options)]
    expect(a.at(0).id).not.toBe(b.at(0).id)
    expect(store.find(b.at(7).id)?.body()).toEqual(b.at(7).body())
  })

  it('generated calls are valid: answered ones have a recording of their duration, others have none', () => {
    const batch = newStore().generate({ count: 500, fromMs: FROM, toMs: FROM + YEAR_MS })
    const answered = new Set<boolean>()
    for (let index = 0; index < 500; index += 1) {
      const call = batch.at(index)
      const body = call.body()
      expect(body.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4000-8000-[0-9a-f]{12}$/)
      expect(body['calleeNumber']).toMatch(/^(1[3-9]\d{9}|0(10|21|755|571)[2-8]\d{7})$/)
      const seconds = call.recordingSeconds()
      answered.add(seconds !== null)
      expect(body['duration']).toBe(String(seconds ?? 0))
      expect(Boolean(body['recordUrl'])).toBe(seconds !== null)
      expect(Boolean(body['answerTime'])).toBe(seconds !== null)
    }
    expect(answered).toEqual(new Set([true, false]))
  })

  it('a hostile record is returned unchanged', () => {
    const store = newStore()
    const hostile = {
      id: 'x',
      recordUrl: 'javascript:alert(1)',
      duration: { no: 'text' },
      startTime: 'never'
    }
    store.add(hostile, FROM)
    expect(store.find('x')?.body()).toBe(hostile)
  })
})

it.each([
  [0, '0.00'],
  [1, '0.15'],
  [60, '0.15'],
  [61, '0.30'],
  [3_600, '9.00']
])('a call of %i s costs %s yuan: each started minute counts', (seconds, cost) => {
  expect(costOf(seconds)).toBe(cost)
})
