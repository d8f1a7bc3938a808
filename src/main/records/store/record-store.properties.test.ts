import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { runSize } from '../../platform/testing/run-size'
import { recordColumns, recordOutcomes } from '../../../shared/records/records'
import { recordRowSchema, type NumberName, type RecordNote } from '../../../shared/records/row-schema'
import { recordSummarySchema } from '../../../shared/records/summary-schema'
import { type FollowedCall } from '../../../shared/records/load-schema'
import { type RecordFilter, type RecordSort } from '../../../shared/records/filter-schema'
import { periodReplySchema } from '../../service/schemas'
import { databaseText } from '../../platform/database/database-text'
import {
  plainRow,
  plainSummary,
  plainTotals,
  plainView,
  resultOrder,
  type PlainCall
} from './testing/plain-records'
import { foldedRecords } from './stored-record'
import { createBench, replyOf, value } from './testing/store'
import { zoneOffsets } from '../../platform/zone-offsets'

const bench = createBench()
afterEach(() => bench.clean())

const day = Date.UTC(2026, 2, 1)

const zones = ['Asia/Shanghai', 'America/New_York', 'Australia/Lord_Howe', 'UTC'].map((name) =>
  zoneOffsets(name, Date.UTC(1970, 0, 1), Date.UTC(2030, 0, 1))
)

// Few ids, so that calls repeat; texts that are special in SQL, LIKE and JSON.
const ids = [
  'a',
  'b',
  'c',
  'd',
  'e',
  'f',
  "g'; DROP TABLE records; --",
  '__proto__',
  '😀',
  '\ud83d',
  '\ud83e',
  'nul\u0000',
  'nul\u0000l'
]
const texts = [
  '138 0013 8000',
  '13800138000',
  '0512-6666 7777',
  'S001',
  's001',
  '王芳',
  '100%',
  '_',
  '%',
  "'",
  '"',
  '\\',
  ';',
  "' OR 1=1 --",
  '$1',
  '<script>alert(1)</script>',
  'x'.repeat(200),
  'y'.repeat(201),
  '𠮷野家',
  '～',
  'S\u0000X'
]
const unknown = fc.constantFrom(undefined, null, '')
const orUnknown = <T>(known: fc.Arbitrary<T>) => fc.oneof({ weight: 5, arbitrary: known }, unknown)
const someText = fc.constantFrom(...texts)
const someTime = orUnknown(
  fc.oneof(
    fc.integer({ min: 0, max: 40 * 48 }).map((half) => new Date(day + half * 1_800_000).toISOString()),
    fc.constantFrom('1970-01-01T00:00:00Z', '9999-12-31T23:59:59.999Z', '2026-03-08T07:00:00Z', 'yesterday')
  )
)
const someNumber = fc.constantFrom(
  '0',
  '12',
  '75.5',
  '0.15',
  '0.1',
  '0.2',
  '-0.15',
  '007',
  '1e9',
  'NaN',
  '1,5',
  '999999999.999999',
  '-'
)
const row = fc.record({
  id: fc.constantFrom(...ids),
  callerNumber: orUnknown(someText),
  calleeNumber: orUnknown(someText),
  agentId: orUnknown(fc.constantFrom(7, 71, 138, 699861013, '699861013', -1, 'x')),
  salesmanCode: orUnknown(someText),
  startTime: someTime,
  answerTime: someTime,
  endTime: someTime,
  duration: orUnknown(someNumber),
  cost: orUnknown(someNumber),
  recordUrl: orUnknown(
    fc.constantFrom(
      'http://127.0.0.1/a.wav',
      'https://x/y',
      'javascript:alert(1)',
      'file:///etc/passwd',
      'x'.repeat(5_000)
    )
  )
})
const anyRow = fc.oneof({ weight: 20, arbitrary: row }, fc.constantFrom(null, 1, 'x', [], { id: '' }, {}))
const replies = fc.array(fc.array(anyRow, { maxLength: 12 }), { maxLength: 4 })

const someTags = fc.uniqueArray(fc.constantFrom('vip', 'VIP', '回访', "it's", '%'), { maxLength: 3 })
const someNotes: fc.Arbitrary<RecordNote[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...ids),
    result: fc.constantFrom(null, 'done', 'interested', 'removed'),
    note: fc.constantFrom('', 'call back', '100% sure', '王芳 said'),
    tags: someTags
  }),
  { selector: ({ id }) => databaseText(id), maxLength: 5 }
)
const someFollowed: fc.Arbitrary<FollowedCall[]> = fc.uniqueArray(
  fc.record({
    id: fc.constantFrom(...ids),
    outcome: fc.constantFrom(
      'answered' as const,
      'not-answered' as const,
      'not-reached' as const,
      'phone-failed' as const
    )
  }),
  { selector: ({ id }) => databaseText(id), maxLength: 5 }
)

