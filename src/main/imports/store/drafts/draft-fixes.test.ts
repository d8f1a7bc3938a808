import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { readFix } from './draft-fixes'
import { filterOf, openDraft, type DraftUnderTest, type EntryUnderTest } from '../testing/draft'

let bench: DraftUnderTest
beforeEach(async () => {
  bench = await openDraft()
})
afterEach(() => bench.close())

const compare = () => bench.draft.compare({ tableIds: [1], campaignId: null })

const read = async (entries: readonly EntryUnderTest[]): Promise<void> => {
  await bench.table(1, entries)
  await compare()
}

describe('reading a fix', () => {
  it.each([
    ['138 0013 8000', { code: 'mobile', dial: '13800138000' }],
    ['Ms Wang 13800138000', { code: 'mobile', dial: '13800138000' }],
    ['13800138000 / 138-0013-8000', { code: 'mobile', dial: '13800138000' }],
    ['', { code: 'empty', dial: null }],
    ['nobody', { code: 'no-digits', dial: null }]
  ])('%s', (text, reading) => {
    expect(readFix(text)).toMatchObject(reading)
  })

  it('rejects several numbers, so that none is lost silently', () => {
    expect(readFix('13800138000、13900139000')).toEqual({ code: 'joined', dial: null, suggestion: null })
  })
})

describe('a fix', () => {
  it('replaces the entry and is compared like any other', async () => {
    await read([
      { code: 'mobile', dial: '13800138000' },
      { code: 'joined', text: '138001380001380013800' }
    ])
    const line = await bench.draft.fix({ n: 1, text: '138-0013-8000' })
    expect(line).toEqual({
      n: 1,
      tableId: 1,
      line: 2,
      column: 0,
      text: '138-0013-8000',
      code: 'mobile',
      reason: null,
      dial: '13800138000',
      suggestion: null,
      first: null,
      isFixed: true
    })
    const { summary } = await compare()
    expect(summary).toMatchObject({ valid: 1, fixed: 1, byReason: [{ reason: 'repeated', count: 1 }] })
  })

  it('keeps its place among the requested lines until the next comparison', async () => {
    await read([{ code: 'empty' }, { code: 'joined', text: 'x' }, { code: 'too-short', text: '1380' }])
    expect(await bench.lines()).toHaveLength(3)
    await bench.draft.fix({ n: 1, text: '13800138000' })
    const shown = await bench.lines()
    expect(shown.map(({ line, code, reason, isFixed }) => [line, code, reason, isFixed])).toEqual([
      [1, 'empty', 'empty', false],
      [2, 'mobile', null, true],
      [3, 'too-short', 'too-short', false]
    ])
    await compare()
    expect((await bench.lines()).map(({ line }) => line)).toEqual([1, 3])
    expect((await bench.lines({ part: 'to-send' })).map(({ line }) => line)).toEqual([2])
  })

  it('that isn’t a number is reported and doesn’t count as a fix', async () => {
    await read([{ code: 'mobile', dial: '13800138000' }])
    expect(await bench.draft.fix({ n: 0, text: '1380' })).toMatchObject({
      code: 'too-short',
      reason: 'too-short',
      text: '1380',
      dial: null,
      isFixed: false
    })
    expect((await compare()).summary).toMatchObject({ valid: 0, fixed: 0 })
  })

  it('with a doubtful number keeps the doubt', async () => {
    await read([{ code: 'empty' }])
    const line = await bench.draft.fix({ n: 0, text: '400-123-4567' })
    expect([line.code, line.reason]).toEqual(['service-number', 'service-number'])
    expect((await compare()).summary).toMatchObject({ doubtful: 1, fixed: 1 })
  })

  it('of a missing entry is not-found and leaves nothing to undo', async () => {
    await read([{ code: 'empty' }])
    await expect(bench.draft.fix({ n: 5, text: '13800138000' })).rejects.toMatchObject({ code: 'not-found' })
    expect(await bench.draft.undoFix()).toEqual({ undone: 0, canUndo: false })
  })

  it('replaces characters that the database can’t store', async () => {
    await read([{ code: 'empty' }])
    expect((await bench.draft.fix({ n: 0, text: 'a\0b\ud83d' })).text).toBe('a\ufffdb\ufffd')
  })
})

