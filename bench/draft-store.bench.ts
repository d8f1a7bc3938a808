import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { inParts, openDraft, salt, totalsOf } from '../src/main/imports/store/testing/draft'
import { positionOfCode } from '../src/main/imports/store/entry-codes'
import { rowsOf } from '../src/main/platform/database/statements'
import type { EntryBatch } from '../src/main/imports/lists/list-types'
import type { CellCode } from '../src/shared/imports/imports'
import type { DraftFilter } from '../src/shared/imports/schema'

// The draft's store in this process, with as many entries as a large list has: write, compare with an earlier
// import of the same size and a block list of a tenth, browse, repair, export.
// `node scripts/run-ts.mjs bench/draft-store.bench.ts [ENTRIES]`

const count = Number(process.argv[2] ?? 1_000_000)
const batchSize = 10_000
const campaign = 'bench'

let peakBytes = 0
const watch = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage().rss)), 20)
const told = (label: string, durationMs: number, cpuMs: number): void => {
  peakBytes = Math.max(peakBytes, process.memoryUsage().rss)
  const [duration, cpu] = [durationMs, cpuMs].map((ms) => ms.toFixed(ms < 10 ? 1 : 0).padStart(7))
  console.log(
    `${label.padEnd(62)} ${duration} ms, ${cpu} ms of processors, peak ${Math.round(peakBytes / 1e6)} MB`
  )
}
const processorMs = (since?: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1_000
}
const timed = async <T>(label: string, work: () => Promise<T>): Promise<T> => {
  const [startedMs, cpu] = [performance.now(), process.cpuUsage()]
  const value = await work()
  told(label, performance.now() - startedMs, processorMs(cpu))
  return value
}

/**
 * Mostly mobile numbers, every tenth with dashes, every twelfth a duplicate; some fixed lines, doubtful and damaged.
 */
const kinds: readonly CellCode[] = [
  'mobile',
  'mobile',
  'mobile',
  'mobile',
  'mobile',
  'fixed',
  'foreign',
  'zero-lost'
]
const mobileAt = (at: number): string => String(13_000_000_000 + ((at * 7_919) % 1_000_000_007))

function batchAt(from: number): EntryBatch {
  const size = Math.min(batchSize, count - from)
  const batch: EntryBatch = {
    lines: Uint32Array.from({ length: size }, (_, at) => from + at + 2),
    columns: new Uint16Array(size),
    codes: new Uint8Array(size),
    dials: [],
    texts: [],
    suggestions: []
  }
  for (let at = 0; at < size; at += 1) {
    const n = from + at
    const code = kinds[n % kinds.length] ?? 'mobile'
    const local = String(20_000_000 + (n % 60_000_000))
    const dial = code === 'fixed' ? `0755${local}` : mobileAt(n % 12 === 5 ? n - 1 : n)
    const isDamaged = code === 'zero-lost'
    batch.codes[at] = positionOfCode(code)
    batch.dials.push(isDamaged ? '' : dial)
    batch.texts.push(isDamaged ? `755${local}` : n % 10 === 0 ? `${dial.slice(0, 3)}-${dial.slice(3)}` : '')
    batch.suggestions.push(isDamaged ? `0755${local}` : '')
  }
  return batch
}

const bench = await openDraft()
const { draft } = bench
try {
  const writer = await draft.beginTable(1)
  let [appendingMs, cpuMs] = [0, 0]
  for (let from = 0; from < count; from += batchSize) {
    const batch = batchAt(from)
    const [startedMs, cpu] = [performance.now(), process.cpuUsage()]
    await writer.append(batch)
    appendingMs += performance.now() - startedMs
    cpuMs += processorMs(cpu)
  }
  await writer.end(totalsOf(count))
  told(`${count} entries appended, ${batchSize} at once`, appendingMs, cpuMs)

  const input = { tableIds: [1], campaignId: campaign }
  await timed('compared, nothing imported before', () => draft.compare(input))
  await bench.writeLane.run((connection) =>
    rowsOf(
      connection,
      `INSERT INTO ledger SELECT $campaign, left(sha256($salt || ':' || $campaign || ':' ||
         (13000000000 + ((i * 3) * 7919) % 1000000007)), 32)::UUID, 1, 'earlier', 0 FROM range($count) t(i)`,
      { salt, campaign, count }
    )
  )
  const blocked = Array.from({ length: count / 10 }, (_, at) => mobileAt(at * 7))
  const file = { path: '/never.csv', fileName: 'never.csv', modifiedMs: 0, sizeBytes: 0, nowMs: 0 }
  await timed('block list replaced', () => bench.blockList.replace(file, inParts(blocked, batchSize)))
  const { summary } = await timed('compared with as many imported before, a tenth of them blocked', () =>
    draft.compare(input)
  )
  await timed('compared once more', () => draft.compare(input))
  console.log(JSON.stringify(summary.byReason))

  const page = (filter: Partial<DraftFilter>, offset: number) =>
    draft.lines({
      filter: { part: 'to-send', reasons: [], tableId: null, search: '', ...filter },
      isDoubtfulIncluded: true,
      offset,
      limit: 500
    })
  const { total } = await timed('first page of what is sent', () => page({}, 0))
  await timed('last page of what is sent', () => page({}, total - 500))
  await timed('a page in the middle', () => page({}, total >> 1))
  await timed('first page of what is left out', () => page({ part: 'left-out' }, 0))
  await timed('first page of one reason', () => page({ part: 'left-out', reasons: ['repeated'] }, 0))
  await timed('first page of one table', () => page({ tableId: 1 }, 0))
  await timed('first page of a search for digits', () => page({ search: '1388' }, 0))
  await timed('last page of the same search', () => page({ search: '1388' }, 10_000))
  await timed('first page of a search for text', () => page({ search: '55-2' }, 0))
  await timed('first page of a search in what is left out', () =>
    page({ part: 'left-out', search: '755' }, 0)
  )

  await timed('one fix', () => draft.fix({ n: 7, text: '13800138000' }))
  const { fixed } = await timed('suggestions accepted', () => draft.acceptSuggestions({ code: 'zero-lost' }))
  console.log(`${fixed} suggestions`)
  await timed('compared after that', () => draft.compare(input))
  await timed('taken back', () => draft.undoFix())

  const path = join(bench.folder, 'out.csv')
  const { rows } = await timed('all that is sent exported', () =>
    draft.export(
      {
        filter: { part: 'to-send', reasons: [], tableId: null, search: '' },
        isDoubtfulIncluded: true,
        isMasked: false,
        path,
        labels: {},
        tables: { 1: 'list.csv' }
      },
      () => undefined
    )
  )
  console.log(`${rows} rows, ${Math.round(statSync(path).size / 1e6)} MB`)
  rmSync(path)
  await timed('the table removed', () => draft.removeTables([1]))
} finally {
  clearInterval(watch)
  await bench.close()
}
