/** A row that can be selected. */
interface Selectable {
  id: string
}

/** The selected rows by id, in the order of selection. */
export type RowSelection<Row extends Selectable> = ReadonlyMap<string, Row>

/** An empty selection. */
export const noRows: RowSelection<never> = new Map<string, never>()

export const selectionOf = <Row extends Selectable>(rows: readonly Row[]): RowSelection<Row> =>
  new Map(rows.map((row) => [row.id, row]))

/** Adds or removes a row; returns the same selection when it has `max` rows already. */
export function withToggled<Row extends Selectable>(
  selection: RowSelection<Row>,
  row: Row,
  max: number
): RowSelection<Row> {
  const next = new Map(selection)
  if (next.delete(row.id)) return next
  return next.size < max ? next.set(row.id, row) : selection
}

/** The index range of a selection, `to` exclusive; if it is longer than `max`, the part next to `anchor`. */
export function selectedRange(
  anchor: number,
  end: number,
  max: number
): { from: number; to: number; isTooMany: boolean } {
  const isTooMany = Math.abs(end - anchor) >= max
  if (end >= anchor) return { from: anchor, to: Math.min(end + 1, anchor + max), isTooMany }
  return { from: Math.max(end, anchor + 1 - max), to: anchor + 1, isTooMany }
}
