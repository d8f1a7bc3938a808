/**
 * Why a number needs a confirmation before it is dialled: 400/800; 95xxx, 110 etc.; a foreign number; a local number
 * without area code; an unassigned area code; digits in a grouping that isn't Chinese; a number labelled as a fax.
 */
export const doubtReasons = [
  'service-number',
  'short-code',
  'foreign',
  'no-area-code',
  'unknown-area',
  'odd-grouping',
  'fax'
] as const

/** See {@link doubtReasons}. */
export type DoubtReason = (typeof doubtReasons)[number]

/** The length of the area code of a national number (010 and 02x: 3, others 4), 0 if there is none. */
export function areaCodeLength(dial: string): 0 | 3 | 4 {
  if (/^0(?:10|2\d)/.test(dial)) return 3
  return /^0[3-9]\d\d/.test(dial) ? 4 : 0
}

/** The 11 digits of a Chinese mobile number, written with or without +86, a leading 0, spaces and hyphens; else null. */
export function mobileDigits(dial: string): string | null {
  return /^(?:(?:\+|00)?86)?0?(1[3-9]\d{9})$/.exec(dial.replace(/[\s-]/g, ''))?.[1] ?? null
}

/** Formats a dial string with spaces: 138 1234 5678, 010 8888 8888, 0755 2345 6789, 400 123 4567. */
export function formatNumber(dial: string): string {
  if (/^1[3-9]\d{9}$/.test(dial)) return `${dial.slice(0, 3)} ${dial.slice(3, 7)} ${dial.slice(7)}`
  if (/^[48]00\d{7}$/.test(dial)) return `${dial.slice(0, 3)} ${dial.slice(3, 6)} ${dial.slice(6)}`
  const area = areaCodeLength(dial)
  const local = dial.slice(area)
  if (area === 0 && /^00\d{6,}$/.test(dial)) return `00 ${dial.slice(2)}`
  if (!/^\d{7,8}$/.test(local)) return dial
  const spaced = `${local.slice(0, -4)} ${local.slice(-4)}`
  return area === 0 ? spaced : `${dial.slice(0, area)} ${spaced}`
}

/** Masks a number for privacy: 138****5678, 010****8888; other numbers keep their last 2 to 4 digits. */
export function maskNumber(dial: string): string {
  if (/^1[3-9]\d{9}$/.test(dial)) return `${dial.slice(0, 3)}****${dial.slice(-4)}`
  const area = areaCodeLength(dial)
  if (area > 0 && /^\d{10,12}$/.test(dial)) return `${dial.slice(0, area)}****${dial.slice(-4)}`
  const shown = dial.length >= 8 ? 4 : dial.length >= 5 ? 2 : 0
  return '*'.repeat(dial.length - shown) + dial.slice(dial.length - shown)
}
