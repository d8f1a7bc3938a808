// Cells of a sheet as XML (ECMA-376-1, 18.3 and 22.9). Text is always text: there is no way from a value
// to a formula, a link or a reference.

/** What a column holds. `time`: epoch ms, shown in local time. `money`: yuan. */
export type CellKind = 'text' | 'number' | 'time' | 'money'

/** A plain value; null and an empty text leave the cell out. */
export type CellValue = string | number | null

/** Indexes into `cellXfs` of the style sheet. */
const cellStyles = { header: 1, text: 2, number: 3, time: 4, money: 5 } as const

/** Excel holds no longer text in a cell. */
export const maxCellLength = 32_767

const replacementCharacter = '\ufffd'
// What XML 1.0 (2.2) can't hold in any form, and the control characters that it can but nobody reads.
const unholdable = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const markup = /[&<>]|_(?=x[\dA-Fa-f]{4}_)/g
const toEscape = /[&<>_\p{Cc}\p{Cs}\ufffe\uffff]/u
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // Excel reads _x0041_ as a character (ST_Xstring, 22.9.2.19): text that looks like one stays what it is.
  _: '_x005F_'
}

/** `text` as the content of an XML element. */
export const xmlText = (text: string): string =>
  toEscape.test(text)
    ? text
        .replace(/\r\n?/g, '\n')
        .replace(unholdable, replacementCharacter)
        .replace(markup, (sign) => escapes[sign] ?? sign)
    : text

/** `text` within a cell's limit, cut between characters, with … at the end where it was cut. */
export function cellText(text: string): string {
  if (text.length <= maxCellLength) return text
  const kept = text.slice(0, maxCellLength - 1)
  const last = kept.charCodeAt(kept.length - 1)
  return `${last >= 0xd800 && last < 0xdc00 ? kept.slice(0, -1) : kept}…`
}

function textCell(reference: string, text: string, style: number): string {
  if (text === '') return ''
  const space = /^\s|\s$|\s\s|\n/.test(text) ? ' xml:space="preserve"' : ''
  return `<c r="${reference}" s="${style}" t="inlineStr"><is><t${space}>${xmlText(cellText(text))}</t></is></c>`
}

const numberCell = (reference: string, digits: string, style: number): string =>
  `<c r="${reference}" s="${style}"><v>${digits}</v></c>`

const dayMs = 86_400_000
/** 1970-01-01 in days since 1899-12-30, where Excel begins to count. */
const epochDay = 25_569
// Before it Excel counts a 29 February 1900 that never was; after it it knows no dates.
const firstDay = 61
const endDay = 2_958_466

/**
 * A time as Excel's days: local, since a sheet knows no time zones. Null outside of what Excel can hold.
 * `offsetMs`: local time minus UTC at a time.
 */
export function excelDays(atMs: number, offsetMs: (atMs: number) => number): number | null {
  if (!Number.isFinite(atMs) || Math.abs(atMs) > 8.64e15) return null
  const days = Math.round((atMs + offsetMs(atMs)) / 1_000) / (dayMs / 1_000) + epochDay
  return days >= firstDay && days < endDay ? days : null
}

// As many digits as a double carries for certain; more would be changed silently.
const exactDecimal = /^-?\d{1,11}(\.\d{1,4})?$/

/**
 * One cell. A text in a column of numbers is a number when it is a plain decimal, else it is kept as it
 * came; a number in a column of text is text.
 */
export function cell(
  reference: string,
  kind: CellKind,
  value: CellValue,
  offsetMs: (atMs: number) => number
): string {
  if (value === null || value === '') return ''
  if (kind === 'text') return textCell(reference, String(value), cellStyles.text)
  if (kind === 'time' && typeof value === 'number') {
    const days = excelDays(value, offsetMs)
    return days === null
      ? textCell(reference, String(value), cellStyles.text)
      : numberCell(reference, String(days), cellStyles.time)
  }
  const isNumber = typeof value === 'number' ? Number.isFinite(value) : exactDecimal.test(value)
  if (kind !== 'time' && isNumber) return numberCell(reference, String(value), cellStyles[kind])
  return textCell(reference, String(value), cellStyles.text)
}

/** A cell of the first row. */
export const headerCell = (reference: string, text: string): string =>
  textCell(reference, text, cellStyles.header)

/** A, B, … Z, AA, … for column 0, 1, … */
export function columnName(index: number): string {
  const first = Math.floor(index / 26)
  return (first === 0 ? '' : columnName(first - 1)) + String.fromCharCode(65 + (index % 26))
}
