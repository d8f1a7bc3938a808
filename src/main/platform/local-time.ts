/**
 * Returns a formatter of epoch ms as local time in the computer's current zone: `2026-11-22 14:05:30`, or null
 * outside of the years 1000 to 9999. Create a new one for each use: in the main process, `Date` keeps the zone of the
 * program's start when the computer's zone changes, and a formatter the zone of its creation.
 */
export function localTimes(timeZone?: string): (atMs: number) => string | null {
  const format = new Intl.DateTimeFormat('sv-SE', {
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
    ...(timeZone !== undefined && { timeZone })
  })
  return (atMs) => {
    if (Number.isNaN(new Date(atMs).getTime())) return null
    const text = format.format(atMs)
    return /^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? text : null
  }
}
