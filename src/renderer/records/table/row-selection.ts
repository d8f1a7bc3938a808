import type { RecordRow } from '../../../shared/records/records'

/** Calls that can be selected at once; what a download takes at once, too. */
export const maxSelected = 10_000

/** The selected rows by their call, in the order in which they were selected. */
export type RowSelection = ReadonlyMap<string, RecordRow>

/** Nothing selected. */
export const noRows: RowSelection = new Map()

/** A selection of these rows. */
export const selectionOf = (rows: readonly RecordRow[]): RowSelection =>
  new Map(rows.map((row) => [row.id, row]))

/** The selection with a row put in, or taken out; the same one when it is full. */
export function withToggled(selection: RowSelection, row: RecordRow): RowSelection {
  const next = new Map(selection)
  if (next.delete(row.id)) return next
  return next.size < maxSelected ? next.set(row.id, row) : selection
}

/**
 * The rows from where a selection began to where it ends, as from and to before; those next to its beginning
 * when they are too many.
 */
export function selectedRange(anchor: number, end: number): { from: number; to: number; isTooMany: boolean } {
  const isTooMany = Math.abs(end - anchor) >= maxSelected
  if (end >= anchor) return { from: anchor, to: Math.min(end + 1, anchor + maxSelected), isTooMany }
  return { from: Math.max(end, anchor + 1 - maxSelected), to: anchor + 1, isTooMany }
}
