import type { regionName, regionOfAreaCode } from '../../shared/numbers/regions'
import type { Locale } from '../../shared/messages'
import { areaCodeLength } from '../../shared/numbers/number'

let table = $state.raw<{ regionName: typeof regionName; regionOfAreaCode: typeof regionOfAreaCode } | null>(
  null
)
let isAsked = false

function askForTable(): void {
  if (isAsked) return
  isAsked = true
  void import('../../shared/numbers/regions').then((loaded) => (table = loaded))
}

/** A region in the user's language. Loads the table of English names on first use. */
export function regionIn(region: string, locale: Locale): string {
  if (locale === 'zh-CN') return region
  askForTable()
  return table?.regionName(region, locale) ?? ''
}

/** The region of a number with an area code, in the user's language; empty for any other. */
export function regionOf(dial: string, locale: Locale): string {
  const length = areaCodeLength(dial)
  if (length === 0) return ''
  askForTable()
  const region = table?.regionOfAreaCode(dial.slice(0, length))
  return region === undefined ? '' : regionIn(region, locale)
}
