import type { FoundNumber } from '../../shared/numbers/number'
import { i18n } from '../platform/i18n.svelte.ts'
import { regionIn } from '../platform/regions.svelte.ts'

/** What a row of numbers says of one of them: its doubt, else its region, else its kind. */
export function aboutNumber({ doubt, kind, region }: FoundNumber): string {
  if (doubt !== undefined) return i18n.t.prompt.doubts[doubt]
  // A region says that it is a fixed line; there is no room for both.
  return region === undefined ? i18n.t.dial[kind] : regionIn(region, i18n.locale)
}
