import { afterEach, describe, expect, it } from 'vitest'
import type { RecordFilter, RecordSort } from '../../../shared/records/filter-schema'
import { createBench, replyOf, utc, value } from './testing/store'

const bench = createBench()
afterEach(() => bench.clean())

const day = Date.UTC(2026, 2, 1)
const newest: RecordSort = { column: 'startedAtMs', direction: 'descending' }

describe('ingest', () => {
  it('reports all, readable, new and changed rows, and the span of their start times', async () => {
    const store = await bench.open()
    const first = replyOf([
      { id: 'a', startTime: '2026-03-01T08:00:00Z' },
      { id: 'b', startTime: '2026-03-01T09:00:00Z' },
      { id: 'b', startTime: '2026-03-01T09:00:00Z', endTime: '2026-03-01T09:01:00Z' },
      { nothing: true }
    ])
    expect(value(await store.ingest(first))).toEqual({
      rowCount: 4,
      readable: 3,
      added: 2,
      updated: 0,
      earliestMs: Date.UTC(2026, 2, 1, 8),
      latestMs: Date.UTC(2026, 2, 1, 9)
    })
    expect(value(await store.ingest(first))).toMatchObject({ added: 0, updated: 0 })
    const completed = replyOf([{ id: 'a', endTime: '2026-03-01T08:01:00Z' }])
    expect(value(await store.ingest(completed))).toMatchObject({ added: 0, updated: 1, earliestMs: null })
    expect(value(await store.one('a'))).toMatchObject({
      startedAtMs: Date.UTC(2026, 2, 1, 8),
      endedAtMs: Date.UTC(2026, 2, 1, 8, 1)
    })
  })

  it('takes nothing from a body that isn’t a valid reply', async () => {
    const store = await bench.open()
    for (const body of ['', '{', '[]', '{"calls":{}}', '<html>', 'null', '{"status":422,"error":{}}'])
      expect(await store.ingest(new TextEncoder().encode(body))).toEqual({
        ok: false,
        error: { code: 'reply-invalid' }
      })
    const { totals } = value(await store.view({}, newest, utc))
    expect(totals.calls).toBe(0)
  })

  it('takes nothing of a reply that would exceed the record limit', async () => {
    const store = await bench.open({ maxRecords: 3 })
    value(await store.ingest(replyOf([{ id: 'a' }, { id: 'b' }])))
    expect(await store.ingest(replyOf([{ id: 'a' }, { id: 'c' }, { id: 'd' }]))).toEqual({
      ok: false,
      error: { code: 'records-full' }
    })
    expect(value(await store.ingest(replyOf([{ id: 'c' }, { id: 'b' }])))).toMatchObject({ added: 1 })
  })

  it('drops a text of a megabyte and keeps the rest of its row', async () => {
    const store = await bench.open()
    value(
      await store.ingest(replyOf([{ id: 'a', calleeNumber: '1'.repeat(1_048_576), salesmanCode: 'S001' }]))
    )
    expect(value(await store.one('a'))).toMatchObject({ calleeNumber: null, salesmanCode: 'S001' })
  })
})

const hourly = (count: number, more: (index: number) => object = () => ({})): unknown[] =>
  Array.from({ length: count }, (_, index) => ({
    id: `id-${index}`,
    startTime: new Date(day + index * 60_000).toISOString(),
    ...more(index)
  }))

