import type { ListColumn } from '../../../shared/imports/schema'
import type { ListCell } from './list-types'
import { cellEvidence } from './cell-evidence'
import type { Evidence } from './cell-evidence'
import { titleMeaning, type TitleMeaning } from './title-words'

/** Non-empty cells of a column that are examined. */
const mostCells = 200

/**
 * For a column titled as telephone: this share of its cells must be numbers. Others may be 无, or damaged beyond
 * recognition.
 */
const leastOfTitled = 0.2
/**
 * For another column: this share of its cells with digits, and that share of all its cells, must certainly be
 * numbers.
 */
const leastOfDigits = 0.5
const leastOfAll = 0.2
/** Or this share must at least be likely numbers: a third of other numbers look like one by chance. */
const leastLikely = 0.9

type Counts = Record<Evidence, number>

/** Counts of a column's cells. */
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

/** Whether a column is selected as a number column. `isOnly`: all other columns are empty. */
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
 * Returns the columns of a table (`rows`: the first rows, without the header), and which of them contain the
 * numbers, ascending; there can be none or several. A column is selected
 * - if its title says telephone, and a fifth of its cells are numbers, intact or damaged;
 * - if its title says nothing: half of its cells with digits, and a fifth of all, are certainly numbers, or nine in
 *   ten of those with digits are numbers that may have lost their 0;
 * - never if its title says something else (身份证号码, 订单号, QQ); the user can still select it;
 * - if its title says number without the kind (活动号码, Lead number): as without a title, but only if no title says
 *   telephone;
 * - if all other columns are empty and it contains any number.
 * Empty cells don't count. Otherwise columns don't influence each other.
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
