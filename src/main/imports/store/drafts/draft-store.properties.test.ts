import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runSize } from '../../../platform/testing/run-size'
import {
  damageCodes,
  doubtCodes,
  invalidCodes,
  leftOutReasons,
  type LeftOutReason
} from '../../../../shared/imports/imports'
import type { DraftSummary } from '../../../../shared/imports/schema'
import { createDraftModel, filtered, summed } from '../testing/draft-model'
import { openDraft, type DraftUnderTest, type EntryUnderTest } from '../testing/draft'

let bench: DraftUnderTest
beforeAll(async () => {
  bench = await openDraft()
})
afterAll(() => bench.close())

const dials = [
  '13800138000',
  '13800138001',
  '01088888888',
  '075523456789',
  '4001234567',
  '95588',
  '0014155550100'
]
const dial = fc.constantFrom(...dials)
const text = fc.constantFrom(
  '',
  '138-0013-8000',
  "O'Hara",
  '50% a_b',
  '张三 😀',
  'ÀB 13800138001',
  '1.38E+10',
  '\t"'
)
const column = fc.nat(3)
const entry: fc.Arbitrary<EntryUnderTest> = fc.oneof(
  fc.record({ code: fc.constantFrom('mobile' as const, 'fixed' as const), dial, column }),
  fc.record({ code: fc.constantFrom('mobile' as const, ...doubtCodes), dial, text, column }),
  fc.record({ code: fc.constantFrom(...invalidCodes), text, column }),
  // A damaged cell isn't empty.
  fc.record({
    code: fc.constantFrom(...damageCodes),
    text: text.filter((its) => its !== ''),
    suggestion: dial,
    column
  })
)

const tableId = fc.integer({ min: 1, max: 4 })
const campaign = fc.constantFrom('north', 'south')
const pick = fc.nat(1_000)

const filter = fc.record({
  part: fc.constantFrom('to-send' as const, 'left-out' as const),
  reasons: fc.oneof(fc.constant<LeftOutReason[]>([]), fc.subarray([...leftOutReasons])),
  tableId: fc.option(tableId),
  search: fc.oneof(
    fc.constant(''),
    fc.constantFrom(' ', '138', '0013-8', '%', '_', "'", '😀', 'àb', '3 8', 'e+1', '\\', '$1', '95588')
  )
})

const step = fc.oneof(
  fc.record({ do: fc.constant('read' as const), tableId, entries: fc.array(entry, { maxLength: 12 }) }),
  fc.record({ do: fc.constant('remove' as const), tableId }),
  fc.record({ do: fc.constant('block' as const), dials: fc.array(dial, { maxLength: 3 }) }),
  fc.record({
    do: fc.constant('enter' as const),
    campaign,
    dial,
    state: fc.constantFrom(1 as const, 2 as const)
  }),
  fc.record({
    do: fc.constant('fix' as const),
    pick,
    text: fc.oneof(dial, text, fc.constant('13800138000/95588'))
  }),
  fc.record({ do: fc.constant('accept' as const), code: fc.constantFrom(...damageCodes) }),
  fc.record({ do: fc.constant('undo' as const) }),
  fc.record({
    do: fc.constant('compare' as const),
    order: fc.shuffledSubarray([1, 2, 3, 4]),
    campaign: fc.option(campaign),
    isDoubtfulIncluded: fc.boolean(),
    filters: fc.array(filter, { minLength: 1, maxLength: 3 })
  })
)
type Step = typeof step extends fc.Arbitrary<infer S> ? S : never

const countsOf = (list: readonly { count: number; name: string }[]): Map<string, number> => {
  // Largest first.
  expect(list.map(({ count }) => count)).toEqual(list.map(({ count }) => count).sort((a, b) => b - a))
  return new Map(list.map(({ name, count }) => [name, count]))
}

const plain = ({ entries, valid, doubtful, fixed, ...lists }: DraftSummary) => ({
  ...{ entries, valid, doubtful, fixed },
  byReason: countsOf(lists.byReason.map(({ reason, count }) => ({ name: reason, count }))),
  byKind: countsOf(lists.byKind.map(({ code, count }) => ({ name: code, count }))),
  byArea: countsOf(lists.byArea.map(({ areaCode, count }) => ({ name: areaCode, count }))),
  suggestions: new Map<string, number>(lists.suggestions.map(({ code, count }) => [code, count]))
})

const model = createDraftModel()

async function take(one: Step): Promise<void> {
  const { draft } = bench
  switch (one.do) {
    case 'read':
      model.read(one.tableId, one.entries)
      return bench.table(one.tableId, one.entries)
    case 'remove':
      model.forget(one.tableId)
      return draft.removeTables([one.tableId])
    case 'block':
      model.blocked.clear()
      for (const blocked of one.dials) model.blocked.add(blocked)
      return bench.block(one.dials)
    case 'enter': {
      const key = `${one.campaign} ${one.dial}`
      // A number known as sent stays sent, even if another import's answer was lost.
      if (model.ledger.get(key) !== 1) model.ledger.set(key, one.state)
      return bench.enter(one.campaign, one.state, [one.dial])
    }
    case 'fix': {
      const entries = model.entries()
      const n = entries[one.pick % Math.max(entries.length, 1)]?.n
      if (n === undefined) return
      model.fix(n, one.text)
      expect(await draft.fix({ n, text: one.text })).toMatchObject(
        model.entries().find((mended) => mended.n === n) ?? {}
      )
      return
    }
    case 'accept':
      expect(await draft.acceptSuggestions({ code: one.code })).toEqual({ fixed: model.accept(one.code) })
      return
    case 'undo':
      expect(await draft.undoFix()).toEqual(model.undo())
      return
    case 'compare': {
      const tableIds = one.order.filter((id) => model.tableIds().includes(id))
      const { summary } = await draft.compare({ tableIds, campaignId: one.campaign })
      const told = model.compare(tableIds, one.campaign)
      expect(plain(summary)).toEqual(summed(told.lines))
      for (const asked of one.filters) {
        const expected = filtered(told.lines, asked, one.isDoubtfulIncluded)
        expect(await bench.lines(asked, one.isDoubtfulIncluded)).toEqual(expected)
      }
    }
  }
}

it('a draft matches a plain-list model, whatever is read, fixed, blocked and imported in between', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 14 }), async (steps) => {
      model.clear()
      model.blocked.clear()
      model.ledger.clear()
      await bench.draft.clear()
      await bench.blockList.clear()
      await bench.writeLane.run((connection) => connection.run('DELETE FROM ledger'))
      for (const one of steps) await take(one)
      // Finally, compare everything.
      const everything = { reasons: [], tableId: null, search: '' as const }
      await take({
        do: 'compare',
        order: [3, 1, 4, 2],
        campaign: 'north',
        isDoubtfulIncluded: true,
        filters: [
          { ...everything, part: 'to-send' },
          { ...everything, part: 'left-out' }
        ]
      })
    }),
    // Shrinking a failure, or a run that hangs, would take longer than the test may and hide the failure.
    { numRuns: runSize(16, 500), endOnFailure: true, plugins: [fc.timeout(30_000)] }
  )
}, 60_000)
