// Cells of a sheet as XML (ECMA-376-1, 18.3 and 22.9). Text is always text: a value can't become a formula, a link or
// a reference.

/** Data type of a column. `time`: epoch ms, shown in local time. `money`: yuan. */
export type CellKind = 'text' | 'number' | 'time' | 'money'

/** A plain value; for null and an empty text no cell is written. */
export type CellValue = string | number | null

/** Indexes into `cellXfs` of the style sheet. */
const cellStyles = { header: 1, text: 2, number: 3, time: 4, money: 5 } as const

/** Excel's maximum text length of a cell. */
export const maxCellLength = 32_767

const replacementCharacter = '\ufffd'
// Characters that XML 1.0 (2.2) doesn't allow in any form, and invisible control characters that it does.
const unholdable = /(?![\t\n])[\p{Cc}\p{Cs}\ufffe\uffff]/gu
const markup = /[&<>]|_(?=x[\dA-Fa-f]{4}_)/g
const toEscape = /[&<>_\p{Cc}\p{Cs}\ufffe\uffff]/u
const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  // Excel decodes _x0041_ as a character (ST_Xstring, 22.9.2.19), so text of that form is escaped.
  _: '_x005F_'
}

/** Escapes `text` as the content of an XML element. */
export const xmlText = (text: string): string =>
  toEscape.test(text)
    ? text
        .replace(/\r\n?/g, '\n')
        .replace(unholdable, replacementCharacter)
        .replace(markup, (sign) => escapes[sign] ?? sign)
    : text

/** Truncates `text` to a cell's limit, between characters, with … at the end. */
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
/** 1970-01-01 in days since 1899-12-30, Excel's day 0. */
const epochDay = 25_569
// Excel counts a non-existent 29 February 1900; dates before it differ, and dates from endDay on aren't supported.
const firstDay = 61
const endDay = 2_958_466

/**
 * A time in Excel's days: local, because sheets have no time zones. Null outside of Excel's range. `offsetMs`: local
 * time minus UTC at a time.
 */
export function excelDays(atMs: number, offsetMs: (atMs: number) => number): number | null {
  if (!Number.isFinite(atMs) || Math.abs(atMs) > 8.64e15) return null
  const days = Math.round((atMs + offsetMs(atMs)) / 1_000) / (dayMs / 1_000) + epochDay
  return days >= firstDay && days < endDay ? days : null
}

// The digits that a double represents exactly; more would be changed silently.
const exactDecimal = /^-?\d{1,11}(\.\d{1,4})?$/

/**
 * One cell. Text in a number column is written as a number if it is a plain decimal, otherwise unchanged as text; a
 * number in a text column is written as text.
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

/** A cell of the header row. */
export const headerCell = (reference: string, text: string): string =>
  textCell(reference, text, cellStyles.header)

/** A, B, … Z, AA, … for column 0, 1, … */
export function columnName(index: number): string {
  const first = Math.floor(index / 26)
  return (first === 0 ? '' : columnName(first - 1)) + String.fromCharCode(65 + (index % 26))
}
