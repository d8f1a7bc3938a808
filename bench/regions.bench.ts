import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { longestMatch, readSource } from '../scripts/mobile-regions/source.mjs'
import { loadMobileRegions } from '../src/shared/numbers/mobile-regions'
import { packedRuns } from '../src/shared/numbers/mobile-table'

/**
 * Regions of mobile numbers: a million look-ups through our table, compared with the longest prefix in a map of the
 * source's prefixes (as libphonenumber looks them up) for the same numbers in the same run; median of interleaved
 * rounds. Also the table's size and the time to unpack it.
 */
const rounds = 9
const count = 1_000_000

/** Deterministic mobile numbers: all series from 130 to 199, used or not. */
function mobileNumbers(): string[] {
  let seed = 7
  return Array.from({ length: count }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    const series = 130 + Math.floor((seed / 4_294_967_296) * 70)
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return `${String(series)}${String(seed % 100_000_000).padStart(8, '0')}`
  })
}

function timeMs(run: () => unknown): number {
  const start = performance.now()
  run()
  return performance.now() - start
}

const median = (values: readonly number[]): number =>
  [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN

const file = readFileSync('src/shared/numbers/mobile-table.ts')
const unpacking: number[] = []
for (let round = 0; round < rounds; round += 1) {
  const start = performance.now()
  await loadMobileRegions()
  unpacking.push(performance.now() - start)
}
const table = await loadMobileRegions()
const { regions } = readSource()
const numbers = mobileNumbers()

const ours: number[] = []
const theirs: number[] = []
let oursFound = 0
let theirsFound = 0
for (let round = 0; round < rounds; round += 1) {
  oursFound = theirsFound = 0
  ours.push(
    timeMs(() => {
      for (const digits of numbers) if (table.regionOf(digits, 'zh-CN') !== undefined) oursFound += 1
    })
  )
  theirs.push(
    timeMs(() => {
      for (const digits of numbers)
        if (longestMatch(regions, digits.slice(0, 7)) !== undefined) theirsFound += 1
    })
  )
}

const shown = (bytes: number): string => bytes.toLocaleString('en')
const [our, their] = [median(ours), median(theirs)]
console.log(`Regions of mobile numbers, Node ${process.version}, median of ${String(rounds)}`)
console.log(
  `table: ${shown(file.length)} bytes (${shown(gzipSync(file).length)} gzip), runs ${shown(packedRuns.length)} in base64; unpacked in ${median(unpacking).toFixed(1)} ms, the first time in ${(unpacking[0] ?? NaN).toFixed(1)} ms`
)
console.log(
  `${shown(count)} look-ups: ${our.toFixed(0)} ms, longest prefix in a map: ${their.toFixed(0)} ms, ratio ${(their / our).toFixed(1)}×; found ${shown(oursFound)} and ${shown(theirsFound)}`
)
