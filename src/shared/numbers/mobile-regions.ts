import type { Locale } from '../platform/locale'
import { carrierPrefixes, mobileRegionNames, packedRuns } from './mobile-table'

/** A carrier of mobile numbers. */
type Carrier = keyof typeof carrierPrefixes

/** Looks up mobile numbers in national form (11 digits, see `mobileDigits`) by their prefix. */
export interface MobileRegions {
  /** The region to which the prefix was assigned: '江苏 南京', 'Nanjing, Jiangsu'. */
  regionOf(digits: string, locale: Locale): string | undefined
  /** The carrier to which the prefix was assigned; undefined for virtual operators. Numbers can be ported. */
  carrierOf(digits: string): Carrier | undefined
}

const firstPrefix = 1_300_000
const prefixCount = 700_000

async function inflated(base64: string): Promise<Uint8Array> {
  const bytes = Uint8Array.from(atob(base64), (unit) => unit.charCodeAt(0))
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate'))
  return new Uint8Array(await new Response(stream).arrayBuffer())
}

/** Reads the varints that scripts/mobile-regions.mjs packed: the number of runs, their differences, their lengths. */
function unpackRuns(bytes: Uint8Array): Uint16Array {
  let at = 0
  const next = (): number => {
    let value = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++] ?? 0
      value |= (byte & 127) << shift
      if (byte < 128) return value
    }
  }
  const regionOfRun = new Uint16Array(next())
  let region = 0
  for (let run = 0; run < regionOfRun.length; run += 1) {
    const difference = next()
    region += (difference & 1) === 0 ? difference / 2 : -(difference + 1) / 2
    regionOfRun[run] = region
  }
  const byPrefix = new Uint16Array(prefixCount)
  let from = 0
  for (const regionHere of regionOfRun) {
    const end = from + next()
    // Most ranges without a region are large; their pages of memory stay untouched.
    if (regionHere !== 0) byPrefix.fill(regionHere, from, end)
    from = end
  }
  return byPrefix
}

/** Unpacks the table. Takes some 30 ms and 1.4 MB: import this module when a number needs it. */
export async function loadMobileRegions(): Promise<MobileRegions> {
  const byPrefix = unpackRuns(await inflated(packedRuns))
  const chinese = ['', ...mobileRegionNames.map((names) => names.slice(0, names.indexOf('|')))]
  const english = ['', ...mobileRegionNames.map((names) => names.slice(names.indexOf('|') + 1))]
  const carriers = new Map<string, Carrier>()
  for (const [carrier, prefixes] of Object.entries(carrierPrefixes))
    for (const prefix of prefixes.split(' ')) carriers.set(prefix, carrier as Carrier)

  return {
    regionOf(digits, locale) {
      const region = byPrefix[Number(digits.slice(0, 7)) - firstPrefix] ?? 0
      return region === 0 ? undefined : (locale === 'en' ? english : chinese)[region]
    },
    carrierOf: (digits) => carriers.get(digits.slice(0, 3)) ?? carriers.get(digits.slice(0, 4))
  }
}
