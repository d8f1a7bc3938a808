import { afterEach, beforeEach, expect, it } from 'vitest'
import type { ReadBlockList } from './block-list-store'
import { inParts, openDraft, type DraftUnderTest } from './testing/draft'

let bench: DraftUnderTest
beforeEach(async () => {
  bench = await openDraft()
})
afterEach(() => bench.close())

const source = (given: Partial<ReadBlockList> = {}): ReadBlockList => ({
  path: '/home/x/never.csv',
  fileName: 'never.csv',
  modifiedMs: 1_700_000_000_000.5,
  sizeBytes: 120,
  nowMs: 1_800_000_000_000,
  ...given
})

const blockedOf = async (dials: readonly string[]): Promise<(string | null)[]> => {
  await bench.table(
    1,
    dials.map((dial) => ({ code: 'mobile', dial }))
  )
  await bench.draft.compare({ tableIds: [1], campaignId: null })
  return bench.reasons()
}

it('there is no block list at first', async () => {
  expect([await bench.blockList.current(), await bench.blockList.source()]).toEqual([null, null])
})

it('the block list holds each number once and records its file', async () => {
  const dials = ['13800138000', '01088888888', '13800138000', '13900139000', '01088888888']
  const list = await bench.blockList.replace(source(), inParts(dials, 2))
  expect(list).toEqual({ fileName: 'never.csv', numbers: 3, readAtMs: 1_800_000_000_000, isOutdated: false })
  expect(await bench.blockList.current()).toEqual(list)
  expect(await bench.blockList.source()).toEqual({
    path: '/home/x/never.csv',
    modifiedMs: 1_700_000_000_001,
    sizeBytes: 120
  })
  expect(await blockedOf(['13900139000', '13700137000'])).toEqual(['blocked', null])
})

it('a new block list replaces the previous one', async () => {
  await bench.blockList.replace(source(), inParts(['13800138000'], 1))
  await bench.blockList.replace(source({ fileName: 'other.csv' }), inParts(['13900139000'], 1))
  expect(await bench.blockList.current()).toMatchObject({ fileName: 'other.csv', numbers: 1 })
  expect(await blockedOf(['13800138000', '13900139000'])).toEqual([null, 'blocked'])
})

it('the block list can be empty, and can hold thousands of numbers', async () => {
  expect((await bench.blockList.replace(source(), inParts([], 1))).numbers).toBe(0)
  const many = Array.from({ length: 9_000 }, (_, at) => String(13_000_000_000 + at))
  expect((await bench.blockList.replace(source(), inParts(many, 5_000))).numbers).toBe(9_000)
})

it('a failed or cancelled reading leaves the block list unchanged', async () => {
  const before = await bench.blockList.replace(source(), inParts(['13800138000'], 1))
  async function* broken(): AsyncGenerator<string[], void, undefined> {
    yield await Promise.resolve(['13900139000'])
    throw new Error('the file is gone')
  }
  await expect(bench.blockList.replace(source({ fileName: 'b' }), broken())).rejects.toThrow(
    'the file is gone'
  )
  const ending = new AbortController()
  async function* calledOff(): AsyncGenerator<string[], void, undefined> {
    yield await Promise.resolve(['13900139000'])
    ending.abort()
    yield ['13900139001']
  }
  await expect(
    bench.blockList.replace(source({ fileName: 'c' }), calledOff(), ending.signal)
  ).rejects.toThrow(/interrupt/i)
  expect(await bench.blockList.current()).toEqual(before)
  expect(await blockedOf(['13800138000', '13900139000'])).toEqual(['blocked', null])
})

it('clearing removes the block list', async () => {
  await bench.blockList.replace(source(), inParts(['13800138000'], 1))
  await bench.blockList.clear()
  expect([await bench.blockList.current(), await bench.blockList.source()]).toEqual([null, null])
  expect(await blockedOf(['13800138000'])).toEqual([null])
})
