import type { CallerNumber, CallerNumbers } from '../../../shared/dialling/schema'

/** A row of the list of caller numbers. */
export interface CallerRow extends CallerNumber {
  isDefault: boolean
}

/** The rows of the list; without a default row, the desk phone's own number is the default. */
export const rowsOf = ({ numbers, defaultNumber }: CallerNumbers): CallerRow[] =>
  numbers.map((entry) => ({ ...entry, isDefault: entry.number === defaultNumber }))

/** The input of `caller-numbers:set` for these rows. */
export function inputOf(rows: readonly CallerRow[]) {
  const defaultIndex = rows.findIndex(({ isDefault }) => isDefault)
  return {
    entries: rows.map(({ number, label }) => ({ number, label })),
    defaultIndex: defaultIndex < 0 ? null : defaultIndex
  }
}

/** The rows with the one at `index` as the default; null: the desk phone's own number. */
export const withDefaultAt = (rows: readonly CallerRow[], index: number | null): CallerRow[] =>
  rows.map((row, at) => ({ ...row, isDefault: at === index }))

/** The rows without the one at `index`; the first of the others replaces a default. */
export function withoutRow(rows: readonly CallerRow[], index: number): CallerRow[] {
  const rest = rows.toSpliced(index, 1)
  return rows[index]?.isDefault === true && rest.length > 0 ? withDefaultAt(rest, 0) : rest
}

/** The rows with a removed one at its place again, and as the default if it was. */
export function withRestored(rows: readonly CallerRow[], row: CallerRow, index: number): CallerRow[] {
  const restored = rows.toSpliced(index, 0, row)
  return row.isDefault ? withDefaultAt(restored, index) : restored
}

/** The rows with the one at `index` moved by `by` places; unchanged at an end. */
export function withMoved(rows: readonly CallerRow[], index: number, by: -1 | 1): CallerRow[] {
  const row = rows[index]
  const place = index + by
  if (row === undefined || place < 0 || place >= rows.length) return [...rows]
  return rows.toSpliced(index, 1).toSpliced(place, 0, row)
}
