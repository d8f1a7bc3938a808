import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { batchOf, openDraft, totalsOf, type DraftUnderTest, type EntryUnderTest } from '../testing/draft'

let bench: DraftUnderTest
beforeEach(async () => {
  bench = await openDraft({ maxEntries: 6_000, revisionStart: 40 })
})
afterEach(() => bench.close())

const numbers = (count: number, from = 0): EntryUnderTest[] =>
  Array.from({ length: count }, (_, at) => ({ code: 'mobile', dial: String(13_000_000_000 + from + at) }))

const countOf = async (tableIds: number[]): Promise<number> =>
  (await bench.draft.compare({ tableIds, campaignId: null })).summary.entries

describe('a table', () => {
  it('exists once it was read to its end, in whatever batches', async () => {
    const writer = await bench.draft.beginTable(1)
    await writer.append(batchOf(numbers(3_000), 1))
    await writer.append(batchOf([], 1))
    await writer.append(batchOf(numbers(1, 3_000), 3_001))
    await expect(countOf([1])).rejects.toMatchObject({ code: 'not-found' })
    await writer.end(totalsOf(3_001))
    expect(await countOf([1])).toBe(3_001)
    const lines = await bench.lines({ part: 'to-send' })
    expect(lines.map(({ n, line }) => n - line)).toEqual(lines.map(() => -1))
  })

  it('is discarded when its reading is abandoned', async () => {
    await bench.table(1, numbers(5))
    const writer = await bench.draft.beginTable(1)
    await writer.append(batchOf(numbers(2)))
    await writer.abandon()
    await expect(countOf([1])).rejects.toMatchObject({ code: 'not-found' })
    await bench.table(1, numbers(1))
    expect(await countOf([1])).toBe(1)
  })

  it('that is read again replaces the former entries, under new numbers', async () => {
    await bench.table(1, numbers(2))
    await bench.table(2, numbers(2, 10))
    await bench.table(1, numbers(3, 20))
    expect(await countOf([1, 2])).toBe(5)
    expect((await bench.lines({ part: 'to-send' })).map(({ n }) => n)).toEqual([4, 5, 6, 2, 3])
  })

  it('accepts nothing more from a reading that was superseded', async () => {
    const older = await bench.draft.beginTable(1)
    await older.append(batchOf(numbers(3, 5)))
    await bench.table(1, numbers(2))
    await expect(older.append(batchOf(numbers(1)))).rejects.toMatchObject({ code: 'cancelled' })
    await expect(older.end(totalsOf(1))).rejects.toMatchObject({ code: 'cancelled' })
    await older.abandon()
    expect(await countOf([1])).toBe(2)
    const removed = await bench.draft.beginTable(2)
    await bench.draft.removeTables([2])
    await expect(removed.append(batchOf(numbers(1)))).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('can’t exceed the draft’s limit, and frees its share when removed', async () => {
    await bench.table(1, numbers(4_000))
    const writer = await bench.draft.beginTable(2)
    await writer.append(batchOf(numbers(2_000)))
    await expect(writer.append(batchOf(numbers(1)))).rejects.toMatchObject({ code: 'list-too-large' })
    await writer.abandon()
    await bench.draft.removeTables([1])
    await bench.table(2, numbers(6_000))
    expect(await countOf([2])).toBe(6_000)
  })

  it('that was removed is not found', async () => {
    await bench.table(1, numbers(1))
    await bench.table(2, numbers(1, 1))
    await countOf([1, 2])
    await bench.draft.removeTables([1, 7])
    await expect(countOf([1, 2])).rejects.toMatchObject({ code: 'not-found' })
    expect((await bench.lines({ part: 'to-send' })).map(({ tableId }) => tableId)).toEqual([2])
    await bench.draft.removeTables([])
    expect(await countOf([2])).toBe(1)
  })
})

describe('the revision', () => {
  it('continues from the previous draft, and grows with each comparison and with clearing', async () => {
    await bench.table(1, numbers(1))
    const revisions = [(await bench.draft.compare({ tableIds: [1], campaignId: null })).revision]
    revisions.push((await bench.draft.compare({ tableIds: [1], campaignId: null })).revision)
    await bench.draft.clear()
    await bench.table(1, numbers(1))
    revisions.push((await bench.draft.compare({ tableIds: [1], campaignId: null })).revision)
    expect(revisions).toEqual([41, 42, 44])
  })
})

describe('clearing', () => {
  it('removes everything, including the undo history', async () => {
    await bench.table(1, [{ code: 'empty' }])
    await bench.draft.compare({ tableIds: [1], campaignId: null })
    await bench.draft.fix({ n: 0, text: '13800138000' })
    await bench.draft.clear()
    expect(await bench.lines({ part: 'to-send' })).toEqual([])
    expect(await bench.draft.undoFix()).toEqual({ undone: 0, canUndo: false })
    await expect(countOf([1])).rejects.toMatchObject({ code: 'not-found' })
    await bench.table(1, numbers(1))
    expect(await countOf([1])).toBe(1)
    expect((await bench.lines({ part: 'to-send' })).map(({ n }) => n)).toEqual([1])
  })
})

describe('a cancelled comparison', () => {
  it('leaves the previous one in place', async () => {
    await bench.table(1, numbers(3))
    const { revision } = await bench.draft.compare({ tableIds: [1], campaignId: null })
    const ending = new AbortController()
    const ended = bench.draft.compare({ tableIds: [], campaignId: null }, ending.signal)
    ending.abort()
    await expect(ended).rejects.toThrow(/interrupt/i)
    expect(await bench.lines({ part: 'to-send' })).toHaveLength(3)
    expect((await bench.draft.compare({ tableIds: [1], campaignId: null })).revision).toBe(revision + 1)
  })
})

describe('inside a job of the write lane', () => {
  it('a comparison works, too', async () => {
    await bench.table(1, numbers(3))
    const compared = await bench.writeLane.run((connection) =>
      bench.draft.compareWithin(connection, { tableIds: [1], campaignId: null })
    )
    expect(compared.summary.valid).toBe(3)
  })
})
