import type { FoundNumber } from '../../shared/numbers/schema'
import { i18n } from '../platform/i18n.svelte.ts'
import { regionOf } from '../platform/regions.svelte.ts'

/** Describes a number in a list: its doubt, else its region, else its kind. */
export function aboutNumber({ dial, doubt, kind }: FoundNumber): string {
  if (doubt !== undefined) return i18n.t.prompt.doubts[doubt]
  // There is no room for both.
  const region = regionOf(dial, i18n.locale)
  return region === '' ? i18n.t.dial[kind] : region
}
