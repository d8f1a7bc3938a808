import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { copyDatabase, faults } from '../../platform/database/testing/faults'
import { runSize } from '../../platform/testing/run-size'
import { createRandom, finding, fuzzSeed, type Random } from '../../platform/testing/fuzzing/random'
import { createRecordStore, type RecordStore } from './record-store'
import { replyOf, value } from './testing/store'

// Random loads, a crash, a disk fault: a period that is marked as loaded has all its records, and no committed data
// is missing without a reported loss.

const runs = runSize(Object.keys(faults).length, 300)
const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const open = async (file: string, nowMs: number): Promise<RecordStore> =>
  value(await createRecordStore({ file, nowMs }))

const hourMs = 3_600_000
const size = 4
const idOf = (part: number, at: number): string => `part-${part}-${at}`

/** Loads an hour of records and marks it as covered. */
async function load(store: RecordStore, part: number): Promise<void> {
  const calls = Array.from({ length: size }, (_, at) => ({
    id: idOf(part, at),
    startTime: new Date(part * hourMs + at * 1_000).toISOString()
  }))
  value(await store.ingest(replyOf(calls)))
  const parts = Array.from({ length: part + 1 }, (_, at) => ({
    ...{ startMs: at * hourMs, endMs: (at + 1) * hourMs, state: 'loaded' as const, loadedAtMs: 1 }
  }))
  value(await store.setCovered(parts))
}

async function hasAll(store: RecordStore, part: number): Promise<boolean> {
  const found = await Promise.all(
    Array.from({ length: size }, async (_, at) => (await store.one(idOf(part, at))).ok)
  )
  return found.every(Boolean)
}

async function tryFault(name: string, random: Random): Promise<'whole' | 'lost'> {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-faults-'))
  folders.push(folder)
  const file = join(folder, 'records.duckdb')
  let older = ''
  let store = await open(file, 1_000)
  try {
    const parts = 2 + random.below(runSize(2, 3))
    for (let part = 0; part < parts; part += 1) {
      await load(store, part)
      if (part === 0) older = copyDatabase(file, join(folder, 'older'))
      if (part < parts - 1 && random.isChance(0.5)) {
        await store.close()
        store = await open(file, 1_000)
      }
    }
    const crashed = copyDatabase(file, join(folder, 'crashed'))
    faults[name]?.(crashed, random, older)
    let loss: unknown = null
    for (const nowMs of [2_000, 3_000]) {
      const again = await open(crashed, nowMs)
      if (loss !== null) expect(again.loss()).toEqual(loss)
      loss = again.loss()
      const covered = value(await again.covered())
      for (const { startMs } of covered) expect(await hasAll(again, startMs / hourMs)).toBe(true)
      if (loss === null) expect(covered).toHaveLength(parts)
      await again.close()
    }
    const last = await open(crashed, 4_000)
    value(await last.acknowledgeLoss())
    for (let part = 0; part < parts; part += 1) await load(last, part)
    await last.close()
    const after = await open(crashed, 5_000)
    expect(after.loss()).toBeNull()
    for (let part = 0; part < parts; part += 1) expect(await hasAll(after, part)).toBe(true)
    await after.close()
    return loss === null ? 'whole' : 'lost'
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

it('after any fault a period marked as loaded is complete, or the loss is reported until acknowledged', async () => {
  const random = createRandom(fuzzSeed)
  const names = Object.keys(faults)
  for (let turn = 0; turn < runs; turn += 1) {
    const name = names[turn % names.length] ?? ''
    try {
      await tryFault(name, random)
    } catch (problem) {
      throw finding(name, turn, {}, problem)
    }
  }
}, 3_600_000)
