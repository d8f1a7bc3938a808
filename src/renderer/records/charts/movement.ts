import type { ChartModel } from './model'

/**
 * Where a key leads from a point: its index, or null when the key isn't a chart's (then it scrolls as ever). The
 * first key enters at the first point, End at the last; keys stop at the borders.
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

// A cell's neighbour to the side is in the same row.
const leavesRow = (from: number, step: number, columns: number, layout: ChartModel['layout']): boolean =>
  layout === 'cells' &&
  Math.abs(step) === 1 &&
  Math.floor(from / columns) !== Math.floor((from + step) / columns)

/** The bands of an axis with one for each point: centre of the first, distance of two, in px. */
export interface Bands {
  firstPx: number
  stepPx: number
  count: number
}

/** The band that a position lies in; null: beside all. */
export function bandAt(px: number, { firstPx, stepPx, count }: Bands): number | null {
  if (count === 0) return null
  const index = Math.round((px - firstPx) / stepPx)
  // Rounding up from below 0 gives -0.
  return index >= 0 && index < count ? Math.abs(index) : null
}
