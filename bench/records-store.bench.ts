import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { exportView, writeCsv } from '../src/main/records/store/export/export-file'
import { createRecordStore, type RecordStore } from '../src/main/records/store/record-store'
import { zoneOffsets } from '../src/main/platform/zone-offsets'
import { recordColumns, type RecordColumn, type RecordsResult } from '../src/shared/records/records'
import type { ExportLabels } from '../src/shared/records/export-schema'
import type { RecordFilter, RecordSort } from '../src/shared/records/filter-schema'
import { createGeneratedCalls } from '../src/simulator/records/generated-calls'

// The records store in this process: time from a reply of 10,000 records to its first rows, compared with plain
// JSON.parse of the same bytes; then all user operations with 100,000 and 1,000,000 records.
// `node scripts/run-ts.mjs bench/records-store.bench.ts [RECORDS]`

const largest = Number(process.argv[2] ?? 1_000_000)
const batch = 10_000
const fromMs = Date.UTC(2025, 0, 1)
const toMs = Date.UTC(2026, 0, 1)

function value<T>(result: RecordsResult<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? NaN
const ms = (duration: number): string => `${duration.toFixed(duration < 10 ? 1 : 0)} ms`
const told = (label: string, times: readonly number[]): void =>
  console.log(`${label.padEnd(58)} p50 ${ms(percentile(times, 0.5))}, p95 ${ms(percentile(times, 0.95))}`)

let peakBytes = 0
const watch = setInterval(() => (peakBytes = Math.max(peakBytes, process.memoryUsage().rss)), 20)
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`

async function timed<T>(work: () => Promise<T>): Promise<[number, T]> {
  const startedMs = performance.now()
  const result = await work()
  return [performance.now() - startedMs, result]
}

async function times(count: number, work: (turn: number) => Promise<unknown>): Promise<number[]> {
  const all: number[] = []
  for (let turn = 0; turn < count; turn += 1) all.push((await timed(() => work(turn)))[0])
  return all
}

const folder = mkdtempSync(join(tmpdir(), 'deskline-bench-'))
const agents = Array.from({ length: 20 }, (_, index) => ({
  agentId: 699861013 + index,
  callerNumber: `021555501${String(index).padStart(2, '0')}`
}))
const generated = createGeneratedCalls(
  { count: largest, fromMs, toMs, spread: 'office-hours', agents },
  1,
  (id) => `http://recordings.invalid/${id}.wav`
)
const replyAt = (start: number): Uint8Array => {
  const calls = Array.from({ length: Math.min(batch, largest - start) }, (_, index) =>
    generated.at(start + index).body()
  )
  return new TextEncoder().encode(JSON.stringify({ calls }))
}

const zone = zoneOffsets('Asia/Shanghai', fromMs, toMs)
const newest: RecordSort = { column: 'startedAtMs', direction: 'descending' }
const labels: ExportLabels = {
  columns: Object.fromEntries(recordColumns.map((name) => [name, name])) as Record<RecordColumn, string>,
  outcomes: {
    answered: 'answered',
    'not-answered': 'not answered',
    'not-reached': 'not reached',
    'phone-failed': 'phone failed',
    unknown: 'unknown'
  },
  results: {},
  yes: 'yes',
  no: 'no'
}

async function firstRows(): Promise<void> {
  const body = replyAt(0)
  const parse = await times(15, () => Promise.resolve(JSON.parse(new TextDecoder().decode(body)) as unknown))
  const whole: number[] = []
  const ingest: number[] = []
  for (let turn = 0; turn < 15; turn += 1) {
    const file = join(folder, `first-${turn}`, 'records.duckdb')
    const store = value(await createRecordStore({ file, nowMs: 0 }))
    const [ingestMs] = await timed(async () => value(await store.ingest(body)))
    const [viewMs] = await timed(async () => {
      const { viewId } = value(await store.view({}, newest, zone))
      value(await store.rows(viewId, 0, 100))
    })
    ingest.push(ingestMs)
    whole.push(ingestMs + viewMs)
    await store.removeAll()
  }
  console.log(`reply of ${batch} records, ${megabytes(body.length)}`)
  told('  JSON.parse of it alone', parse)
  told('  taken into the database', ingest)
  told('  until the first 100 rows of the view', whole)
  const ratio = percentile(whole, 0.5) / percentile(parse, 0.5)
  console.log(`  ratio of the medians: ${ratio.toFixed(1)}`)
}

