import type { ZoneOffsets } from '../../shared/records/filter-schema'
import { zoneOffsets } from '../platform/zone-offsets'

/** The earliest start of a call considered for zone changes; before it the first offset is used. */
const firstMs = Date.UTC(2000, 0, 1)
const dayMs = 86_400_000

/** The user's time zone as a list of its changes. */
export interface Zones {
  current(): ZoneOffsets
}

/**
 * Computes the changes of the zone once (about 20 ms), and again when the computer's zone changes or a year has
 * passed. A zone that Intl doesn't know counts as UTC.
 */
export function createZones(deps: { timeZone: () => string; now: () => number }): Zones {
  let known: { timeZone: string; untilMs: number; zone: ZoneOffsets } | null = null

  const offsetsOf = (timeZone: string, untilMs: number): ZoneOffsets => {
    try {
      return zoneOffsets(timeZone, firstMs, untilMs)
    } catch (error) {
      if (error instanceof RangeError) return { offsetMs: 0, changes: [] }
      throw error
    }
  }
  return {
    current() {
      const timeZone = deps.timeZone()
      const nowMs = deps.now()
      if (known?.timeZone !== timeZone || known.untilMs < nowMs + 366 * dayMs) {
        const untilMs = nowMs + 2 * 366 * dayMs
        known = { timeZone, untilMs, zone: offsetsOf(timeZone, untilMs) }
      }
      return known.zone
    }
  }
}
