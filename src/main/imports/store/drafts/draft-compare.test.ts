import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  doubtCodes,
  invalidCodes,
  leftOutReasons,
  type LeftOutReason
} from '../../../../shared/imports/imports'
import { openDraft, type DraftUnderTest, type EntryUnderTest } from '../testing/draft'

let bench: DraftUnderTest
beforeEach(async () => {
  bench = await openDraft()
})
afterEach(() => bench.close())

const mobile = (dial: string, text?: string): EntryUnderTest => ({
  code: 'mobile',
  dial,
  ...(text === undefined ? {} : { text })
})
const doubtful = (dial: string): EntryUnderTest => ({ code: 'foreign', dial })

const [a, b, c] = ['13800138000', '13800138001', '13800138002']

interface Case {
  rule: string
  tables: EntryUnderTest[][]
  blocked?: string[]
  sent?: string[]
  maybe?: string[]
  reasons: (LeftOutReason | null)[]
}

const cases: Case[] = [
  { rule: 'a sure number that nothing keeps out is sent', tables: [[mobile(a)]], reasons: [null] },
  { rule: 'a doubtful one has its doubt', tables: [[doubtful('0014155550100')]], reasons: ['foreign'] },
  {
    rule: 'a number that stands further up is repeated, whatever its text',
    tables: [[mobile(a), mobile(b), mobile(a, '138-0013-8000')]],
    reasons: [null, null, 'repeated']
  },
  {
    rule: 'tables come in the order in which they are asked for',
    tables: [[mobile(a)], [mobile(b), mobile(a)], [mobile(b)]],
    reasons: [null, null, 'repeated', 'repeated']
  },
  {
    rule: 'a sure number comes before a doubtful one further up',
    tables: [[doubtful(a), mobile(b)], [mobile(a)]],
    reasons: ['repeated', null, null]
  },
  {
    rule: 'of doubtful ones the first keeps its doubt',
    tables: [[doubtful(a), doubtful(a)]],
    reasons: ['foreign', 'repeated']
  },
  {
    rule: 'blocked counts before imported and repeated, for sure and doubtful ones',
    tables: [[mobile(a), mobile(a), doubtful(b)]],
    blocked: [a, b],
    sent: [a],
    reasons: ['blocked', 'blocked', 'blocked']
  },
  {
    rule: 'imported before counts before maybe imported and repeated',
    tables: [[mobile(a), mobile(a), mobile(b)]],
    sent: [a],
    maybe: [a, b],
    reasons: ['imported-before', 'imported-before', 'maybe-imported']
  },
  {
    rule: 'maybe imported counts before repeated, and before a doubt',
    tables: [[mobile(a), mobile(a), doubtful(b)]],
    maybe: [a, b],
    reasons: ['maybe-imported', 'maybe-imported', 'maybe-imported']
  },
  {
    rule: 'an entry without a number has no other reason, even if it has digits',
    tables: [[{ code: 'too-long', dial: a }, mobile(a), { code: 'empty' }, { code: 'empty' }]],
    blocked: [b],
    sent: [c],
    reasons: ['too-long', null, 'empty', 'empty']
  }
]