const filters: [string, (turn: number) => RecordFilter][] = [
  ['text: 5 digits', (turn) => ({ text: String(13_579 + turn * 1_234).slice(0, 5) })],
  ['text: 1 digit', (turn) => ({ text: String(turn % 10) })],
  ['text: salesman', () => ({ text: 's001' })],
  ['outcome answered', () => ({ outcomes: ['answered'] })],
  [
    'agent, duration, recording',
    (turn) => ({
      agentIds: [699861013 + (turn % 20)],
      durationSeconds: { from: 60, to: null },
      hasRecording: true
    })
  ],
  ['one hour of one weekday', (turn) => ({ hours: [9 + (turn % 8)], weekdays: [1 + (turn % 5)] })],
  [
    'one month',
    (turn) => ({ startMs: Date.UTC(2025, turn % 12, 1), endMs: Date.UTC(2025, (turn % 12) + 1, 1) })
  ],
  ['none', () => ({})]
]

async function use(store: RecordStore, count: number): Promise<void> {
  console.log(`\n${count} records`)
  for (const [label, filter] of filters) {
    told(
      `  filter → first 100 rows: ${label}`,
      await times(12, async (turn) => {
        const { viewId } = value(await store.view(filter(turn), newest, zone))
        value(await store.rows(viewId, 0, 100))
      })
    )
  }
  for (const column of ['startedAtMs', 'duration', 'calleeNumber', 'outcome'] as const) {
    told(
      `  sort by ${column}`,
      await times(6, async () => value(await store.view({}, { column, direction: 'ascending' }, zone)))
    )
  }
  for (const column of ['startedAtMs', 'duration'] as const) {
    const { viewId } = value(await store.view({}, { column, direction: 'descending' }, zone))
    for (const limit of [100, 500]) {
      let seed = 1
      told(
        `  ${limit} rows at a random place, by ${column}`,
        await times(40, async () => {
          seed = (seed * 1_103_515_245 + 12_345) % 0x7fffffff
          value(await store.rows(viewId, seed % Math.max(1, count - limit), limit))
        })
      )
    }
  }
  told('  summary of all', await times(6, async () => value(await store.summary({}, zone))))
  told('  summary of a text', await times(6, async () => value(await store.summary({ text: '138' }, zone))))
  const { viewId } = value(await store.view({}, newest, zone))
  const path = join(folder, 'export.csv')
  const [exportMs] = await timed(async () =>
    value(
      await exportView(
        store,
        { viewId, format: 'csv', path, isMasked: false, columns: [...recordColumns], labels, zone },
        { writers: { csv: writeCsv }, onProgress: () => undefined }
      )
    )
  )
  console.log(
    `  CSV of all, ${megabytes(statSync(path).size)}: ${Math.round((count / exportMs) * 1_000)} rows/s`
  )
  console.log(`  peak RSS so far: ${megabytes(peakBytes)}, now ${megabytes(process.memoryUsage().rss)}`)
}

try {
  console.log(`empty process: RSS ${megabytes(process.memoryUsage().rss)}`)
  await firstRows()
  const file = join(folder, 'records.duckdb')
  const store = value(await createRecordStore({ file, nowMs: 0 }))
  let ingestMs = 0
  for (let start = 0; start < largest; start += batch) {
    const body = replyAt(start)
    ingestMs += (await timed(async () => value(await store.ingest(body))))[0]
    if (start + batch === 100_000) await use(store, 100_000)
  }
  console.log(`\ntaken in, in replies of ${batch}: ${Math.round((largest / ingestMs) * 1_000)} rows/s`)
  const last = replyAt(Math.floor((largest - 1) / batch) * batch)
  told('the same reply again, nothing new', await times(5, async () => value(await store.ingest(last))))
  if (largest > 100_000) await use(store, largest)
  await store.close()
  console.log(`file: ${megabytes(statSync(file).size)}`)
  const [openMs] = await timed(async () => value(await createRecordStore({ file, nowMs: 0 })).close())
  console.log(`opened again: ${ms(openMs)}`)
} finally {
  clearInterval(watch)
  rmSync(folder, { recursive: true, force: true })
}