describe('a view', () => {
  it('returns any page of its rows, and keeps its order while records are added and completed', async () => {
    const store = await bench.open()
    value(await store.ingest(replyOf(hourly(3_000))))
    const { viewId, totals } = value(await store.view({}, { column: 'id', direction: 'ascending' }, utc))
    const order = hourly(3_000)
      .map((_, index) => `id-${index}`)
      .toSorted()
    expect(totals).toMatchObject({ calls: 3_000, unknown: 3_000, withRecording: 0 })
    value(await store.ingest(replyOf([{ id: 'id-00' }, { id: 'id-7', cost: '1.5' }])))
    for (const offset of [0, 1, 999, 2_047, 2_900, 3_000, 5_000]) {
      const page = value(await store.rows(viewId, offset, 100))
      expect(page.rows.map(({ id }) => id)).toEqual(order.slice(offset, offset + 100))
    }
    expect(value(await store.rows(viewId, order.indexOf('id-7'), 1)).rows[0]).toMatchObject({ costYuan: 1.5 })
  })

  it('is reported as outdated when another one has replaced it', async () => {
    const store = await bench.open()
    const { viewId } = value(await store.view({}, newest, utc))
    value(await store.view({ text: 'x' }, newest, utc))
    expect(await store.rows(viewId, 0, 10)).toEqual({ ok: false, error: { code: 'view-outdated' } })
    expect(await store.rows(0, 0, 10)).toEqual({ ok: false, error: { code: 'view-outdated' } })
  })

  it('that is still being built gives way to a newer one; a cancelled one changes nothing', async () => {
    const store = await bench.open()
    value(await store.ingest(replyOf(hourly(100))))
    const [first, second] = await Promise.all([
      store.view({}, newest, utc),
      store.view({ text: '1' }, newest, utc)
    ])
    expect(first).toEqual({ ok: false, error: { code: 'cancelled' } })
    const { viewId } = value(second)
    expect(await store.view({}, newest, utc, AbortSignal.abort())).toEqual({
      ok: false,
      error: { code: 'cancelled' }
    })
    expect((await store.rows(viewId, 0, 10)).ok).toBe(true)
  })

  it('finds the neighbours of a row, and skips those without a recording on request', async () => {
    const store = await bench.open()
    const url = (index: number) => (index % 1_000 === 0 ? { recordUrl: 'http://127.0.0.1/x.wav' } : {})
    value(await store.ingest(replyOf(hourly(2_500, url))))
    const { viewId } = value(await store.view({}, { column: 'startedAtMs', direction: 'ascending' }, utc))
    const go = async (id: string, direction: 1 | -1, hasRecording: boolean) => {
      const placed = value(await store.neighbour({ viewId, id, direction, hasRecording }))
      return placed === null ? null : [placed.offset, placed.row.id]
    }
    expect(await go('id-10', 1, false)).toEqual([11, 'id-11'])
    expect(await go('id-0', -1, false)).toBeNull()
    expect(await go('id-1000', 1, true)).toEqual([2_000, 'id-2000'])
    expect(await go('id-2000', -1, true)).toEqual([1_000, 'id-1000'])
    expect(await go('id-2499', -1, true)).toEqual([2_000, 'id-2000'])
    expect(await go('id-2000', 1, true)).toBeNull()
    expect(await store.neighbour({ viewId, id: 'nobody', direction: 1, hasRecording: false })).toEqual({
      ok: false,
      error: { code: 'not-found' }
    })
    const some = value(await store.ids({ viewId, offset: 500, limit: 1_000, hasRecording: true }))
    expect(some).toEqual({ ids: ['id-1000'], nextOffset: 1_500 })
    expect(value(await store.ids({ viewId, offset: 2_499, limit: 10, hasRecording: false }))).toEqual({
      ids: ['id-2499'],
      nextOffset: null
    })
    expect(value(await store.recordUrls(['id-0', 'id-1', 'nobody']))).toEqual([
      expect.objectContaining({ id: 'id-0', recordUrl: 'http://127.0.0.1/x.wav' })
    ])
  })

  it('is iterated in batches and in order, to the end even when a newer view was opened', async () => {
    const store = await bench.open()
    value(await store.ingest(replyOf(hourly(700))))
    const { viewId } = value(await store.view({}, { column: 'startedAtMs', direction: 'ascending' }, utc))
    const seen: string[] = []
    for await (const rows of store.iterate(viewId, 300)) {
      seen.push(...rows.map(({ id }) => id))
      value(await store.view({}, newest, utc))
    }
    expect(seen).toEqual(hourly(700).map((_, index) => `id-${index}`))
  })
})

it('finds text even when there are too many agents, salesmen and callers to keep in memory', async () => {
  const store = await bench.open()
  const own = (index: number) => ({
    agentId: 700_000 + index,
    salesmanCode: `S-${index}-x`,
    callerNumber: `021-5${String(index).padStart(7, '0')}`
  })
  value(await store.ingest(replyOf(hourly(5_001, own))))
  const found = async (text: string) => {
    const { viewId } = value(await store.view({ text }, newest, utc))
    return value(await store.rows(viewId, 0, 10)).rows.map(({ id }) => id)
  }
  expect(await found('s-4321-X')).toEqual(['id-4321'])
  expect(await found('704321')).toEqual(['id-4321'])
  expect(await found('02150004321')).toEqual(['id-4321'])
  expect(await found('s-5001')).toEqual([])
})

