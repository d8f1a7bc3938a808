import type { Locale } from '../../../shared/messages'
import type { recordsEn } from '../../../shared/messages/en/records'
import { formatNumber, maskNumber } from '../../../shared/numbers/number'
import type { RecordColumn } from '../../../shared/records/records'
import type { RecordRow } from '../../../shared/records/row-schema'
import { dateFormat, formatCost, formatExactTime, formatTalk } from '../../platform/times'

/** Formatting options of cells. */
export interface CellStyle {
  locale: Locale
  isMasked: boolean
  t: typeof recordsEn
  /** The name of a result by its id. */
  resultName: (id: string) => string
  /** The user's name for a desk phone; empty: none. */
  agentName: (agentId: number) => string
}

/** Formats a date; without the year if it is that of `nowMs`. */
function formatDay(atMs: number, nowMs: number, locale: Locale): string {
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  const day = { month: 'short', day: 'numeric' } as const
  return dateFormat(locale, isThisYear ? day : { ...day, year: 'numeric' }).format(atMs)
}

/** A time in the user's time zone: `Nov 22 14:03:27`; empty if unknown. */
export const momentText = (atMs: number | null, nowMs: number, locale: Locale): string =>
  atMs === null ? '' : `${formatDay(atMs, nowMs, locale)} ${formatExactTime(atMs, locale)}`

/** A number in groups of digits, or masked; invalid numbers are returned unchanged. */
export function numberText(number: string | null, isMasked: boolean): string {
  if (number === null) return ''
  const digits = number.replace(/[\s-]/g, '')
  if (isMasked) return maskNumber(digits)
  return /^\d+$/.test(digits) ? formatNumber(digits) : number
}

// Numbers with at least as many digits as the shortest landline.
const numberInName = /\d(?:[\s-]?\d){6,}/g

/** The name beside a number; a number within it is masked too. */
export const contactText = (name: string, isMasked: boolean): string =>
  isMasked ? name.replace(numberInName, (number) => maskNumber(number.replace(/\D/g, ''))) : name

/** Talk time: 12:34; empty without one; invalid values are returned unchanged. */
export const durationText = (row: Pick<RecordRow, 'durationSeconds' | 'duration'>): string =>
  row.durationSeconds === null
    ? (row.duration ?? '')
    : row.durationSeconds === 0
      ? ''
      : formatTalk(row.durationSeconds * 1_000)

// The service's amounts have at most six decimals; more are artefacts of binary floating point.
/** A desk phone with the user's name for it: 王芳 · 699861014. */
export const agentText = (agentId: number, name: string): string =>
  name === '' ? String(agentId) : `${name} · ${agentId}`

const costText = (row: RecordRow, locale: Locale): string =>
  row.costYuan === null ? (row.cost ?? '') : formatCost(row.costYuan.toFixed(6), locale)

/** Text of one cell, as displayed and copied. */
export function cellText(row: RecordRow, column: RecordColumn, nowMs: number, style: CellStyle): string {
  const { locale, isMasked, t } = style
  switch (column) {
    case 'startedAtMs':
    case 'answeredAtMs':
    case 'endedAtMs':
      return momentText(row[column], nowMs, locale)
    case 'callerNumber':
    case 'calleeNumber':
      return numberText(row[column], isMasked)
    case 'contactName':
      return contactText(row.contactName, isMasked)
    case 'agentId':
      return row.agentId === null ? '' : agentText(row.agentId, style.agentName(row.agentId))
    case 'salesmanCode':
      return row.salesmanCode ?? ''
    case 'duration':
      return durationText(row)
    case 'cost':
      return costText(row, locale)
    case 'outcome':
      return t.outcomes[row.outcome]
    case 'result':
      return row.result === null ? '' : style.resultName(row.result)
    case 'hasRecording':
      return row.hasRecording ? t.yes : ''
    case 'note':
      return row.note
    case 'tags':
      return row.tags.join(t.filter.comma)
    case 'id':
      return row.id
  }
}

const two = (value: number): string => String(value).padStart(2, '0')

/** A time that every spreadsheet parses: 2026-11-22 14:03:27, in the user's time zone. */
function plainMoment(atMs: number | null): string {
  if (atMs === null) return ''
  const at = new Date(atMs)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** Makes a cell safe for spreadsheets: a single line, never evaluated as a formula. */
function plainCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, ' ')
  return /^\s*[=+\-@＝＋－＠]/.test(line) && !/^\+?[\d\s*]*$/.test(line) ? `'${line}` : line
}

/** Rows as tab-separated text with a header line, for pasting into spreadsheets. */
export function rowsText(
  rows: readonly RecordRow[],
  columns: readonly RecordColumn[],
  style: CellStyle
): string {
  const cell = (row: RecordRow, column: RecordColumn): string => {
    if (column === 'startedAtMs' || column === 'answeredAtMs' || column === 'endedAtMs')
      return plainMoment(row[column])
    // The ID alone, which other tables can be joined by.
    if (column === 'agentId') return row.agentId === null ? '' : String(row.agentId)
    return plainCell(cellText(row, column, 0, style))
  }
  const head = columns.map((column) => style.t.columns[column])
  return [head, ...rows.map((row) => columns.map((column) => cell(row, column)))]
    .map((cells) => cells.join('\t'))
    .join('\n')
}