describe('suggestions', () => {
  const damaged = (text: string, suggestion: string): EntryUnderTest => ({
    code: 'zero-lost',
    text,
    suggestion
  })

  beforeEach(() =>
    read([
      damaged('1088888888', '01088888888'),
      { code: 'zero-lost', text: '123' },
      { code: 'decimal', text: '13800138000.0', suggestion: '13800138000' },
      damaged('75523456789', '075523456789'),
      damaged('75512345678', '075512345678'),
      { code: 'mobile', dial: '13900139000' }
    ])
  )

  it('that are numbers are accepted for all entries with that damage, and the text stays', async () => {
    expect(await bench.draft.acceptSuggestions({ code: 'zero-lost' })).toEqual({ fixed: 2 })
    const { summary } = await compare()
    expect(summary).toMatchObject({
      valid: 3,
      fixed: 2,
      suggestions: [
        { code: 'decimal', count: 1 },
        { code: 'zero-lost', count: 1 }
      ]
    })
    const sent = await bench.lines({ part: 'to-send' })
    expect(sent.map(({ text, dial, code, suggestion }) => [text, dial, code, suggestion])).toEqual([
      ['1088888888', '01088888888', 'fixed', null],
      ['75523456789', '075523456789', 'fixed', null],
      ['13900139000', '13900139000', 'mobile', null]
    ])
    expect(await bench.draft.acceptSuggestions({ code: 'zero-lost' })).toEqual({ fixed: 0 })
  })

  it('for tables outside the current draft are left alone', async () => {
    await bench.table(2, [damaged('2088888888', '02088888888')])
    await compare()
    expect(await bench.draft.acceptSuggestions({ code: 'zero-lost' })).toEqual({ fixed: 2 })
    const { summary } = await bench.draft.compare({ tableIds: [1, 2], campaignId: null })
    expect(summary.suggestions).toEqual([
      { code: 'decimal', count: 1 },
      { code: 'zero-lost', count: 2 }
    ])
  })

  it('are accepted for thousands of entries at once', async () => {
    const entries = Array.from({ length: 5_000 }, (_, at) => damaged('x', `010${20_000_000 + at}`))
    await read(entries)
    expect(await bench.draft.acceptSuggestions({ code: 'zero-lost' })).toEqual({ fixed: 5_000 })
    expect((await compare()).summary.valid).toBe(5_000)
    expect(await bench.draft.undoFix()).toEqual({ undone: 5_000, canUndo: false })
    expect((await compare()).summary.valid).toBe(0)
  })
})

describe('undo', () => {
  it('reverts one step at a time, to the previous value', async () => {
    await read([
      { code: 'zero-lost', text: '1088888888', suggestion: '01088888888' },
      { code: 'joined', text: 'x' }
    ])
    const before = await bench.lines()
    await bench.draft.fix({ n: 1, text: '13800138000' })
    await bench.draft.fix({ n: 1, text: '13900139000' })
    await bench.draft.acceptSuggestions({ code: 'zero-lost' })
    await compare()
    expect(await bench.draft.undoFix()).toEqual({ undone: 1, canUndo: true })
    expect(await bench.draft.undoFix()).toEqual({ undone: 1, canUndo: true })
    await compare()
    expect((await bench.lines({ part: 'to-send' })).map(({ dial }) => dial)).toEqual(['13800138000'])
    expect(await bench.draft.undoFix()).toEqual({ undone: 1, canUndo: false })
    await compare()
    expect(await bench.lines()).toEqual(before)
    expect(await bench.draft.undoFix()).toEqual({ undone: 0, canUndo: false })
  })

  it('forgets the fixes of a table that is read again, and keeps the others', async () => {
    await read([{ code: 'empty' }])
    await bench.table(2, [{ code: 'empty' }])
    await bench.draft.compare({ tableIds: [1, 2], campaignId: null })
    const [first, second] = await bench.lines()
    await bench.draft.fix({ n: first?.n ?? -1, text: '13800138000' })
    await bench.draft.fix({ n: second?.n ?? -1, text: '13900139000' })
    await bench.table(2, [{ code: 'empty' }])
    expect(await bench.draft.undoFix()).toEqual({ undone: 1, canUndo: false })
    await bench.draft.compare({ tableIds: [1, 2], campaignId: null })
    expect(
      (await bench.draft.lines({ filter: filterOf(), isDoubtfulIncluded: false, offset: 0, limit: 1 })).total
    ).toBe(2)
  })
})
