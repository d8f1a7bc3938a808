import { setTimeout as pause } from 'node:timers/promises'
import { SCENARIO_IDS } from '../src/simulator/live/scenarios'
import { keepBooks } from './bookkeeping'
import { soakFaults } from './faults'
import { startSoaked, testAgentId, type Soaked } from './program'
import { growing, growthRule, handleCount, mega, memoryLines, readVitals, type Vitals } from './vitals'

// Runs the program for half an hour in a real Electron, with calls and a fault every few seconds. At the end no call
// may be lost and no resource may have kept growing. `npm run soak [-- minutes]`

const minutes = Number(process.argv[2] ?? 30)
const sampleEveryMs = 10_000
/** Records are queried for up to 3 minutes after a gap, and a single record for up to 5. */
const settleMs = 6 * 60_000
/** At most one handshake per second, even if the network delays some. */
const maxHandshakesInTen = 11

const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(Math.random() * list.length)]

interface Run {
  isOver: () => boolean
  /** Pauses; ends early when the run ends. */
  rest: (ms: number) => Promise<void>
}

async function makeCalls(soaked: Soaked, run: Run): Promise<void> {
  for (let made = 0; !run.isOver(); made += 1) {
    const number = `139${String(10_000_000 + made).padStart(8, '0')}`
    if (made % 3 === 0) {
      // The line may be down and REST may fail; handling that is the program's task.
      void soaked.dial(number).catch(() => undefined)
    } else {
      const scenario = pick(SCENARIO_IDS.filter((id) => id !== 'answered-long'))
      soaked.simulator.startElsewhere({ agentId: testAgentId, calleeNumber: number, scenario })
    }
    await run.rest(1_500 + Math.random() * 3_000)
  }
}

async function breakThings(soaked: Soaked, run: Run, counts: Map<string, number>): Promise<void> {
  let waiting = Object.keys(soakFaults)
  while (!run.isOver()) {
    const name = pick(waiting) ?? ''
    // Play each fault once before repeating any.
    waiting = waiting.filter((other) => other !== name)
    if (waiting.length === 0) waiting = Object.keys(soakFaults)
    counts.set(name, (counts.get(name) ?? 0) + 1)
    await soakFaults[name]?.(soaked)
    await run.rest(1_000 + Math.random() * 4_000)
  }
}

/** The maximum number of handshakes within ten seconds. */
function watchHandshakes({ simulator }: Soaked): () => number {
  const atMs: number[] = []
  let most = 0
  simulator.live.onExchange(({ at, channel }) => {
    if (channel !== '/meta/handshake') return
    atMs.push(at)
    while ((atMs[0] ?? at) < at - 10_000) atMs.shift()
    most = Math.max(most, atMs.length)
  })
  return () => most
}

async function soak(): Promise<string[]> {
  const soaked = await startSoaked()
  const { simulator, deskline } = soaked
  const problems: string[] = []
  const startedAtMs = Date.now()
  const endMs = startedAtMs + minutes * 60_000
  const abort = new AbortController()
  const run: Run = {
    isOver: () => abort.signal.aborted || Date.now() >= endMs,
    rest: (ms) => pause(ms, undefined, { signal: abort.signal }).catch(() => undefined)
  }
  deskline.app.once('close', () => abort.abort())
  const books = keepBooks(simulator)
  const mostHandshakes = watchHandshakes(soaked)
  const faultCounts = new Map<string, number>()
  const samples: Vitals[] = []
  let isStopping = false

  const failed = (what: string) => (error: unknown) => {
    if (!isStopping) problems.push(`${what}: ${error instanceof Error ? error.message : String(error)}`)
    abort.abort()
  }
  const show = async (): Promise<void> => {
    const { all, right } = books.count()
    const last = samples.at(-1)
    if (last === undefined) return
    const cells = [
      `${((Date.now() - startedAtMs) / 60_000).toFixed(1)} min`,
      `line ${(await soaked.lineStatus()).kind}`,
      `faults ${[...faultCounts.values()].reduce((sum, count) => sum + count, 0)}`,
      `calls ${all}, right ${right}`,
      `handshakes ${simulator.live.received('/meta/handshake')} (at most ${mostHandshakes()} in 10 s)`,
      `connections ${soaked.line.opened()}`,
      `REST ${simulator.requests.total}`,
      `heap ${mega(last.heapBytes)} MB, main ${mega(last.mainBytes)} MB, others ${mega(last.otherBytes)} MB`,
      `handles ${handleCount(last)}`
    ]
    console.log(cells.join('   '))
  }
  const watch = async (): Promise<void> => {
    for (let turn = 1; !run.isOver(); turn += 1) {
      await run.rest(sampleEveryMs)
      const vitals = await readVitals(deskline)
      samples.push({ calls: books.count().all, ...vitals })
      books.look(await soaked.calls())
      if (turn % 6 === 0) await show()
    }
  }

  try {
    await Promise.all([
      makeCalls(soaked, run).catch(failed('calls')),
      breakThings(soaked, run, faultCounts).catch(failed('faults')),
      watch().catch(failed('the program'))
    ])
    if (problems.length > 0) return problems

    // All faults are over: let every call end, and give the program time to query its record.
    simulator.faults.clear()
    simulator.hangUpAll()
    let wrong: string[] = []
    let isLive = false
    for (const waitEndsMs = Date.now() + settleMs; Date.now() < waitEndsMs;) {
      await pause(2_000)
      wrong = books.wrong(await soaked.calls())
      isLive = (await soaked.lineStatus()).kind === 'live'
      if (isLive && wrong.length === 0) break
    }
    await show()
    console.log(`handles: ${JSON.stringify(samples.at(-1)?.handles ?? {})}`)
    console.log(`faults: ${[...faultCounts].map(([name, count]) => `${name} ${count}`).join(', ')}`)
    const dialled = (await soaked.calls()).filter(
      ({ origin, callId }) => origin === 'here' && callId !== null
    )
    console.log(`of the newest calls ${dialled.length} were dialled in the program`)
    console.log(`lost: ${wrong.length} of ${books.count().all} calls`)
    for (const line of memoryLines(samples)) console.log(line)
    console.log(growthRule)
    problems.push(...wrong.map((line) => `lost: ${line}`))
    problems.push(...growing(samples).map((line) => `grows: ${line}`))
    if (mostHandshakes() > maxHandshakesInTen) problems.push(`${mostHandshakes()} handshakes in 10 s`)
    if (!isLive) problems.push('the line is not live at the end')
    return problems
  } finally {
    isStopping = true
    await soaked.close()
  }
}

const problems = await soak()
for (const problem of problems) console.log(problem)
console.log(problems.length === 0 ? 'passed: nothing lost, nothing grows' : 'failed')
process.exit(problems.length === 0 ? 0 : 1)