describe('notes and followed outcomes', () => {
  it('can be found, shown, changed and removed', async () => {
    const store = await bench.open({ notes: [{ id: 'a', note: 'call back', tags: ['vip'] }] })
    value(await store.ingest(replyOf([{ id: 'a' }, { id: 'b', endTime: '2026-03-01T08:00:00Z' }])))
    const found = async (filter: RecordFilter) => {
      const { viewId } = value(await store.view(filter, newest, utc))
      return value(await store.rows(viewId, 0, 10)).rows.map(({ id }) => id)
    }
    expect(await found({ text: 'CALL' })).toEqual(['a'])
    expect(await found({ tags: ['vip'] })).toEqual(['a'])
    value(await store.setNote({ id: 'b', note: '', tags: ['later', 'vip'] }))
    value(await store.setNote({ id: 'a', note: '', tags: [] }))
    expect(await found({ text: 'vip' })).toEqual(['b'])
    expect(value(await store.facets()).tags).toEqual(['later', 'vip'])
    expect(await found({ outcomes: ['not-answered'] })).toEqual(['b'])
    value(
      await store.setFollowed([
        { id: 'b', outcome: 'not-reached' },
        { id: 'a', outcome: 'phone-failed' }
      ])
    )
    expect(await found({ outcomes: ['not-answered'] })).toEqual([])
    expect(await found({ outcomes: ['not-reached'] })).toEqual(['b'])
  })

  it('change by parts, and results are filtered, sorted in the user’s order and offered', async () => {
    const store = await bench.open({ notes: [{ id: 'a', note: 'call back', tags: ['vip'] }] })
    value(await store.ingest(replyOf([{ id: 'a' }, { id: 'b' }, { id: 'c' }])))
    value(await store.setNote({ id: 'a', result: 'done' }))
    value(await store.setNote({ id: 'b', result: 'interested' }))
    expect(value(await store.one('a'))).toMatchObject({ result: 'done', note: 'call back', tags: ['vip'] })
    expect(value(await store.facets()).results).toEqual(['done', 'interested'])
    const found = async (filter: RecordFilter): Promise<string[]> => {
      const sort = { column: 'result', direction: 'ascending' } as const
      const { viewId } = value(await store.view(filter, sort, utc, undefined, ['interested', 'done']))
      return value(await store.rows(viewId, 0, 10)).rows.map(({ id }) => id)
    }
    expect(await found({})).toEqual(['b', 'a', 'c'])
    expect(await found({ results: ['done'] })).toEqual(['a'])
    expect(await found({ results: ['interested', null] })).toEqual(['b', 'c'])
    value(await store.setNote({ id: 'b', result: null }))
    expect(await found({ results: [null] })).toEqual(['b', 'c'])
  })
})

describe('loaded periods', () => {
  it('are remembered with their gaps, and incomplete calls are listed', async () => {
    const file = bench.file()
    const store = await bench.open({ file })
    const parts = [
      { startMs: day, endMs: day + 1_000, state: 'loaded' as const, loadedAtMs: day + 9_000 },
      { startMs: day + 1_000, endMs: day + 2_000, state: 'failed' as const, loadedAtMs: day + 9_000 }
    ]
    value(await store.setCovered(parts.toReversed()))
    value(
      await store.ingest(
        replyOf([
          ...hourly(3),
          { id: 'whole', startTime: new Date(day).toISOString(), endTime: new Date(day).toISOString() },
          { id: 'when' }
        ])
      )
    )
    await store.close()
    const again = await bench.open({ file })
    expect(value(await again.covered())).toEqual(parts)
    expect(value(await again.incomplete(day, day + 120_000))).toEqual({
      calls: 3,
      ids: ['id-0', 'id-1', 'when'],
      earliestMs: day,
      latestMs: day + 60_000
    })
    expect(value(await again.facets())).toEqual({ agentIds: [], salesmanCodes: [], results: [], tags: [] })
  })
})
