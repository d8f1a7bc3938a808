import type { ZoneOffsets } from '../../shared/records/filter-schema'

const dayMs = 86_400_000
// Shorter than any summer time period of any country since 1970 (Morocco and Egypt suspend it for a month of
// fasting).
const stepMs = 7 * dayMs
/** No zone rules are known outside this range; the offset at its border is used there. */
const firstMs = 0
const lastMs = Date.UTC(2100, 0, 1)

/** Returns a function that reads the zone's offset from UTC at an epoch time, in ms, with Intl's calendar. */
function offsetReader(timeZone: string): (atMs: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric'
  })
  return (atMs) => {
    const wholeSecondMs = Math.floor(atMs / 1_000) * 1_000
    const fields: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
    for (const { type, value } of format.formatToParts(wholeSecondMs)) fields[type] = Number(value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = fields
    return Date.UTC(year, month - 1, day, hour, minute, second) - wholeSecondMs
  }
}

/**
 * The offsets of `timeZone` (IANA) between two epoch times, each change exact to the ms. Before 1970 and after 2099
 * the nearest known offset is used. Throws a RangeError for a zone that Intl doesn't know.
 */
export function zoneOffsets(timeZone: string, startMs: number, endMs: number): ZoneOffsets {
  const offsetAt = offsetReader(timeZone)
  const fromMs = Math.min(Math.max(startMs, firstMs), lastMs)
  const toMs = Math.min(Math.max(endMs, fromMs), lastMs)
  const zone: ZoneOffsets = { offsetMs: offsetAt(fromMs), changes: [] }
  let [beforeMs, before] = [fromMs, zone.offsetMs]
  while (beforeMs < toMs) {
    const afterMs = Math.min(beforeMs + stepMs, toMs)
    const after = offsetAt(afterMs)
    if (after !== before) {
      let [low, high] = [beforeMs, afterMs]
      while (high - low > 1) {
        const middle = Math.floor((low + high) / 2)
        if (offsetAt(middle) === before) low = middle
        else high = middle
      }
      zone.changes.push({ atMs: high, offsetMs: after })
    }
    ;[beforeMs, before] = [afterMs, after]
  }
  return zone
}

/** The offset from UTC at an epoch time, in ms. */
export function offsetAt(zone: ZoneOffsets, atMs: number): number {
  let { offsetMs } = zone
  for (const change of zone.changes) {
    if (change.atMs > atMs) break
    offsetMs = change.offsetMs
  }
  return offsetMs
}

/** Local date and time without a zone: `2026-03-01 09:15:22`. */
export function wallTime(zone: ZoneOffsets, atMs: number): string {
  const local = new Date(atMs + offsetAt(zone, atMs))
  // Within an hour of the maximum date, the local time of an eastern zone is beyond it.
  if (Number.isNaN(local.getTime())) return new Date(atMs).toISOString()
  return local.toISOString().replace('T', ' ').slice(0, -5)
}
