import { defaultLiveLineLimits } from '../src/main/service/live-line/line-limits'
import { playScenario, type FaultOutcome } from '../src/main/service/testing/faults/play'
import type { FaultScenario } from '../src/main/service/testing/faults/scenario'
import { faultScenarios, loneFaultScenarios } from '../src/main/service/testing/faults/scenarios'
import { patienceMs, playToStock, type StockOutcome } from './stock-under-faults'

// Plays every fault of the suite against the program's live line and rules: first all of them in compressed time,
// then those that are meaningful for a bare faye client in real time, side by side with one in separate worlds.
// `npm run bench -- faults [compressed|real] [PART OF A NAME]`. About 1 and 5 minutes.

const compression = 1 / 20
const only = process.argv[2]
const wanted = process.argv[3] ?? ''

const seconds = (ms: number, scale: number): string => `${(ms / scale / 1_000).toFixed(1)} s`
const ratio = (stock: number | null, own: number | null): string =>
  stock === null || own === null || own < 1 ? '' : ` (${(stock / own).toFixed(1)}×)`

function governs({ noticed, limits }: FaultScenario): string {
  if (noticed === null) return ''
  if (noticed.limit === 'at once') return ', at once'
  return `, by ${noticed.limit}: ${noticed.withinMs({ ...defaultLiveLineLimits, ...limits }) / 1_000} s`
}

function showOwn(scenario: FaultScenario, own: FaultOutcome, scale: number): void {
  const seen = own.noticedAfterMs === null ? 'nothing' : seconds(own.noticedAfterMs, scale)
  const back = own.backAfterMs === null ? 'never away' : `back ${seconds(own.backAfterMs, scale)}`
  console.log(`${scenario.name}\n  sees ${own.sees}`)
  console.log(
    `  Deskline: seen ${seen}${governs(scenario)}; ${back}; handshakes ${own.handshakes}, connections ` +
      `${own.connections}, REST ${own.restRequests}; missed ${own.missedEvents}, lost ${own.differences.length}`
  )
  for (const difference of own.differences.slice(0, 5)) console.log(`    ${difference}`)
}

function showStock(stock: StockOutcome, own: FaultOutcome): void {
  const seen = stock.noticedAfterMs === null ? 'nothing' : seconds(stock.noticedAfterMs, 1)
  const back = stock.backAfterMs === null ? 'never back' : `back ${seconds(stock.backAfterMs, 1)}`
  console.log(
    `  stock:    seen ${seen}${ratio(stock.noticedAfterMs, own.noticedAfterMs)}; ` +
      `${back}${ratio(stock.backAfterMs, own.backAfterMs)}; handshakes ${stock.handshakes}` +
      `${ratio(stock.handshakes, own.handshakes)}, connections ${stock.connections}; missed ${stock.missedEvents}`
  )
}

console.log(
  [
    `Node ${process.version}; seconds are those of real life. seen: from the fault to what the person sees of`,
    'it, with the limit that governs it; back: from its end (or the person\'s "try again") to live; missed:',
    "events that were never heard; lost: in what calls differ from the service's records at the end.",
    `stock: a bare faye client under the same fault, given ${patienceMs / 1_000} s to come back; in brackets its`,
    "figure to Deskline's."
  ].join('\n')
)

if (only !== 'real') {
  console.log(`\n── compressed: 1 s takes ${compression * 1_000} ms`)
  for (const scenario of [...faultScenarios, ...loneFaultScenarios]) {
    if (scenario.name.includes(wanted))
      showOwn(scenario, await playScenario(scenario, compression), compression)
  }
}
if (only !== 'compressed') {
  console.log('\n── in real time, at default limits')
  const chosen = faultScenarios.filter(({ name, isForStock }) => isForStock === true && name.includes(wanted))
  const played = chosen.map((scenario) => Promise.all([playScenario(scenario, 1), playToStock(scenario, 1)]))
  for (const [index, both] of (await Promise.all(played)).entries()) {
    const scenario = chosen[index]
    if (scenario === undefined) continue
    showOwn(scenario, both[0], 1)
    showStock(both[1], both[0])
  }
}
// An abandoned stock client still has timers.
process.exit(0)
