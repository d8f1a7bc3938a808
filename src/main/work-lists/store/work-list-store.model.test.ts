import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { workEntryChanges, workStates } from '../../../shared/work-lists/limits'
import { runSize } from '../../platform/testing/run-size'
import { listIdAt, makeList, newEntry, numberAt } from '../testing/entries'
import { ListModel } from '../testing/entry-model'
import { WorkListsFailure } from './failure'
import { WorkListStore } from './work-list-store'

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-work-list-model-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const size = 5
const id = fc.nat(size)
const callKey = fc.constantFrom('a', 'b', 'c')
const callId = fc.constantFrom(null, 'id-1', 'id-2')
const timeMs = fc.integer({ min: 0, max: 100 })
const call = fc.record({
  callKey,
  callId,
  outcome: fc.constantFrom(null, 'answered' as const, 'not-answered' as const),
  result: fc.constantFrom(null, 'done', 'refused'),
  note: fc.constantFrom('', '备注')
})
const entryStep = fc.oneof(
  fc.constantFrom({ kind: 'done' as const }, { kind: 'skipped' as const }, { kind: 'never' as const }),
  fc.record({ kind: fc.constant('later' as const), dueAtMs: timeMs, isRetry: fc.boolean() })
)
const ids = fc.uniqueArray(fc.nat(size - 1), { minLength: 1 })

const steps = fc.oneof(
  { weight: 4, arbitrary: fc.record({ op: fc.constant('claim' as const), id, callKey, nowMs: timeMs }) },
  fc.record({ op: fc.constant('release' as const), id, callKey }),
  { weight: 2, arbitrary: fc.record({ op: fc.constant('accepted' as const), id, callKey, callId }) },
  fc.record({ op: fc.constant('doubt' as const), id, callKey }),
  {
    weight: 4,
    arbitrary: fc.record({
      op: fc.constant('settle' as const),
      id,
      step: entryStep,
      call: fc.option(call),
      nowMs: timeMs
    })
  },
  fc.record({ op: fc.constant('unsettle' as const), id }),
  fc.record({ op: fc.constant('update' as const), call }),
  fc.record({ op: fc.constant('choose' as const), ids, change: fc.constantFrom(...workEntryChanges) }),
  fc.record({
    op: fc.constant('look' as const),
    nowMs: timeMs,
    except: fc.uniqueArray(fc.nat(size - 1)),
    filter: fc.record({
      states: fc.uniqueArray(fc.constantFrom(...workStates), { maxLength: 3 }),
      results: fc.uniqueArray(fc.constantFrom(null, 'done', 'refused'), { maxLength: 2 }),
      text: fc.constant('')
    })
  }),
  fc.record({ op: fc.constant('reopen' as const) })
)
type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never

const outcomeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (failure: unknown): string => (failure instanceof WorkListsFailure ? failure.code : String(failure))
  )

const listId = listIdAt(1)
const shown = async (store: WorkListStore) =>
  (await store.entries(listId, { states: [], results: [], text: '' }, 0, 100)).rows

async function perform(store: WorkListStore, model: ListModel, step: Step): Promise<void> {
  switch (step.op) {
    case 'claim':
      expect(await outcomeOf(store.claim({ listId, ...step }))).toBe(
        model.claim(step.id, step.callKey, step.nowMs)
      )
      break
    case 'release':
      expect(await outcomeOf(store.release({ listId, ...step }))).toBe(model.release(step.id, step.callKey))
      break
    case 'accepted':
      expect(await outcomeOf(store.accepted({ listId, ...step }))).toBe(
        model.accept(step.id, step.callKey, step.callId)
      )
      break
    case 'doubt':
      expect(await outcomeOf(store.doubt({ listId, ...step }))).toBe(model.doubt(step.id, step.callKey))
      break
    case 'settle':
      expect(await outcomeOf(store.settle({ listId, ...step }))).toBe(
        model.settle(step.id, step.step, step.call)
      )
      break
    case 'unsettle':
      expect(await outcomeOf(store.unsettle({ listId, ...step }))).toBe(model.unsettle(step.id))
      break
    case 'update':
      expect(await store.update(step.call)).toBe(model.update(step.call))
      break
    case 'choose':
      expect(await store.changeEntries({ listId, ...step })).toBe(model.choose(step.ids, step.change))
      break
    case 'look': {
      const { entry, nextDueAtMs } = await store.next({ listId, nowMs: step.nowMs, except: step.except })
      expect({ id: entry?.id ?? null, nextDueAtMs }).toEqual(model.next(step.nowMs, step.except))
      const matches = await store.entries(listId, step.filter, 0, 100)
      expect(matches.rows.map((row) => row.id)).toEqual(model.matching(step.filter))
      break
    }
    case 'reopen':
      break
  }
}

it('behaves like a plain model in memory, also when it is reopened in between', async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(fc.array(steps, { maxLength: runSize(25, 60) }), async (sequence) => {
      run += 1
      const file = join(folder, `${run}.duckdb`)
      let store = await WorkListStore.open({ file, nowMs: 1, isFirst: true })
      try {
        const rows = Array.from({ length: size }, (_, at) => newEntry({ number: numberAt(at) }))
        await makeList(store, listId, rows)
        const model = new ListModel(await shown(store))
        for (const step of sequence) {
          if (step.op === 'reopen') {
            await store.close()
            store = await WorkListStore.open({ file, nowMs: 1, isFirst: true })
          }
          await perform(store, model, step)
          expect(await shown(store)).toEqual(model.shown())
        }
        const { byState, entries, called } = await store.progress(listId)
        expect(Object.values(byState).reduce((sum, count) => sum + count, 0)).toBe(entries)
        expect(called).toBe(model.shown().filter(({ lastAtMs }) => lastAtMs !== null).length)
        expect((await store.claimed()).map(({ entry }) => entry.id)).toEqual(
          model.matching({ states: ['calling'], results: [] })
        )
      } finally {
        await store.close()
        rmSync(file, { force: true })
      }
    }),
    { numRuns: runSize(8, 60) }
  )
}, 120_000)
