import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { nameAt } from '../src/main/contacts/testing/contacts'
import type { NewEntry } from '../src/main/work-lists/source-rows'
import { WorkListStore } from '../src/main/work-lists/store/work-list-store'
import { inBatches, listIdAt, numberAt } from '../src/main/work-lists/testing/entries'

// A work list in this process, against plain scans of the same entries in memory.
// `node scripts/run-ts.mjs bench/work-lists.bench.ts [ENTRIES]`

const count = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'deskline-work-lists-bench-'))
const file = join(folder, 'lists.duckdb')
const listId = listIdAt(1)

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ??
  0
const told = (label: string, times: readonly number[]): number => {
  const p95 = percentile(times, 0.95)
  console.log(
    `${label.padEnd(52)} median ${percentile(times, 0.5).toFixed(1)}, p95 ${p95.toFixed(1)} ms (${times.length})`
  )
  return p95
}
const timesOf = async (rounds: number, work: (round: number) => unknown): Promise<number[]> => {
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const startedMs = performance.now()
    await work(round)
    times.push(performance.now() - startedMs)
  }
  return times
}
const secondsOf = async (work: () => Promise<unknown>): Promise<string> => {
  const startedMs = performance.now()
  await work()
  return ((performance.now() - startedMs) / 1_000).toFixed(1)
}

const entryAt = (at: number): NewEntry => ({
  number: numberAt(at),
  name: nameAt(at),
  company: `公司${(at * 31) % 997}`,
  values: [`城市${at % 50}`, `等级${at % 5}`]
})
const texts = ['张', '城市7', numberAt(77).slice(3, 9), '公司99 等级3', 'zz']

try {
  const entries = Array.from({ length: count }, (_, at) => entryAt(at))
  let store = await WorkListStore.open({ file, nowMs: 1, isFirst: true })
  const made = await secondsOf(async () => {
    await store.make({ listId, name: 'List', nowMs: 1 }, ['城市', '等级'], inBatches(entries))
    await store.publish(listId)
  })
  console.log(`${`${count} entries stored`.padEnd(52)} ${made} s`)
  await store.close()
  const opened = await secondsOf(async () => {
    store = await WorkListStore.open({ file, nowMs: 1, isFirst: true })
    await store.lists()
  })
  console.log(`${'opened, with the progress of all lists'.padEnd(52)} ${opened} s`)

  const standings = entries.map((entry, id) => ({ ...entry, id, state: 'open', due: 0 }))
  const next = told(
    'next entry',
    await timesOf(200, (at) => store.next({ listId, nowMs: 1, except: [at, at + 1, at + 2] }))
  )
  const plainNext = told(
    'the same by a plain scan in memory, whole',
    await timesOf(50, () => standings.filter(({ state, due }) => state === 'open' && due <= 1).length)
  )
  const steps = await timesOf(50, async (at) => {
    const callKey = `call ${at}`
    const call = { callKey, callId: null, outcome: 'answered' as const, result: 'done', note: '' }
    await store.claim({ listId, id: at, callKey, nowMs: at })
    await store.accepted({ listId, id: at, callKey, callId: null })
    await store.settle({ listId, id: at, step: { kind: 'done' }, call, nowMs: at })
  })
  told('claim, accept and settle one entry', steps)
  told('progress', await timesOf(50, () => store.progress(listId)))
  const filter = told(
    'first page of a filter by text and state',
    await timesOf(100, (at) =>
      store.entries(listId, { states: ['open'], results: [], text: `${texts[at % 5]} ${at % 10}` }, 0, 100)
    )
  )
  const plainFilter = told(
    'the same by a plain scan in memory',
    await timesOf(
      100,
      (at) =>
        standings.filter(({ state, number, name, company, values }) =>
          `${texts[at % 5]} ${at % 10}`
            .split(' ')
            .every(
              (word) =>
                state === 'open' &&
                [number, name, company, ...values].some((text) => text?.toLowerCase().includes(word) === true)
            )
        ).length
    )
  )
  told(
    'another page of the same filter',
    await timesOf(100, (at) =>
      store.entries(listId, { states: [], results: [], text: '' }, (at * 977) % count, 100)
    )
  )
  console.log(`next entry takes ${(next / plainNext).toFixed(2)} times a plain scan (p95)`)
  console.log(`a filter takes ${(filter / plainFilter).toFixed(2)} times a plain scan (p95)`)
  await store.close()
  console.log(
    `file ${Math.round(statSync(file).size / 1e6)} MB, peak ${Math.round(process.resourceUsage().maxRSS / 1e3)} MB`
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
