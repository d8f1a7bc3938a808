import type { ListCell } from './list-types'
import { readCell, readNumberCell, type CellReading } from './number-cell'

/** Returns a cell's text; for an uncalculated cell, its formula. */
export function textOfCell(cell: ListCell): string {
  if (typeof cell === 'string') return cell
  return 'number' in cell ? cell.number : `=${cell.formula}`
}

/** Returns at least one reading; see `readCell` and `readNumberCell`. */
export function readListCell(cell: ListCell): CellReading[] {
  if (typeof cell === 'string') return readCell(cell)
  if ('number' in cell) return readNumberCell(cell.number)
  return [{ code: 'uncalculated', dial: null, suggestion: null }]
}
