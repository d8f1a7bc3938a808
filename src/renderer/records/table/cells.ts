import type { Locale } from '../../../shared/messages'
import type { recordsEn } from '../../../shared/messages/records.en'
import { formatNumber, maskNumber } from '../../../shared/numbers/number'
import type { RecordColumn, RecordRow } from '../../../shared/records/records'
import { dateFormat, formatCost, formatExactTime, formatTalk } from '../../platform/times'

/** How cells are written. */
export interface CellStyle {
  locale: Locale
  isMasked: boolean
  t: typeof recordsEn
}

/** The day; the year only where it isn't the one of `nowMs`. */
function formatDay(atMs: number, nowMs: number, locale: Locale): string {
  const isThisYear = new Date(atMs).getFullYear() === new Date(nowMs).getFullYear()
  const day = { month: 'short', day: 'numeric' } as const
  return dateFormat(locale, isThisYear ? day : { ...day, year: 'numeric' }).format(atMs)
}

/** A moment of the person's zone: `Nov 22 14:03:27`; empty where it isn't known. */
export const momentText = (atMs: number | null, nowMs: number, locale: Locale): string =>
  atMs === null ? '' : `${formatDay(atMs, nowMs, locale)} ${formatExactTime(atMs, locale)}`

/** A number grouped for reading, or masked; what is no number is shown as it came. */
export function numberText(number: string | null, isMasked: boolean): string {
  if (number === null) return ''
  const digits = number.replace(/[\s-]/g, '')
  if (isMasked) return maskNumber(digits)
  return /^\d+$/.test(digits) ? formatNumber(digits) : number
}

/** Talk time of a row: 12:34; nothing where nobody talked; what is no number as it came. */
export const durationText = (row: Pick<RecordRow, 'durationSeconds' | 'duration'>): string =>
  row.durationSeconds === null
    ? (row.duration ?? '')
    : row.durationSeconds === 0
      ? ''
      : formatTalk(row.durationSeconds * 1_000)

// The service's amounts have six decimals at most; what is beyond is the binary number's own.
const costText = (row: RecordRow, locale: Locale): string =>
  row.costYuan === null ? (row.cost ?? '') : formatCost(row.costYuan.toFixed(6), locale)

/** One cell in words, as the table shows it and a copy has it. */
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
    case 'agentId':
      return row.agentId === null ? '' : String(row.agentId)
    case 'salesmanCode':
      return row.salesmanCode ?? ''
    case 'duration':
      return durationText(row)
    case 'cost':
      return costText(row, locale)
    case 'outcome':
      return t.outcomes[row.outcome]
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

/** A moment that every spreadsheet reads: 2026-11-22 14:03:27, of the person's zone. */
function plainMoment(atMs: number | null): string {
  if (atMs === null) return ''
  const at = new Date(atMs)
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}:${two(at.getSeconds())}`
}

/** A cell that a spreadsheet takes as it is: on one line, and never run as a formula. */
function plainCell(text: string): string {
  const line = text.replace(/[\t\r\n]+/g, ' ')
  return /^\s*[=+\-@＝＋－＠]/.test(line) && !/^\+?[\d\s*]*$/.test(line) ? `'${line}` : line
}

/** Rows as text with tabs between the cells and the columns' names above, as spreadsheets paste it. */
export function rowsText(
  rows: readonly RecordRow[],
  columns: readonly RecordColumn[],
  style: CellStyle
): string {
  const cell = (row: RecordRow, column: RecordColumn): string => {
    if (column === 'startedAtMs' || column === 'answeredAtMs' || column === 'endedAtMs')
      return plainMoment(row[column])
    return plainCell(cellText(row, column, 0, style))
  }
  const head = columns.map((column) => style.t.columns[column])
  return [head, ...rows.map((row) => columns.map((column) => cell(row, column)))]
    .map((cells) => cells.join('\t'))
    .join('\n')
}
