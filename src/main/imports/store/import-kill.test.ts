import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { createSimulator, type Simulator } from '../../../simulator/simulator'
import { runSize } from '../../platform/testing/run-size'
import { createRandom, finding, fuzzSeed } from '../../platform/testing/fuzzing/random'
import { buildProcess, type BuiltProgram } from '../../platform/process/testing/process'
import type { ImporterInput, RunMessage, Stage } from './testing/imports/messages'
import { startImporter, type ImporterRun, type Victim } from './testing/imports/start'

const total = runSize(8_000, 100_000)
/** Numbers of a request. */
const batchSize = runSize(200, 500)
const kills = runSize(5, 14)
const campaignId = 'spring-2026'
/** Number of requests that the service can delay at the same time, each with its own delay. */
const delays = 4
/** Longer than any run of the program, even on the slowest machine. */
const standstillMs = 60_000

let program: BuiltProgram
let importer: string
let service: Simulator
let folder: string
beforeAll(async () => {
  program = await buildProcess(
    'imports-process.ts',
    'list-worker.ts',
    'imports/store/testing/imports/importer.ts'
  )
  importer = join(program.path, '..', 'importer.js')
  service = await createSimulator({ campaignIds: [campaignId] })
  folder = mkdtempSync(join(tmpdir(), 'deskline-kill-'))
}, 60_000)
afterAll(async () => {
  await service.close()
  program.remove()
  rmSync(folder, { recursive: true, force: true })
})

const random = createRandom(fuzzSeed)
const numberAt = (at: number): string => `138${String(at).padStart(8, '0')}`

/** Writes a list with three left-out entries: one damaged, one empty, one repeated. */
function writeList(): string {
  const path = join(folder, 'customers.csv')
  const lines = Array.from({ length: total }, (_, at) => `客户${at},${numberAt(at)}`)
  const left = ['损坏,1.38E+10', '空,', `重复,${numberAt(7)}`]
  writeFileSync(path, ['姓名,手机', ...lines, ...left, ''].join('\r\n'))
  return path
}

/** Delays every request by a random time, before or after its numbers are taken. */
function holdUp(): void {
  const rule = (): void =>
    void service.faults.add({
      match: { on: 'rest', method: 'POST', path: '/numbers' },
      times: 1,
      effect: { kind: 'delay', ms: random.below(25), when: random.pick(['before', 'after']) }
    })
  for (let count = 0; count < delays; count += 1) rule()
  service.requests.onRequest(({ method }) => (method === 'POST' ? rule() : undefined))
}

/**
 * Waits until the service has processed everything that arrived: a killed program's last requests may still be in
 * flight.
 */
async function quiet(): Promise<void> {
  // Connections are accepted in order of arrival, so earlier requests are being processed by then.
  await fetch(`${service.apiPrefix}/nothing`)
  await vi.waitFor(() => expect(service.faults.rules()).toHaveLength(delays), {
    timeout: 20_000,
    interval: 5
  })
}

const library = (): string[] => service.campaigns.numbers(campaignId)
const isInLibrary = (number: string): boolean =>
  service.campaigns.imports(campaignId).some(({ numbers }) => numbers.includes(number))

/** When to kill: after so many requests and so much time in a stage. */
interface Moment {
  stage: Stage
  requests: number
  afterMs: number
  victim: Victim
}

function momentOf(turn: number): Moment {
  const victim = random.pick(['importer', 'importer', 'both', 'both', 'process'] as const)
  const stage = turn < 4 ? random.pick(['reading', 'creating', 'creating'] as const) : 'sending'
  if (stage !== 'sending') return { stage, requests: 0, afterMs: random.below(250), victim }
  return { stage, requests: random.below(10), afterMs: random.below(40), victim }
}

/** Resolves after this many further requests have been answered, or once the program has ended. */
async function answered(run: ImporterRun, requests: number): Promise<void> {
  const until = service.requests.total + requests
  await new Promise<void>((resolve) => {
    const look = (): void => {
      if (service.requests.total < until && run.end() === null) return
      for (const off of offs) off()
      resolve()
    }
    const offs = [service.requests.onRequest(look), run.onChange(look)]
    look()
  })
}

type End = ReturnType<ImporterRun['end']>

/** `held`: count of numbers in the library when the run began. */
function checkFound({ imports }: Extract<RunMessage, { kind: 'found' }>, held: number): void {
  expect(imports.length).toBeLessThanOrEqual(1)
  const [one] = imports
  if (one === undefined) {
    expect(held).toBe(0)
    return
  }
  expect(one).toMatchObject({ total, leftOut: 3, refused: 0 })
  expect(['interrupted', 'ended']).toContain(one.status.kind)
  // The stored counts never claim more than the library has, and the remaining numbers in it are stored as unknown.
  expect(one.sent).toBeLessThanOrEqual(held)
  expect(one.sent + one.unknown).toBeGreaterThanOrEqual(held)
}

it('an import that is killed repeatedly imports each number exactly once', async () => {
  const list = writeList()
  holdUp()
  const moments: Moment[] = []
  let interruptions = 0

  /** Returns how the run ended; null: it was killed, or ended before it reported what it found. */
  const runOnce = async (): Promise<End> => {
    const held = library().length
    const input: ImporterInput = {
      program: program.path,
      file: join(folder, 'imports.duckdb'),
      list,
      apiPrefix: service.apiPrefix,
      campaignId,
      batchSize,
      requestsAtOnce: 2,
      isDecidedFirst: random.isChance(0.5)
    }
    const run = startImporter(importer, input, ({ no, firstNumber }) => ({
      no,
      decision: isInLibrary(firstNumber) ? 'taken' : 'again'
    }))
    const live = async (): Promise<End> => {
      let isKilled = false
      while (!isKilled && moments.length < kills && run.end() === null) {
        const moment = momentOf(moments.length)
        await run.reached(moment.stage)
        await answered(run, moment.requests)
        await pause(moment.afterMs)
        if (run.end() !== null) break
        moments.push(moment)
        run.kill(moment.victim)
        isKilled = moment.victim !== 'process'
      }
      return isKilled ? null : run.ended()
    }
    const giveUp = new AbortController()
    const standstill: Promise<End> = pause(standstillMs, undefined, { signal: giveUp.signal }).then(() => {
      throw new Error(`standstill: ${run.shows()}`)
    })
    let last: End
    try {
      last = await Promise.race([live(), standstill])
    } finally {
      giveUp.abort()
      await standstill.catch(() => undefined)
      run.kill('importer')
      await run.gone
    }
    if (last?.kind === 'failed') throw new Error(last.why)
    await quiet()
    expect(new Set(library()).size).toBe(library().length)
    const found = run.found()
    if (found === null) return null
    checkFound(found, held)
    if (found.imports[0]?.status.kind === 'interrupted') interruptions += 1
    return last
  }

  try {
    let last: End = null
    while (last === null || last.kind === 'left') last = await runOnce()
    expect(last).toMatchObject({
      kind: 'done',
      imports: [{ status: { kind: 'ended' }, total, sent: total, refused: 0, unknown: 0, undecided: 0 }],
      report: { sent: total, refused: 0, unknown: 0, waiting: 0, leftOut: 3 }
    })
    expect(library()).toHaveLength(total)
    expect(new Set(library())).toEqual(new Set(Array.from({ length: total }, (_, at) => numberAt(at))))
    expect(moments.length).toBeGreaterThanOrEqual(kills - 2)
    expect(interruptions).toBeGreaterThanOrEqual(runSize(1, 3))
  } catch (problem) {
    throw finding('a killed import', moments.length, moments, problem)
  }
}, 240_000)
