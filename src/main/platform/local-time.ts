/**
 * Returns a formatter of epoch ms as local time in the computer's current zone: `2026-11-22 14:05:30`, or null
 * outside of the years 1000 to 9999. Create a new one for each use: in the main process, `Date` keeps the zone of the
 * program's start when the computer's zone changes, and a formatter the zone of its creation.
 */
export function localTimes(timeZone?: string): (atMs: number) => string | null {
  const format = timeZone === undefined ? formatOf() : (formats.get(timeZone) ?? formatOf(timeZone))
  if (timeZone !== undefined) formats.set(timeZone, format)
  return (atMs) => {
    if (Number.isNaN(new Date(atMs).getTime())) return null
    const text = format.format(atMs)
    return /^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? text : null
  }
}

/** By zone, since creating one takes longer than using it. Only known zones get here: others throw. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(timeZone?: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat('sv-SE', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone })
  })
}

/** Local time without seconds: `2026-11-22 14:05`; null like {@link localTimes}. */
export const localMinute = (atMs: number, timeZone?: string): string | null =>
  localTimes(timeZone)(atMs)?.slice(0, 16) ?? null

const dayMs = 86_400_000

/** Epoch ms of a local time read as UTC; null if there is no such date. */
function asUtcMs(localTime: string): number | null {
  const match = /^(\d{4})-(\d\d)-(\d\d) (\d\d):(\d\d)/.exec(localTime)
  if (match === null) return null
  const atMs = Date.parse(`${localTime.slice(0, 10)}T${localTime.slice(11, 16)}:00Z`)
  // Some invalid dates (30 February) are moved instead of refused.
  return !Number.isNaN(atMs) && new Date(atMs).toISOString().startsWith(localTime.slice(0, 10)) ? atMs : null
}

/**
 * The inverse of {@link localTimes}: a function that returns epoch ms of a local time (`2026-11-22 14:05`), null if
 * there is no such date. Of a time that occurs twice, when clocks are set back, the first; a time that clocks skip is
 * moved on by what they skip.
 */
export function localEpochs(timeZone?: string): (localTime: string) => number | null {
  const format = localTimes(timeZone)
  const offsetAt = (atMs: number): number => {
    const local = format(atMs)
    return local === null ? NaN : Date.parse(`${local.replace(' ', 'T')}Z`) - atMs
  }
  return (localTime) => {
    const utcMs = asUtcMs(localTime)
    if (utcMs === null) return null
    const [before, after] = [utcMs - offsetAt(utcMs - dayMs), utcMs - offsetAt(utcMs + dayMs)]
    if (Number.isNaN(before) || Number.isNaN(after)) return null
    const found = [before, after].filter((atMs) => format(atMs)?.slice(0, 16) === localTime)
    return found.length === 0 ? before : Math.min(...found)
  }
}

/** The day after the local day of `atMs`, at `time` (`09:00`); null outside of the years 1000 to 9999. */
export function nextDayAt(atMs: number, time: string, timeZone?: string): string | null {
  const today = localTimes(timeZone)(atMs)?.slice(0, 10)
  const todayMs = today === undefined ? null : asUtcMs(`${today} 00:00`)
  return todayMs === null ? null : `${new Date(todayMs + dayMs).toISOString().slice(0, 10)} ${time}`
}
