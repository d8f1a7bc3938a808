import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { ContactStore } from '../src/main/contacts/store/contact-store'
import { contactAt, inBatches, mobileAt } from '../src/main/contacts/testing/contacts'
import type { ContactContent } from '../src/shared/contacts/schema'

// Searching contacts as they are typed, in this process, against a plain scan of the same contacts in memory (which
// knows no pinyin). `node scripts/run-ts.mjs bench/contacts.bench.ts [CONTACTS]`

const count = Number(process.argv[2] ?? 100_000)
const folder = mkdtempSync(join(tmpdir(), 'deskline-contacts-bench-'))
const file = join(folder, 'contacts.duckdb')

const percentile = (times: readonly number[], share: number): number =>
  times.toSorted((one, other) => one - other)[Math.min(times.length - 1, Math.floor(times.length * share))] ??
  0
const told = (label: string, times: readonly number[]): number => {
  const p95 = percentile(times, 0.95)
  const [median, most] = [percentile(times, 0.5), Math.max(...times)]
  console.log(
    `${label.padEnd(52)} median ${median.toFixed(1)}, p95 ${p95.toFixed(1)}, most ${most.toFixed(1)} ms (${times.length})`
  )
  return p95
}

/** Every text on the way to one that is typed. */
const typed = [
  'zhangsan',
  'zs',
  'wangwei',
  '张伟',
  '深圳科技',
  'shan',
  mobileAt(77_777),
  '0755 2000',
  'szkj 12',
  'li  明'
]
const texts = typed.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)))

const timesOf = async (work: (text: string) => unknown): Promise<number[]> => {
  const times: number[] = []
  for (let round = 0; round < 3; round += 1)
    for (const text of texts) {
      const startedMs = performance.now()
      await work(text)
      times.push(performance.now() - startedMs)
    }
  return times
}

const scanOf =
  (contacts: readonly ContactContent[]) =>
  (text: string): number => {
    const words = text.toLowerCase().split(/\s+/)
    const found = contacts.filter((contact) =>
      words.every(
        (word) =>
          contact.name.toLowerCase().includes(word) ||
          contact.company.toLowerCase().includes(word) ||
          contact.numbers.some(({ number }) => number.includes(word))
      )
    )
    found.sort((one, other) => (one.name < other.name ? -1 : 1))
    return found.length
  }

try {
  const contacts = Array.from({ length: count }, (_, at) => contactAt(at))
  const store = await ContactStore.open({ file, nowMs: Date.now() })
  for (const label of ['stored', 'stored again (all unchanged)']) {
    const startedMs = performance.now()
    const result = await store.import(inBatches(contacts), Date.now())
    console.log(
      `${`${count} contacts ${label}`.padEnd(52)} ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`,
      JSON.stringify(result)
    )
  }
  const startedMs = performance.now()
  await store.search('', 0, 100)
  console.log(`${'first list of all'.padEnd(52)} ${(performance.now() - startedMs).toFixed(1)} ms`)
  const suggest = told(
    'suggestions for each text on the way to a name',
    await timesOf((text) => store.suggest(text))
  )
  told('first page of each', await timesOf((text) => store.search(text, 0, 100)))
  const scan = told('the same by a plain scan in memory, without pinyin', await timesOf(scanOf(contacts)))
  console.log(`suggestions take ${(suggest / scan).toFixed(2)} times a plain scan (p95)`)
  const all: number[] = []
  for (let at = 0; at < 100; at += 1) {
    const numbers = Array.from({ length: 500 }, (_, index) => mobileAt((at * 997 + index * 13) % (count * 2)))
    const askedMs = performance.now()
    await store.names(numbers)
    all.push(performance.now() - askedMs)
  }
  told('names of 500 numbers', all)
  await store.close()
  console.log(
    `file ${Math.round(statSync(file).size / 1e6)} MB, peak ${Math.round(process.resourceUsage().maxRSS / 1e3)} MB`
  )
} finally {
  rmSync(folder, { recursive: true, force: true })
}
