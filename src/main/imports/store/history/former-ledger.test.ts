import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LeftOutReason, RequestOutcome } from '../../../../shared/imports/imports'
import { batchOf, filterOf, totalsOf } from '../testing/draft'
import { openImportStore, type ImportStore } from '../import-store'

let folder: string
const open: ImportStore[] = []

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'deskline-former-'))
})
afterEach(async () => {
  for (const store of open.splice(0)) await store.close()
  rmSync(folder, { recursive: true, force: true })
})

const file = (name: string): string => join(folder, `${name}.duckdb`)
const dialOf = (at: number): string => `138${String(at).padStart(8, '0')}`
const idOf = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`

async function openStore(name: string, formerNames: readonly string[] = []): Promise<ImportStore> {
  const opened = await openImportStore({
    file: file(name),
    formerFiles: formerNames.map(file),
    nowMs: 1_000,
    onFatal: () => undefined
  })
  if (!opened.ok) throw new Error(opened.error.code)
  open.push(opened.value)
  return opened.value
}
async function close(store: ImportStore): Promise<void> {
  open.splice(open.indexOf(store), 1)
  await store.close()
}

async function fill({ draft }: ImportStore, dials: readonly string[], tableId = 1): Promise<void> {
  await draft.clear()
  const writer = await draft.beginTable(tableId)
  await writer.append(batchOf(dials.map((dial) => ({ code: 'mobile', dial }))))
  await writer.end(totalsOf(dials.length))
}

/** Imports numbers; their only request ends with `outcome`, or stays in flight when that is null. */
async function importNumbers(
  store: ImportStore,
  id: string,
  dials: readonly string[],
  outcome: RequestOutcome | null
): Promise<void> {
  await fill(store, dials)
  await store.draft.compare({ tableIds: [1], campaignId: 'spring' })
  await store.repository.createImport({
    ...{ id, campaignId: 'spring', tableIds: [1], files: [{ name: 'a.csv', sheet: null }] },
    ...{ isDoubtfulIncluded: false, expected: dials.length, batchSize: 1_000, nowMs: 1_000 }
  })
  await store.repository.beginRequest({ id, no: 1, from: 0, to: dials.length, nowMs: 1_000 })
  if (outcome === null) return
  await store.repository.recordOutcome({ id, no: 1, outcome, cuts: [], error: null, nowMs: 1_000 })
  await store.repository.setImportState({ id, state: 'ended', nowMs: 1_000 })
}

async function reasons(store: ImportStore, dials: readonly string[]): Promise<(LeftOutReason | null)[]> {
  await fill(store, dials)
  await store.draft.compare({ tableIds: [1], campaignId: 'spring' })
  const pages = await Promise.all(
    (['to-send', 'left-out'] as const).map((part) =>
      store.draft.lines({ filter: filterOf({ part }), isDoubtfulIncluded: false, offset: 0, limit: 500 })
    )
  )
  return pages
    .flatMap(({ lines }) => lines)
    .sort((a, b) => a.n - b.n)
    .map(({ reason }) => reason)
}

const [own, sent, unknown, underWay, fresh] = [0, 1, 2, 3, 4].map(dialOf) as [
  string,
  string,
  string,
  string,
  string
]

/** Two files of the same tenant, each with its own salt. */
async function twoFiles(): Promise<void> {
  const former = await openStore('former')
  await importNumbers(former, idOf(1), [sent], 'accepted')
  await importNumbers(former, idOf(2), [unknown], 'unknown')
  await importNumbers(former, idOf(3), [underWay], null)
  await close(former)
  const present = await openStore('present')
  await importNumbers(present, idOf(4), [own], 'accepted')
  await close(present)
}

test('numbers that another file of the tenant knows as sent or maybe sent aren’t sent again', async () => {
  await twoFiles()
  const present = await openStore('present', ['former'])
  const all = [own, sent, unknown, underWay, fresh]
  const known = ['imported-before', 'imported-before', 'maybe-imported', 'maybe-imported', null]
  expect(await reasons(present, all)).toEqual(known)
  expect(existsSync(file('former'))).toBe(false)
  expect(existsSync(`${file('former')}.taken-over`)).toBe(true)
  await close(present)
  // The numbers stay known, even if the former file is restored from a backup.
  copyFileSync(`${file('former')}.taken-over`, file('former'))
  for (const formerNames of [[], ['former']]) {
    const again = await openStore('present', formerNames)
    expect(await reasons(again, all)).toEqual(known)
    await close(again)
  }
})

test('numbers that a former file took over from a third one are known, too', async () => {
  await twoFiles()
  await close(await openStore('present', ['former']))
  const last = await openStore('last', ['present'])
  expect(await reasons(last, [own, sent, unknown, fresh])).toEqual([
    'imported-before',
    'imported-before',
    'maybe-imported',
    null
  ])
})

test('an open import planned without that knowledge is cancelled, and its numbers can be imported again', async () => {
  await twoFiles()
  const present = await openStore('present')
  await fill(present, [sent, fresh])
  await present.draft.compare({ tableIds: [1], campaignId: 'spring' })
  await present.repository.createImport({
    ...{ id: idOf(9), campaignId: 'spring', tableIds: [1], files: [{ name: 'a.csv', sheet: null }] },
    ...{ isDoubtfulIncluded: false, expected: 2, batchSize: 1_000, nowMs: 1_000 }
  })
  await close(present)
  const again = await openStore('present', ['former'])
  const states = (await again.repository.imports({})).map(({ id, state }) => [id, state])
  expect(states).toContainEqual([idOf(9), 'cancelled'])
  expect(await reasons(again, [sent, fresh])).toEqual(['imported-before', null])
})

test('a missing former file is not an error', async () => {
  const present = await openStore('present', ['former'])
  expect(present.loss()).toBeNull()
  expect(await reasons(present, [fresh])).toEqual([null])
})
