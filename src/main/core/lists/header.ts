import type { ListCell } from '../../lists/list-types'
import { cellEvidence } from './cell-evidence'
import { cellText } from './cell-text'
import { textOfCell } from './list-cell'
import { findNumberColumns } from './number-columns'
import { isKnownTitle } from './title-words'

/** So many rows below it show what its columns hold. */
const mostRows = 50

/** What stands in place of a number that is missing. */
const placeholder =
  /^(?:无|無|没有|未留|未填|未知|暂无|待补|空|空号|停机|关机|拒绝|同上|本人|不详|保密|n\/?a|null|none|nil|unknown|#.*)$/i

const holdsNumber = (cell: ListCell): boolean => {
  const evidence = cellEvidence(cell)
  return evidence === 'number' || evidence === 'likely' || evidence === 'possible'
}

/** Whether a cell could be a title: words, and not those that stand for a number that is missing. */
function isTitleLike(cell: ListCell | undefined): boolean {
  if (typeof cell !== 'string') return false
  const text = cellText(cell)
  return /\p{L}/u.test(text) && !placeholder.test(text) && !/\d{4}/.test(text)
}

/** Most of its cells are words that columns are called by. */
function isOfKnownTitles(row: readonly ListCell[]): boolean {
  const texts = row.map((cell) => cellText(textOfCell(cell))).filter((text) => text !== '')
  const known = texts.filter(isKnownTitle).length
  return known > 0 && known >= texts.length / 2
}

/**
 * Whether the first of a table's rows (blank ones left out) is its header. With a number in it, it isn't. Without, it
 * is if a column of numbers begins with words that don't stand for a missing one, or if most of it is known titles
 * (姓名, City). A row that is all there is counts as a header if there are words in it. Where it isn't clear it is no
 * header: a row that is read in vain is seen, one that is left out isn't.
 */
export function hasHeaderRow(rows: readonly (readonly ListCell[])[]): boolean {
  const [first, ...others] = rows
  if (first === undefined || first.some(holdsNumber)) return false
  if (others.length === 0) return first.some(isTitleLike)
  const { chosen } = findNumberColumns(others.slice(0, mostRows), null)
  return chosen.some((column) => isTitleLike(first[column])) || isOfKnownTitles(first)
}
