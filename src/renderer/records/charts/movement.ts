import type { ChartModel } from './model'

/**
 * Returns the index of the point that a key moves to, or null for other keys (which keep their default action).
 * The first key press enters at the first point (End: at the last); keys stop at the edges.
 */
export function movedTo(
  key: string,
  from: number | null,
  { layout, columns, points }: Pick<ChartModel, 'layout' | 'columns'> & { points: { length: number } }
): number | null {
  const last = points.length - 1
  if (last < 0) return null
  const row = layout === 'cells' ? columns : 1
  const steps: Record<string, number | undefined> = {
    ArrowLeft: layout === 'rows' ? undefined : -1,
    ArrowRight: layout === 'rows' ? undefined : 1,
    ArrowUp: layout === 'columns' ? undefined : -row,
    ArrowDown: layout === 'columns' ? undefined : row
  }
  if (key === 'Home') return 0
  if (key === 'End') return last
  const step = steps[key]
  if (step === undefined) return null
  if (from === null) return 0
  const to = from + step
  const isWithin = to >= 0 && to <= last && !leavesRow(from, step, columns, layout)
  return isWithin ? to : Math.min(from, last)
}

// Horizontal movement stays within a row of cells.
const leavesRow = (from: number, step: number, columns: number, layout: ChartModel['layout']): boolean =>
  layout === 'cells' &&
  Math.abs(step) === 1 &&
  Math.floor(from / columns) !== Math.floor((from + step) / columns)

/** Bands of an axis, one per point: centre of the first and distance between two, in px. */
export interface Bands {
  firstPx: number
  stepPx: number
  count: number
}

/** Index of the band at a position; null: outside. */
export function bandAt(px: number, { firstPx, stepPx, count }: Bands): number | null {
  if (count === 0) return null
  const index = Math.round((px - firstPx) / stepPx)
  // Rounding a negative fraction gives -0.
  return index >= 0 && index < count ? Math.abs(index) : null
}
