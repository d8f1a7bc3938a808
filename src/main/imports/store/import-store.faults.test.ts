import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { copyDatabase, faults } from '../../platform/database/testing/faults'
import { runSize } from '../../platform/testing/run-size'
import { createRandom, finding, fuzzSeed, type Random } from '../../platform/testing/fuzzing/random'
import { creation, dialOf, idOf } from './testing/repository/bench'
import { batchOf, totalsOf } from './testing/draft'
import { openImportStore, type ImportStore } from './import-store'

// Property: after random imports, a crash and a disk fault, nothing that was answered is missing; or the store
// reports the loss at every opening, and refuses to send until the user acknowledged it.

const runs = runSize(Object.keys(faults).length, 300)
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})
const newFolder = (): string => {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-faults-'))
  folders.push(folder)
  return folder
}

async function open(file: string, nowMs: number): Promise<ImportStore> {
  const opened = await openImportStore({ file, nowMs, onFatal: () => undefined })
  if (!opened.ok) throw new Error(opened.error.code)
  return opened.value
}

/** The answered writes: counts of numbers by import. */
interface Answered {
  imports: { id: string; sent: number; begun: number }[]
}

const size = 12

/** Creates an import of `size` numbers and some of its requests, and adds the answered writes to `answered`. */
async function importSome(
  store: ImportStore,
  place: number,
  random: Random,
  answered: Answered
): Promise<void> {
  const writer = await store.draft.beginTable(0)
  await writer.append(
    batchOf(
      Array.from({ length: size }, (_, at) => ({ code: 'mobile' as const, dial: dialOf(place * size + at) }))
    )
  )
  await writer.end(totalsOf(size))
  const campaignId = `spring-${place}`
  await store.repository.createImport({ ...creation(place, size), campaignId })
  const one = { id: idOf(place), sent: 0, begun: 0 }
  answered.imports.push(one)
  const requests = 1 + random.below(5)
  for (let no = 1; no <= requests; no += 1) {
    const range = { from: (no - 1) * 2, to: no * 2 }
    await store.repository.beginRequest({ id: one.id, no, ...range, nowMs: 1 })
    one.begun = range.to
    if (no === requests && random.isChance(0.3)) break
    await store.repository.recordOutcome({
      id: one.id,
      no,
      outcome: 'accepted',
      cuts: [],
      error: null,
      nowMs: 2
    })
    one.sent = range.to
  }
}

/** Whether every answered write is there: sent numbers as sent, begun ones as sent or unknown. */
async function isAllThere(store: ImportStore, answered: Answered): Promise<boolean> {
  const kept = new Map((await store.repository.imports({})).map((one) => [one.id, one]))
  const sentInto = new Map((await store.repository.campaigns({})).map(({ id, sent }) => [id, sent]))
  return answered.imports.every(({ id, sent, begun }) => {
    const one = kept.get(id)
    if (one === undefined || one.sent < sent || one.sent + one.unknown < begun) return false
    return (sentInto.get(one.campaignId) ?? 0) >= sent
  })
}

async function refusesToSend(store: ImportStore): Promise<void> {
  await expect(
    store.repository.beginRequest({ id: idOf(0), no: 1_000, from: 0, to: 1, nowMs: 1 })
  ).rejects.toThrow('imports-lost')
  await expect(store.repository.createImport(creation(900, 1))).rejects.toThrow('imports-lost')
}

type Outcome = 'whole' | 'lost'

async function tryFault(name: string, random: Random): Promise<Outcome> {
  const folder = newFolder()
  const file = join(folder, 'imports.duckdb')
  const answered: Answered = { imports: [] }
  let older = ''
  let place = 0
  let store = await open(file, 1_000)
  try {
    const parts = 2 + random.below(runSize(2, 3))
    for (let part = 0; part < parts; part += 1) {
      await importSome(store, place, random, answered)
      place += 1
      if (part === 0 || random.isChance(0.3)) older = copyDatabase(file, join(folder, `older-${part}`))
      // Closing writes the log into the file; the next log starts from another state of the file.
      if (part < parts - 1 && random.isChance(0.5)) {
        await store.close()
        store = await open(file, 1_000)
      }
    }
    const crashed = copyDatabase(file, join(folder, 'crashed'))
    faults[name]?.(crashed, random, older)
    let loss: unknown = null
    let readings = 0
    // Damage found while the database is in use is repaired at the next opening; a loss must be reported at each
    // opening.
    for (const nowMs of [2_000, 3_000, 4_000]) {
      const again = await open(crashed, nowMs)
      try {
        const isThere = await isAllThere(again, answered).catch(() => null)
        if (isThere === null) continue
        readings += 1
        if (loss !== null) expect(again.loss()).toEqual(loss)
        loss = again.loss()
        if (loss === null) expect(isThere).toBe(true)
        else await refusesToSend(again)
        if (readings === 2) break
      } finally {
        await again.close()
      }
    }
    if (loss === null) return 'whole'
    const last = await open(crashed, 5_000)
    await last.acknowledgeLoss()
    const next = { imports: [] }
    await importSome(last, 500, random, next)
    await last.close()
    const after = await open(crashed, 6_000)
    expect(after.loss()).toBeNull()
    expect(await isAllThere(after, next)).toBe(true)
    await after.close()
    return 'lost'
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Faults at the end of the log that must not lose anything. */
const harmless = [
  'a kill alone',
  'zeros after the log',
  'garbage after the log',
  'an older mark',
  'the mark removed'
]

it('after any fault acknowledged writes are kept, or a reported loss blocks imports until confirmed', async () => {
  const random = createRandom(fuzzSeed)
  const names = Object.keys(faults).filter((name) => name.includes(process.env['DESKLINE_FAULT'] ?? ''))
  for (let turn = 0; turn < runs; turn += 1) {
    const name = names[turn % names.length] ?? ''
    try {
      const outcome = await tryFault(name, random)
      if (harmless.includes(name)) expect(outcome).toBe('whole')
    } catch (problem) {
      throw finding(name, turn, {}, problem)
    }
  }
}, 3_600_000)