describe('reasons for leaving an entry out', () => {
  it.each(cases)('$rule', async ({ tables, blocked = [], sent = [], maybe = [], reasons }) => {
    await bench.block(blocked)
    await bench.enter('campaign', 1, sent)
    await bench.enter('campaign', 2, maybe)
    // The ids aren't ascending: the order of the tables counts, not the order of reading.
    const ids = tables.map((_, at) => 9 - at)
    for (const [at, entries] of tables.entries()) await bench.table(9 - at, entries)
    await bench.draft.compare({ tableIds: ids, campaignId: 'campaign' })
    expect(await bench.reasons()).toEqual(reasons)
  })

  it.each([...doubtCodes, ...invalidCodes])('%s keeps its own reason', async (code) => {
    await bench.table(1, [{ code }])
    const { summary } = await bench.draft.compare({ tableIds: [1], campaignId: null })
    expect(await bench.reasons()).toEqual([code])
    expect(summary.byReason).toEqual([{ reason: code, count: 1 }])
    expect(leftOutReasons).toContain(code)
  })

  it('consults only the ledger of the chosen campaign', async () => {
    await bench.enter('other', 1, [a])
    await bench.table(1, [mobile(a)])
    await bench.draft.compare({ tableIds: [1], campaignId: 'campaign' })
    expect(await bench.reasons()).toEqual([null])
    await bench.draft.compare({ tableIds: [1], campaignId: 'other' })
    expect(await bench.reasons()).toEqual(['imported-before'])
    await bench.draft.compare({ tableIds: [1], campaignId: null })
    expect(await bench.reasons()).toEqual([null])
  })

  it('follows the order of the tables, which is the sending order', async () => {
    await bench.table(1, [mobile(a), mobile(b)])
    await bench.table(2, [mobile(b), mobile(c)])
    await bench.draft.compare({ tableIds: [2, 1], campaignId: null })
    const lines = await bench.lines({ part: 'to-send' })
    expect(lines.map(({ tableId, dial }) => [tableId, dial])).toEqual([
      [2, b],
      [2, c],
      [1, a]
    ])
    const [repeated] = await bench.lines()
    expect(repeated).toMatchObject({
      tableId: 1,
      line: 2,
      reason: 'repeated',
      first: { tableId: 2, line: 1 }
    })
  })
})

describe('the summary', () => {
  it('adds up all counts', async () => {
    const writer = await bench.draft.beginTable(1)
    await writer.end({ lines: 7, blankLines: 2, undecodableLines: 1, brokenLines: 1 })
    await bench.block(['02012345678'])
    await bench.table(2, [
      mobile(a),
      { code: 'fixed', dial: '01088888888' },
      { code: 'fixed', dial: '075512345678' },
      { code: 'extension', dial: '075587654321' },
      { code: 'fixed', dial: '02012345678' },
      { code: 'service-number', dial: '4001234567' },
      { code: 'short-code', dial: '01012345' },
      mobile(a),
      { code: 'foreign', dial: a },
      { code: 'scientific', text: '1.38E+10' },
      { code: 'zero-lost', text: '1088888888', suggestion: '01088888888' }
    ])
    const { revision, summary } = await bench.draft.compare({ tableIds: [1, 2], campaignId: null })
    expect(revision).toBe(1)
    expect(summary).toEqual({
      lines: 18,
      blankLines: 2,
      undecodableLines: 1,
      entries: 11,
      valid: 3,
      doubtful: 3,
      byReason: [
        { reason: 'repeated', count: 2 },
        { reason: 'blocked', count: 1 },
        { reason: 'service-number', count: 1 },
        { reason: 'short-code', count: 1 },
        { reason: 'extension', count: 1 },
        { reason: 'scientific', count: 1 },
        { reason: 'zero-lost', count: 1 }
      ],
      byKind: [
        { code: 'fixed', count: 2 },
        { code: 'mobile', count: 1 },
        { code: 'service-number', count: 1 },
        { code: 'short-code', count: 1 },
        { code: 'extension', count: 1 }
      ],
      byArea: [
        { areaCode: '0755', count: 2 },
        { areaCode: '010', count: 1 }
      ],
      suggestions: [{ code: 'zero-lost', count: 1 }],
      fixed: 0
    })
  })

  it('covers only the requested tables, possibly none', async () => {
    await bench.table(1, [mobile(a)])
    await bench.table(2, [mobile(b)])
    const { summary } = await bench.draft.compare({ tableIds: [2], campaignId: null })
    expect([summary.lines, summary.entries]).toEqual([1, 1])
    const none = await bench.draft.compare({ tableIds: [], campaignId: null })
    expect(none.summary).toMatchObject({
      lines: 0,
      entries: 0,
      valid: 0,
      byReason: [],
      byKind: [],
      byArea: []
    })
    expect(await bench.lines({ part: 'to-send' })).toEqual([])
  })
})
