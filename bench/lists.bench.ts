import { fork } from 'node:child_process'
import { createReadStream, mkdtempSync, rmSync, statSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import type { ListEncoding } from '../src/shared/imports/imports'
import { buildProcess } from '../src/main/platform/process/testing/process'
import { createListReader } from '../src/main/imports/parsing/list-reader'
import { startListThread } from '../src/main/imports/parsing/list-thread'
import { buildListWorker } from '../src/main/imports/parsing/testing/worker'
import { measureChain, prepareChain, type ChainPlaces } from './lists-chain'

// A list of 1,000,000 lines: table detection, then reading and normalising the numbers in the worker thread and
// handing them over. Also the whole chain, into the store of the built process with its comparison (duplicates, a
// block list of a twentieth, a fifth imported before). Compared, in the same run, with reading the lines of the same
// file without processing, and with libphonenumber-js on the number of each line. Each in a fresh process; rounds
// alternate.
// `node scripts/run-ts.mjs bench/lists.bench.ts [LINES] [ROUNDS]`

/** The measurements of one process. */
interface Measured {
  ms: number
  /** CPU time of all threads; on a busy machine more meaningful than `ms`. */
  cpuMs: number
  /** The count of numbers found. */
  numbers: number
  peakBytes: number
  /** Whole chain only: the times of its parts, and the resulting summary. */
  parts?: string
}

const kinds = ['line by line', 'libphonenumber-js', 'reading alone', 'whole chain'] as const
type Kind = (typeof kinds)[number]
interface Task {
  kind: Kind
  path: string
  encoding: ListEncoding
  worker: string
  chain: ChainPlaces
}

/** Writes a CRM export: names, numbers in everyday notation, one in twenty damaged or missing, notes with quotes. */
async function writeList(path: string, lines: number, encode: (text: string) => Uint8Array): Promise<void> {
  const surnames = ['张', '王', '李', '赵', '陈', '欧阳']
  const file = await open(path, 'w')
  let seed = 11
  const next = (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 4_294_967_296) * below)
  }
  const numberOf = (at: number): string => {
    const mobile = `1${3 + next(7)}${String(at % 1_000_000_000).padStart(9, '0')}`
    const form = next(40)
    if (form === 0) return ''
    if (form === 1) return `${mobile.slice(0, 1)}.${mobile.slice(1, 4)}E+10`
    if (form < 6) return `${mobile.slice(0, 3)}-${mobile.slice(3, 7)}-${mobile.slice(7)}`
    if (form < 9) return `010-6${String(at % 10_000_000).padStart(7, '0')}`
    if (form === 9) return `+86 ${mobile}`
    return mobile
  }
  await file.write(encode('编号,姓名,手机,备注\r\n'))
  for (let at = 0; at < lines;) {
    const part: string[] = []
    for (const end = Math.min(lines, at + 10_000); at < end; at += 1) {
      const note = next(20) === 0 ? '"他说,""再打""吧"' : '无'
      part.push(`${at + 1},${surnames[next(surnames.length)] ?? ''}先生,${numberOf(at)},${note}\r\n`)
    }
    await file.write(encode(part.join('')))
  }
  await file.close()
}

async function byLine(path: string, each: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: createReadStream(path), crlfDelay: Infinity })) each(line)
}

const tasks: Record<Exclude<Kind, 'whole chain'>, (task: Task) => Promise<number>> = {
  async 'line by line'({ path }) {
    let lines = 0
    await byLine(path, () => {
      lines += 1
    })
    return lines
  },
  async 'libphonenumber-js'({ path }) {
    const { parsePhoneNumberFromString } = await import('libphonenumber-js')
    let numbers = 0
    await byLine(path, (line) => {
      if (parsePhoneNumberFromString(line.split(',')[2] ?? '', 'CN')?.isValid() === true) numbers += 1
    })
    return numbers
  },
  async 'reading alone'({ path, worker, encoding }) {
    const reader = createListReader({ startWorker: startListThread(worker) })
    const looked = await reader.probe(
      { kind: 'file', path },
      { encoding: null, delimiter: null, header: 'find', isHiddenIncluded: false }
    )
    const found = looked.ok ? looked.value.tables[0]?.found : undefined
    if (found?.encoding !== encoding || found.numberColumns.join() !== '2') throw new Error('not found')
    let numbers = 0
    const read = await reader.read(
      { source: { kind: 'file', path }, sheetIndex: null, options: found },
      {
        // In the whole chain, the store compares entries here.
        batch({ dials }) {
          for (const dial of dials) if (dial !== '') numbers += 1
          return Promise.resolve()
        },
        progress: () => undefined
      }
    )
    reader.close()
    if (!read.ok) throw new Error(read.error.code)
    return numbers
  }
}

