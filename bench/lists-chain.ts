import type { ChildProcess } from 'node:child_process'
import { createReadStream, createWriteStream, readFileSync } from 'node:fs'
import { once } from 'node:events'
import { performance } from 'node:perf_hooks'
import { createInterface } from 'node:readline'
import { createImportsClient, type ImportsClient } from '../src/main/imports/store/imports-client'
import { startNodeProcess } from '../src/main/platform/process/testing/process'
import type { ImportsResult } from '../src/shared/imports/imports'
import type { DraftSummary } from '../src/shared/imports/schema'

// The built process of lists and imports with its own file: reads lists into the draft's store and compares them with
// an earlier import and a block list, as in a call centre.

/** The paths of the built process and the account's file. */
export interface ChainPlaces {
  program: string
  file: string
}

/** The measurements of reading and comparing one list. */
export interface ChainMeasured {
  readMs: number
  compareMs: number
  /** CPU time of all threads of that process; NaN where the system doesn't report it. */
  cpuMs: number
  peakBytes: number
  summary: DraftSummary
}

const campaignId = 'bench'

function value<T>(result: ImportsResult<T>): T {
  if (!result.ok) throw new Error(result.error.code)
  return result.value
}

async function withClient<T>(
  { program, file }: ChainPlaces,
  work: (client: ImportsClient, pid: () => number) => Promise<T>
): Promise<T> {
  const children: ChildProcess[] = []
  const client = createImportsClient({ start: startNodeProcess(program, children), file, now: Date.now })
  try {
    return await work(client, () => children.at(-1)?.pid ?? 0)
  } finally {
    await client.close()
  }
}

async function read(client: ImportsClient, path: string): Promise<void> {
  const look = value(await client.ask('addSource', { sourceId: 1, source: { kind: 'file', path } }))
  const [table] = look.tables
  if (table === undefined) throw new Error('no table')
  const { found: options, sheetIndex } = table
  value(await client.ask('readTable', { tableId: 1, sourceId: 1, sheetIndex, options }))
}

const compare = async (client: ImportsClient): Promise<DraftSummary> =>
  value(await client.ask('compare', { tableIds: [1], campaignId })).summary

/** Writes every `nth` line of a list, including its header. */
async function writePart(from: string, to: string, nth: number): Promise<void> {
  const file = createWriteStream(to)
  let at = 0
  for await (const line of createInterface({ input: createReadStream(from), crlfDelay: Infinity })) {
    if (at % nth === 0 && !file.write(`${line}\r\n`)) await once(file, 'drain')
    at += 1
  }
  file.end()
  await once(file, 'finish')
}

/** Imports a fifth of the list and puts a twentieth on the block list beforehand. `list` is UTF-8. */
export async function prepareChain(places: ChainPlaces, list: string): Promise<void> {
  const [earlier, never] = [`${list}.earlier.csv`, `${list}.never.csv`]
  await writePart(list, earlier, 5)
  await writePart(list, never, 20)
  await withClient(places, async (client) => {
    await read(client, earlier)
    const { valid } = await compare(client)
    const id = '00000000-0000-4000-8000-000000000001'
    const asked = { id, campaignId, tableIds: [1], files: [{ name: 'earlier.csv', sheet: null }] }
    const made = { ...asked, isDoubtfulIncluded: false, expected: valid, batchSize: 10_000, nowMs: 1 }
    value(await client.ask('createImport', made))
    for (let no = 1, from = 0; from < valid; no += 1, from += 10_000) {
      const to = Math.min(valid, from + 10_000)
      value(await client.ask('beginRequest', { id, no, from, to, nowMs: 1 }))
      const ending = { outcome: 'accepted' as const, cuts: [], error: null, nowMs: 1 }
      value(await client.ask('recordOutcome', { id, no, ...ending }))
    }
    value(await client.ask('setImportState', { id, state: 'ended', nowMs: 1 }))
    value(await client.ask('readBlockList', { path: never, nowMs: 1 }))
  })
}

/** Measures from opening to the summary of `list`, in a fresh process with the prepared file. */
export function measureChain(places: ChainPlaces, list: string): Promise<ChainMeasured> {
  return withClient(places, async (client, pid) => {
    value(await client.ask('imports', {}))
    const startedMs = performance.now()
    await read(client, list)
    const readMs = performance.now() - startedMs
    const summary = await compare(client)
    const compareMs = performance.now() - startedMs - readMs
    return { readMs, compareMs, summary, ...usageOf(pid()) }
  })
}

/** Resource usage of another process on Linux: clock ticks of its threads (100 per second), and its peak in kB. */
function usageOf(pid: number): { cpuMs: number; peakBytes: number } {
  try {
    const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
    const [user, system] = rest.split(' ').slice(11, 13).map(Number)
    const peak = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return { cpuMs: ((user ?? NaN) + (system ?? NaN)) * 10, peakBytes: Number(peak) * 1_024 }
  } catch {
    return { cpuMs: NaN, peakBytes: NaN }
  }
}
