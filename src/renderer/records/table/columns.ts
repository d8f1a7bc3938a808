import { recordColumns, type RecordColumn } from '../../../shared/records/records'
import type { RecordSort } from '../../../shared/records/filter-schema'

/** Display options of a column. Widths in rem: at 13 px a rem is a little less than two digits. */
export interface ColumnLayout {
  minRem: number
  /** Share of the remaining width; 0: fixed at `minRem`. */
  grow: number
  isAtEnd: boolean
  /** Sort direction on the first click. */
  first: RecordSort['direction']
}

const time: ColumnLayout = { minRem: 11, grow: 1, isAtEnd: false, first: 'descending' }
const amount: ColumnLayout = { minRem: 6, grow: 0, isAtEnd: true, first: 'descending' }

/** Display options of each column. */
export const columnLayouts: Record<RecordColumn, ColumnLayout> = {
  startedAtMs: time,
  answeredAtMs: time,
  endedAtMs: time,
  callerNumber: { minRem: 9, grow: 2, isAtEnd: false, first: 'ascending' },
  calleeNumber: { minRem: 15, grow: 3, isAtEnd: false, first: 'ascending' },
  contactName: { minRem: 8, grow: 3, isAtEnd: false, first: 'ascending' },
  agentId: { minRem: 7, grow: 2, isAtEnd: false, first: 'ascending' },
  salesmanCode: { minRem: 6.5, grow: 1, isAtEnd: false, first: 'ascending' },
  duration: amount,
  cost: amount,
  outcome: { minRem: 9.8, grow: 0, isAtEnd: false, first: 'ascending' },
  result: { minRem: 7, grow: 3, isAtEnd: false, first: 'ascending' },
  hasRecording: { minRem: 6, grow: 0, isAtEnd: false, first: 'descending' },
  note: { minRem: 6, grow: 4, isAtEnd: false, first: 'ascending' },
  tags: { minRem: 7, grow: 1, isAtEnd: false, first: 'ascending' },
  id: { minRem: 19, grow: 0, isAtEnd: false, first: 'ascending' }
}

/** Value of `grid-template-columns` for these columns. */
export const gridTracks = (columns: readonly RecordColumn[]): string =>
  columns
    .map((column) => columnLayouts[column])
    .map(({ minRem, grow }) => (grow === 0 ? `${minRem}rem` : `minmax(${minRem}rem, ${grow}fr)`))
    .join(' ')

/** Minimum width without clipped columns, rem. */
export const leastRem = (columns: readonly RecordColumn[]): number =>
  columns.reduce((sum, column) => sum + columnLayouts[column].minRem, 0)

/** The sort after a click on a column header: its first direction, then the other one. */
export function nextSort(sort: RecordSort, column: RecordColumn): RecordSort {
  if (sort.column !== column) return { column, direction: columnLayouts[column].first }
  return { column, direction: sort.direction === 'ascending' ? 'descending' : 'ascending' }
}

/** Shows or hides a column. A shown column is inserted at its default position; the last column can't be hidden. */
export function withColumn(
  columns: readonly RecordColumn[],
  column: RecordColumn,
  isShown: boolean
): RecordColumn[] {
  if (!isShown) return columns.length > 1 ? columns.filter((shown) => shown !== column) : [...columns]
  if (columns.includes(column)) return [...columns]
  const usual = recordColumns.indexOf(column)
  const before = columns.findIndex((shown) => recordColumns.indexOf(shown) > usual)
  return before < 0 ? [...columns, column] : columns.toSpliced(before, 0, column)
}

/** Moves a column one place towards the start (-1) or the end (1); unchanged at the ends. */
export function movedColumn(
  columns: readonly RecordColumn[],
  column: RecordColumn,
  step: 1 | -1
): RecordColumn[] {
  const at = columns.indexOf(column)
  const to = at + step
  if (at < 0 || to < 0 || to >= columns.length) return [...columns]
  return columns.toSpliced(at, 1).toSpliced(to, 0, column)
}
