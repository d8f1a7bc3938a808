import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { DraftFilter } from '../../../../shared/imports/schema'
import { filterOf, openDraft, type DraftUnderTest } from '../testing/draft'

let bench: DraftUnderTest
beforeEach(async () => {
  bench = await openDraft()
})
afterEach(() => bench.close())

const linesOf = async (filter: Partial<DraftFilter>, isDoubtfulIncluded = false): Promise<number[]> =>
  (await bench.lines(filter, isDoubtfulIncluded)).map(({ line }) => line)

describe('the lines of a draft', () => {
  beforeEach(async () => {
    await bench.table(1, [
      { code: 'mobile', dial: '13800138000' },
      { code: 'foreign', dial: '0014155550100' },
      { code: 'empty' },
      { code: 'mobile', dial: '13800138000' },
      { code: 'foreign', dial: '0014155550100' },
      { code: 'short-code', dial: '95588' }
    ])
    await bench.table(2, [
      { code: 'fixed', dial: '01088888888' },
      { code: 'joined', text: '1380013800013800138001' }
    ])
    await bench.draft.compare({ tableIds: [1, 2], campaignId: null })
  })

  it('are split into sent and left out, with doubtful ones as the option says', async () => {
    expect(await linesOf({ part: 'to-send' })).toEqual([1, 1])
    expect(await linesOf({ part: 'left-out' })).toEqual([2, 3, 4, 5, 6, 2])
    expect(await linesOf({ part: 'to-send' }, true)).toEqual([1, 2, 6, 1])
    // A doubtful number that occurs twice is sent once.
    expect(await linesOf({ part: 'left-out' }, true)).toEqual([3, 4, 5, 2])
  })

  it('give no reason for a doubtful one that is sent', async () => {
    const [, foreign] = await bench.lines({ part: 'to-send' }, true)
    expect(foreign).toMatchObject({ line: 2, code: 'foreign', reason: null })
    expect((await bench.lines())[0]).toMatchObject({ line: 2, code: 'foreign', reason: 'foreign' })
  })

  it('can be filtered by reason and table', async () => {
    expect(await linesOf({ reasons: ['repeated', 'joined'] })).toEqual([4, 5, 2])
    expect(await linesOf({ reasons: ['foreign'], part: 'to-send' }, true)).toEqual([2])
    expect(await linesOf({ tableId: 2 })).toEqual([2])
    expect(await linesOf({ tableId: 2, reasons: ['empty'] })).toEqual([])
    expect(await linesOf({ tableId: 3 })).toEqual([])
  })

  it('tell where a repeated number occurs first', async () => {
    const repeated = await bench.lines({ reasons: ['repeated'] })
    expect(repeated.map(({ first }) => first)).toEqual([
      { tableId: 1, line: 1 },
      { tableId: 1, line: 2 }
    ])
    expect((await bench.lines({ reasons: ['empty'] }))[0]?.first).toBeNull()
  })

  it('show the digits where the cell holds nothing else, and nothing for an empty cell', async () => {
    const lines = [
      ...(await bench.lines({ part: 'to-send' })),
      ...(await bench.lines({ reasons: ['empty'] }))
    ]
    expect(lines.map(({ text, dial }) => [text, dial])).toEqual([
      ['13800138000', '13800138000'],
      ['01088888888', '01088888888'],
      ['', null]
    ])
  })
})

describe('the search', () => {
  const texts = [
    '50% off',
    '50 off',
    'a_b',
    'acb',
    "O'Hara",
    'Łódź 张三',
    '😀 smile',
    'back\\slash',
    '"quoted"'
  ]
  beforeEach(async () => {
    await bench.table(1, [
      ...texts.map((text) => ({ code: 'no-digits' as const, text })),
      { code: 'mobile', dial: '13800138000', text: '138-0013 8000' },
      { code: 'mobile', dial: '13911112222' },
      { code: 'too-short', text: '1380-013' }
    ])
    await bench.draft.compare({ tableIds: [1], campaignId: null })
  })

  it.each([
    ['%', [1]],
    ['_', [3]],
    ['50% OFF', [1]],
    ["o'h", [5]],
    ["' OR '1'='1", []],
    ['łÓDŹ', [6]],
    ['张', [6]],
    ['😀', [7]],
    ['\\', [8]],
    ['"', [9]],
    ['  acb  ', [4]],
    ['$1', []],
    ['', [1, 2, 3, 4, 5, 6, 7, 8, 9, 12]],
    ['   ', [1, 2, 3, 4, 5, 6, 7, 8, 9, 12]],
    ['1380 013', [12]],
    ['13-800-13', [12]]
  ])('%s matches the text literally, ignoring case', async (search, lines) => {
    expect(await linesOf({ search })).toEqual(lines)
  })

  it.each([
    ['0013 80', [10]],
    ['138-0013-8000', [10]],
    ['138-0013 8000', [10]],
    ['1111—2222', [11]],
    ['1391111', [11]],
    ['139x', []],
    ['13', [10, 11]]
  ])('%s matches digits, ignoring blanks and dashes', async (search, lines) => {
    expect(await linesOf({ part: 'to-send', search })).toEqual(lines)
  })
})

describe('pages', () => {
  it('share one order, with the total and the revision of the last comparison', async () => {
    const dials = Array.from({ length: 5_000 }, (_, at) => String(13_000_000_000 + at * 7))
    await bench.table(
      1,
      dials.map((dial) => ({ code: 'mobile', dial }))
    )
    const { revision } = await bench.draft.compare({ tableIds: [1], campaignId: null })
    const page = (offset: number, limit: number) =>
      bench.draft.lines({ filter: filterOf({ part: 'to-send' }), isDoubtfulIncluded: false, offset, limit })
    const read = [await page(0, 3), await page(2_047, 3), await page(4_999, 500), await page(9_999, 500)]
    expect(read.map(({ total }) => total)).toEqual([5_000, 5_000, 5_000, 5_000])
    expect(read.map((one) => one.revision)).toEqual([revision, revision, revision, revision])
    expect(read.map(({ lines }) => lines.map(({ line }) => line))).toEqual([
      [1, 2, 3],
      [2_048, 2_049, 2_050],
      [5_000],
      []
    ])
  })

  it('are empty before the first comparison', async () => {
    await bench.table(1, [{ code: 'empty' }])
    expect(
      await bench.draft.lines({ filter: filterOf(), isDoubtfulIncluded: false, offset: 0, limit: 10 })
    ).toEqual({ revision: 0, total: 0, lines: [] })
  })
})
