import type { regionName } from '../../shared/regions'
import type { Locale } from '../../shared/messages'

let translate = $state.raw<typeof regionName | null>(null)
let isAsked = false

/** A region in the person's language. The table of English names is only loaded when one is wanted. */
export function regionIn(region: string, locale: Locale): string {
  if (locale === 'zh-CN') return region
  if (!isAsked) {
    isAsked = true
    void import('../../shared/regions').then((loaded) => (translate = loaded.regionName))
  }
  return translate?.(region, locale) ?? ''
}