/** Measures the process of the chain, not the one that drives it. */
async function measureWhole({ chain, path }: Task): Promise<Measured> {
  const { readMs, compareMs, cpuMs, peakBytes, summary } = await measureChain(chain, path)
  const { valid, doubtful, byReason } = summary
  const seconds = [readMs, compareMs].map((ms) => `${(ms / 1_000).toFixed(2)} s`)
  const reasons = byReason.map(({ reason, count }) => `${count} ${reason}`).join(', ')
  const parts = `read ${seconds[0] ?? ''}, told apart ${seconds[1] ?? ''}: ${valid} to send, ${reasons}`
  return { ms: readMs + compareMs, cpuMs, numbers: valid + doubtful, peakBytes, parts }
}

async function measure(task: Task): Promise<Measured> {
  if (task.kind === 'whole chain') return measureWhole(task)
  const startedAtMs = performance.now()
  const numbers = await tasks[task.kind](task)
  const { user, system } = process.cpuUsage()
  return {
    ms: performance.now() - startedAtMs,
    cpuMs: (user + system) / 1_000,
    numbers,
    // maxRSS is in KiB.
    peakBytes: process.resourceUsage().maxRSS * 1_024
  }
}

/** Measures in a fresh process that runs this program again. */
const measureAnew = (task: Task): Promise<Measured> =>
  new Promise((resolve, reject) => {
    const child = fork(process.argv[1] ?? '', ['task'], { serialization: 'advanced' })
    child.once('message', (measured: Measured) => resolve(measured))
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`${task.kind} ended with ${String(code)}`)))
    child.send(task)
  })

const median = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const row = (cells: readonly string[]): void =>
  console.log(cells.map((cell, at) => (at === 0 ? cell.padEnd(20) : cell.padStart(13))).join(''))

async function compareAll(lines: number, rounds: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'deskline-bench-'))
  const worker = await buildListWorker()
  // Absolute paths, because this program is a bundle in another folder.
  const program = await buildProcess(
    resolve('src/main/imports-process.ts'),
    resolve('src/main/list-worker.ts')
  )
  const chain: ChainPlaces = { program: program.path, file: join(folder, 'imports.duckdb') }
  try {
    const utf8 = new TextEncoder()
    const lists: [ListEncoding, (text: string) => Uint8Array][] = [
      ['utf-8', (text) => utf8.encode(text)],
      ['utf-16le', (text) => Buffer.from(text, 'utf16le')]
    ]
    for (const [encoding, encode] of lists) {
      const path = join(folder, `${encoding}.csv`)
      await writeList(path, lines, encode)
      if (encoding === 'utf-8') await prepareChain(chain, path)
      const megabytes = (statSync(path).size / 1e6).toFixed(1)
      console.log(
        `\n${lines.toLocaleString('en')} lines, ${megabytes} MB of ${encoding}, median of ${rounds}, Node ${process.version}`
      )
      // Node's line reader doesn't support UTF-16.
      const compared = kinds.filter(
        (kind) => encoding === 'utf-8' || kind === 'reading alone' || kind === 'whole chain'
      )
      const results = new Map<Kind, Measured[]>(compared.map((kind) => [kind, []]))
      for (let round = 0; round < rounds; round += 1) {
        for (const [kind, all] of results)
          all.push(await measureAnew({ kind, path, encoding, worker: worker.path, chain }))
      }
      const of = (kind: Kind, value: (one: Measured) => number): number =>
        median((results.get(kind) ?? []).map(value))
      row(['', 'time', 'lines/s', 'of ours', 'CPU', 'of ours', 'peak memory', 'numbers'])
      for (const kind of compared) {
        const ms = of(kind, (one) => one.ms)
        const cpuMs = of(kind, (one) => one.cpuMs)
        row([
          kind,
          `${(ms / 1_000).toFixed(2)} s`,
          Math.round((lines / ms) * 1_000).toLocaleString('en'),
          `${(ms / of('whole chain', (one) => one.ms)).toFixed(2)}×`,
          `${(cpuMs / 1_000).toFixed(2)} s`,
          `${(cpuMs / of('whole chain', (one) => one.cpuMs)).toFixed(2)}×`,
          `${(of(kind, (one) => one.peakBytes) / 1e6).toFixed(0)} MB`,
          String(of(kind, (one) => one.numbers))
        ])
      }
      const [first] = results.get('whole chain') ?? []
      if (first?.parts !== undefined) console.log(`The chain: ${first.parts}`)
    }
  } finally {
    worker.remove()
    program.remove()
    rmSync(folder, { recursive: true, force: true })
  }
}

if (process.argv[2] === 'task') {
  process.once('message', (task: Task) => {
    void measure(task).then((measured) => process.send?.(measured, () => process.exit(0)))
  })
} else {
  await compareAll(Number(process.argv[2] ?? 1_000_000), Number(process.argv[3] ?? 3))
}
