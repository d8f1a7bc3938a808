import type { FoundNumber } from '../../shared/numbers/schema'
import { i18n } from '../platform/i18n.svelte.ts'
import { regionIn } from '../platform/regions.svelte.ts'

/** Describes a number in a list: its doubt, else its region, else its kind. */
export function aboutNumber({ doubt, kind, region }: FoundNumber): string {
  if (doubt !== undefined) return i18n.t.prompt.doubts[doubt]
  // Only fixed lines have a region, and there is no room for both.
  return region === undefined ? i18n.t.dial[kind] : regionIn(region, i18n.locale)
}
