import type { RecordRow } from '../../../shared/records/schema'

/** Maximum number of selected calls; also the limit of one download request. */
export const maxSelected = 10_000

/** The selected rows by call id, in the order of selection. */
export type RowSelection = ReadonlyMap<string, RecordRow>

/** An empty selection. */
export const noRows: RowSelection = new Map()

export const selectionOf = (rows: readonly RecordRow[]): RowSelection =>
  new Map(rows.map((row) => [row.id, row]))

/** Adds or removes a row; returns the same selection when it is full. */
export function withToggled(selection: RowSelection, row: RecordRow): RowSelection {
  const next = new Map(selection)
  if (next.delete(row.id)) return next
  return next.size < maxSelected ? next.set(row.id, row) : selection
}

/** The index range of a selection, `to` exclusive; if it is too long, the part next to `anchor`. */
export function selectedRange(anchor: number, end: number): { from: number; to: number; isTooMany: boolean } {
  const isTooMany = Math.abs(end - anchor) >= maxSelected
  if (end >= anchor) return { from: anchor, to: Math.min(end + 1, anchor + maxSelected), isTooMany }
  return { from: Math.max(end, anchor + 1 - maxSelected), to: anchor + 1, isTooMany }
}
