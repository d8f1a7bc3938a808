import type { MobileRegions } from '../../shared/numbers/mobile-regions'
import { areaCodeLength, mobileDigits } from '../../shared/numbers/number'
import type { regionName, regionOfAreaCode } from '../../shared/numbers/regions'
import type { Locale } from '../../shared/messages'
import { i18n } from './i18n.svelte.ts'

// Both tables are chunks of their own, loaded when the first number that needs them is shown.
let fixedLines = $state.raw<{
  regionName: typeof regionName
  regionOfAreaCode: typeof regionOfAreaCode
} | null>(null)
let mobiles = $state.raw<MobileRegions | null>(null)
let areFixedLinesAsked = false
let areMobilesAsked = false

function askForFixedLines(): void {
  if (areFixedLinesAsked) return
  areFixedLinesAsked = true
  void import('../../shared/numbers/regions').then((loaded) => (fixedLines = loaded))
}

function askForMobiles(): void {
  if (areMobilesAsked) return
  areMobilesAsked = true
  void import('../../shared/numbers/mobile-regions').then(async ({ loadMobileRegions }) => {
    mobiles = await loadMobileRegions()
  })
}

function regionOfFixedLine(dial: string, locale: Locale): string {
  const length = areaCodeLength(dial)
  if (length === 0) return ''
  askForFixedLines()
  const region = fixedLines?.regionOfAreaCode(dial.slice(0, length))
  return region === undefined ? '' : (fixedLines?.regionName(region, locale) ?? '')
}

/**
 * The region of a mobile number or of a number with an area code, in the user's language. Empty for any other number,
 * and until the table is loaded.
 */
export function regionOf(dial: string, locale: Locale): string {
  const digits = mobileDigits(dial)
  if (digits === null) return regionOfFixedLine(dial, locale)
  askForMobiles()
  return mobiles?.regionOf(digits, locale) ?? ''
}

/** The region and, for a mobile number, the carrier by its prefix: 江苏 南京 · 中国移动（按号段）. */
export function regionAndCarrierOf(dial: string, locale: Locale): string {
  const digits = mobileDigits(dial)
  const region = regionOf(dial, locale)
  const carrier = digits === null ? undefined : mobiles?.carrierOf(digits)
  if (carrier === undefined) return region
  return [region, i18n.t.carriers.byPrefix(i18n.t.carriers[carrier])]
    .filter((part) => part !== '')
    .join(' · ')
}