const someNames = fc.uniqueArray(
  fc.record({
    number: someText,
    name: fc.constantFrom('张伟 · 天成贸易', 'O’Brien', '138 Ltd', 'x'.repeat(410))
  }),
  { selector: ({ number }) => databaseText(number), maxLength: 4 }
)

const maybe = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: undefined, freq: 2 })
const range = (max: number) =>
  fc.record({ from: fc.option(fc.integer({ min: -1, max })), to: fc.option(fc.integer({ min: -1, max })) })
const someFilter: fc.Arbitrary<RecordFilter> = fc.record(
  {
    startMs: maybe(fc.integer({ min: 0, max: 40 * 48 }).map((half) => day + half * 1_800_000)),
    endMs: maybe(fc.integer({ min: 0, max: 40 * 48 }).map((half) => day + half * 1_800_000)),
    text: maybe(
      fc.oneof(
        someText,
        fc.constantFrom(
          '',
          ' ',
          '138',
          '1',
          '8 0',
          '-',
          '+86',
          'ALERT',
          'vip',
          'sure',
          '\u0000',
          '张伟',
          'ltd'
        )
      )
    ),
    outcomes: maybe(fc.subarray([...recordOutcomes])),
    agentIds: maybe(fc.subarray([7, 71, 138, 699861013])),
    salesmanCodes: maybe(fc.subarray(texts.slice(0, 16))),
    durationSeconds: maybe(range(80)),
    costYuan: maybe(range(2)),
    hasRecording: maybe(fc.boolean()),
    results: maybe(fc.subarray([null, 'done', 'removed'])),
    tags: maybe(fc.subarray(['vip', '回访', "it's"])),
    hours: maybe(fc.subarray(Array.from({ length: 24 }, (_, hour) => hour))),
    weekdays: maybe(fc.subarray([1, 2, 3, 4, 5, 6, 7]))
  },
  { requiredKeys: [] }
)
// Mostly one restriction at a time: with all of them, no rows would be left to compare.
const oneFilter: fc.Arbitrary<RecordFilter> = fc
  .tuple(someFilter, fc.nat(), fc.nat())
  .map(([filter, one, other]) => {
    const entries = Object.entries(filter)
    const kept = [entries[one % entries.length], entries[other % entries.length]]
    return Object.fromEntries(kept.filter((entry) => entry !== undefined))
  })
const someSort: fc.Arbitrary<RecordSort> = fc.record({
  column: fc.constantFrom(...recordColumns),
  direction: fc.constantFrom('ascending' as const, 'descending' as const)
})

function plainCalls(
  all: readonly unknown[][],
  notes: RecordNote[],
  followed: FollowedCall[],
  names: NumberName[]
): PlainCall[] {
  const calls = all.flatMap((rows) => periodReplySchema.parse({ calls: rows }).calls)
  return foldedRecords(calls).map((record, n) => ({
    n,
    record,
    note: notes.find((note) => databaseText(note.id) === record.id),
    followed: followed.find((call) => databaseText(call.id) === record.id)?.outcome,
    name: names.find(({ number }) => databaseText(number) === record.callee)?.name ?? ''
  }))
}

describe('any records, in any order, duplicated and in pieces', () => {
  it('appear through any filter and sort like a plain array of them', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(
        replies,
        someNotes,
        someFollowed,
        someNames,
        fc.array(fc.tuple(oneFilter, someSort, fc.constantFrom(...zones)), { minLength: 8, maxLength: 8 }),
        async (all, notes, followed, names, looks) => {
          const store = await bench.open({ notes, followed })
          for (const rows of all) value(await store.ingest(replyOf(rows)))
          value(await store.setNames(names))
          const sent = all.map((rows) => JSON.parse(JSON.stringify(rows)) as unknown[])
          const calls = plainCalls(sent, notes, followed, names)
          for (const [filter, sort, zone] of looks) {
            const expected = plainView(calls, filter, sort, zone)
            const { viewId, totals } = value(await store.view(filter, sort, zone, undefined, resultOrder))
            const page = value(await store.rows(viewId, 0, 500))
            expect(page.rows).toEqual(expected.map(plainRow))
            expect(totals).toEqual(plainTotals(expected))
            const summary = value(await store.summary(filter, zone))
            expect(summary).toEqual(plainSummary(expected, zone))
            for (const one of page.rows) recordRowSchema.parse(one)
            recordSummarySchema.parse(summary)
          }
          await bench.clean()
        }
      ),
      // Shrinking a failure, or a run that hangs, would take longer than the test may and hide the failure.
      { numRuns: runSize(5, 200), endOnFailure: true, plugins: [fc.timeout(30_000)] }
    )
  })
})
