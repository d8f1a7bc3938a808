import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { copyDatabase, flipBit } from '../../platform/database/testing/faults'
import { numberKey } from '../../contacts/number-key'
import { runSize } from '../../platform/testing/run-size'
import type { NewEntry } from '../source-rows'
import { inBatches, listIdAt, makeList, newEntry, numberAt } from '../testing/entries'
import { WorkListStore } from './work-list-store'

let folder: string
let store: WorkListStore
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-work-list-store-'))
  store = await WorkListStore.open({
    file: join(folder, 'lists.duckdb'),
    nowMs: 1,
    isFirst: true,
    maxEntries: 500
  })
})
afterAll(async () => {
  await store.close()
  rmSync(folder, { recursive: true, force: true })
})

let ids = 0
const newId = (): string => listIdAt((ids += 1))
const all = { states: [], results: [], text: '' }
const shown = async (listId: string, text = '') =>
  (await store.entries(listId, { ...all, text }, 0, 500)).rows

it('keeps each number once in the order of the rows, and counts the others', async () => {
  const number = fc.option(fc.constantFrom('13800138000', '8613800138000', '02188886666', '95588'), {
    freq: 4
  })
  const row: fc.Arbitrary<NewEntry> = fc.record({
    number,
    name: fc.string({ unit: 'grapheme', maxLength: 5 }).map((text) => text.replaceAll('\0', '')),
    company: fc.constantFrom('', '公司'),
    values: fc.constant(['a', ''])
  })
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 8 }), async (rows) => {
      const listId = newId()
      const keys = rows.flatMap((one) => (one.number === null ? [] : [numberKey(one.number)]))
      const expected = new Map<string, NewEntry>()
      for (const one of rows)
        if (one.number !== null && !expected.has(numberKey(one.number)))
          expected.set(numberKey(one.number), one)
      const making = store.make({ listId, name: 'L', nowMs: 1 }, ['x', 'y'], inBatches(rows, 3))
      if (expected.size === 0) {
        await expect(making).rejects.toMatchObject({ code: 'work-list-empty' })
        return
      }
      expect(await making).toEqual({
        entries: expected.size,
        repeated: keys.length - expected.size,
        skipped: rows.length - keys.length
      })
      await store.publish(listId)
      expect(
        (await shown(listId)).map((entry) => [entry.number, entry.name, entry.company, entry.fields])
      ).toEqual(
        [...expected.values()].map((one) => [one.number, one.name, one.company, [{ name: 'x', value: 'a' }]])
      )
      await store.remove(listId)
    }),
    { numRuns: runSize(15, 150) }
  )
}, 60_000)

it('finds entries by words of names, fields and parts of numbers, whatever their case and width', async () => {
  const listId = newId()
  const rows = [
    newEntry({ number: '13800138000', name: '张伟', values: ['ＶＩＰ', '南京'] }),
    newEntry({ number: '02188886666', name: 'Ann Lee', company: 'ACME', values: ['', '上海'] })
  ]
  await makeList(store, listId, rows, { fieldNames: ['等级', '城市'] })
  const found = async (text: string) => (await shown(listId, text)).map(({ id }) => id)
  expect(await found('张')).toEqual([0])
  expect(await found('vip 南京')).toEqual([0])
  expect(await found('lee acme')).toEqual([1])
  expect(await found('138 0013')).toEqual([0])
  expect(await found('8888-6666')).toEqual([1])
  expect(await found("%' OR 1")).toEqual([])
})

it('counts results, answered calls and the time from call to call', async () => {
  const listId = newId()
  await makeList(
    store,
    listId,
    Array.from({ length: 4 }, (_, at) => newEntry({ number: numberAt(at) }))
  )
  const starts = [0, 60_000, 180_000, 180_000 + 31 * 60_000]
  for (const [id, nowMs] of starts.entries()) {
    const call = {
      callKey: `k${id}`,
      callId: null,
      outcome: id === 0 ? ('answered' as const) : ('not-answered' as const),
      result: id < 2 ? 'done' : null,
      note: ''
    }
    await store.claim({ listId, id, callKey: call.callKey, nowMs })
    await store.settle({ listId, id, step: { kind: 'done' }, call, nowMs })
  }
  expect(await store.progress(listId)).toMatchObject({
    called: 4,
    answered: 1,
    byResult: [
      { result: null, count: 2 },
      { result: 'done', count: 2 }
    ],
    // A break isn't counted.
    betweenCallsMs: 90_000
  })
})

it('a removed list can be brought back until the program starts again', async () => {
  const file = join(folder, 'removed.duckdb')
  const [kept, gone] = [newId(), newId()]
  const reopened = async (isFirst: boolean) => WorkListStore.open({ file, nowMs: 1, isFirst })
  let own = await reopened(true)
  await makeList(own, kept, [newEntry()])
  await makeList(own, gone, [newEntry()])
  await own.remove(gone)
  await own.close()
  own = await reopened(false)
  await own.restore(gone)
  expect((await own.lists()).map(({ id }) => id)).toEqual([gone, kept])
  await own.remove(gone)
  await own.close()
  own = await reopened(true)
  await expect(own.restore(gone)).rejects.toMatchObject({ code: 'work-list-gone' })
  expect((await own.lists()).map(({ id }) => id)).toEqual([kept])
  await own.close()
})

it('refuses more entries than a list may have, and stores none of them', async () => {
  const listId = newId()
  const rows = Array.from({ length: 501 }, (_, at) => newEntry({ number: numberAt(at) }))
  await expect(makeList(store, listId, rows)).rejects.toMatchObject({ code: 'work-lists-full' })
  await expect(store.publish(listId)).rejects.toMatchObject({ code: 'work-list-gone' })
})

it('numbers that must not be called are never the next one', async () => {
  const listId = newId()
  const rows = Array.from({ length: 3 }, (_, at) => newEntry({ number: numberAt(at) }))
  await store.make({ listId, name: 'L', nowMs: 1 }, [], inBatches(rows))
  expect(await store.numbers(listId, 1)).toEqual([numberAt(1), numberAt(2)])
  await store.markNever(listId, [0, 2])
  await store.publish(listId)
  expect((await store.next({ listId, nowMs: 1, except: [] })).entry?.id).toBe(1)
  await expect(store.claim({ listId, id: 0, callKey: 'k', nowMs: 1 })).rejects.toMatchObject({
    code: 'work-entry-changed'
  })
})

it('a damaged file is repaired as far as it can be read, and the loss is reported', async () => {
  const file = join(folder, 'damaged.duckdb')
  const own = await WorkListStore.open({ file, nowMs: 1, isFirst: true })
  await makeList(
    own,
    newId(),
    Array.from({ length: 3_000 }, (_, at) => newEntry({ number: numberAt(at), name: `客户 ${at}` }))
  )
  await own.close()
  const copy = copyDatabase(file, join(folder, 'copy'))
  flipBit(copy, statSync(copy).size * 4)
  const damaged = await WorkListStore.open({ file: copy, nowMs: 2, isFirst: true })
  // Finding the damage notes it; the process then ends, and the next opening repairs the file.
  await expect(damaged.lists()).rejects.toThrow('Corrupt')
  await damaged.close()
  const repaired = await WorkListStore.open({ file: copy, nowMs: 2, isFirst: false })
  const lists = await repaired.lists()
  if (lists[0]?.progress.entries !== 3_000) expect(repaired.loss()).not.toBeNull()
  await repaired.close()
})
