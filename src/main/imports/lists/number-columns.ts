import type { ListColumn } from '../../../shared/imports/imports'
import type { ListCell } from './list-types'
import { cellEvidence } from './cell-evidence'
import type { Evidence } from './cell-evidence'
import { titleMeaning, type TitleMeaning } from './title-words'

/** So many cells that aren't empty show what a column is. */
const mostCells = 200

/** A column that is called telephone: this share of its cells. Others may be 无, or damaged past recognition. */
const leastOfTitled = 0.2
/** Another column: this share of its cells that have digits, and that share of all of them, hold a number for sure. */
const leastOfDigits = 0.5
const leastOfAll = 0.2
/** Or nearly all of its cells hold at least what is likely one: of other numbers a third looks like it by chance. */
const leastLikely = 0.9

type Counts = Record<Evidence, number>

/** What a column's cells show. Counts: of cells. */
interface ColumnEvidence {
  column: ListColumn
  meaning: TitleMeaning
  counts: Counts
  filled: number
}

function countCells(rows: readonly (readonly ListCell[])[], index: number): Counts {
  const counts: Counts = { number: 0, likely: 0, possible: 0, other: 0, words: 0, empty: 0 }
  let filled = 0
  for (const row of rows) {
    const cell = row[index]
    if (cell === undefined) continue
    const evidence = cellEvidence(cell)
    counts[evidence] += 1
    if (evidence !== 'empty') filled += 1
    if (filled === mostCells) break
  }
  return counts
}

function evidenceOfColumn(
  rows: readonly (readonly ListCell[])[],
  index: number,
  title: string
): ColumnEvidence {
  const counts = countCells(rows, index)
  const { number, likely, possible, other, words } = counts
  const held = number + likely + possible
  const filled = held + other + words
  const numberShare = filled === 0 ? 0 : held / filled
  return { column: { index, title, numberShare }, meaning: titleMeaning(title), counts, filled }
}

/** Whether a column is taken for one of numbers. `isOnly`: nothing stands in any other. */
function isNumberColumn({ column, meaning, counts, filled }: ColumnEvidence, isOnly: boolean): boolean {
  const { number, likely, words } = counts
  const { numberShare } = column
  if (numberShare === 0 || meaning === 'other') return false
  if (isOnly) return true
  if (meaning === 'phone') return numberShare >= leastOfTitled
  const withDigits = filled - words
  const isSure = number > 0 && number >= withDigits * leastOfDigits
  const isLikely = number + likely > 0 && number + likely >= withDigits * leastLikely
  return (isSure || isLikely) && number + likely >= filled * leastOfAll
}

/**
 * The columns of a table (`rows`: the first rows, without the header), and which of them hold the numbers, ascending;
 * there can be several, or none. A column is taken
 * - if its title says telephone, and a fifth of its cells holds a number, whole or damaged;
 * - if its title says nothing: half of its cells that have digits, and a fifth of all, surely hold one, or nine in
 *   ten of those with digits a number that may have lost its 0;
 * - never if its title says that it is something else (身份证号码, 订单号, QQ); it can still be chosen by hand;
 * - if its title says number, and not of what (活动号码, Lead number), as if it said nothing, but only where no title
 *   says telephone;
 * - if nothing stands in any other column, and any number in it.
 * Empty cells don't count. Columns don't influence each other otherwise.
 */
export function findNumberColumns(
  rows: readonly (readonly ListCell[])[],
  header: readonly string[] | null
): { columns: ListColumn[]; chosen: number[] } {
  const count = rows.reduce((most, { length }) => Math.max(most, length), header?.length ?? 0)
  const found = Array.from({ length: count }, (_, index) =>
    evidenceOfColumn(rows, index, header?.[index]?.trim() ?? '')
  )
  const used = found.filter(({ filled }) => filled > 0).length
  const taken = found.filter((evidence) => isNumberColumn(evidence, used === 1))
  const isTitled = taken.some(({ meaning }) => meaning === 'phone')
  return {
    columns: found.map(({ column }) => column),
    chosen: taken.filter(({ meaning }) => meaning !== 'number' || !isTitled).map(({ column }) => column.index)
  }
}
