import type { ListCell } from './list-types'
import { cellEvidence } from './cell-evidence'
import { cellText } from './cell-text'
import { textOfCell } from './list-cell'
import { findNumberColumns } from './number-columns'
import { isKnownTitle } from './title-words'

type Row = readonly ListCell[]

/** So many rows below it show what its columns hold. */
const mostRows = 50
/** The header is looked for in so many rows: as many as are shown of a table. */
const mostRowsAbove = 20
/** So many of its columns say it. */
const mostColumns = 200
/** A row with a number isn't a title unless the header below it has so many cells more. */
const leastHeaderCells = 3

/** What stands in place of a number that is missing. */
const placeholder =
  /^(?:无|無|没有|未留|未填|未知|暂无|待补|空|空号|停机|关机|拒绝|同上|本人|不详|保密|n\/?a|null|none|nil|unknown|#.*)$/i

const textOf = (cell: ListCell): string => cellText(textOfCell(cell))

/** Cells that have something in them. A title that is merged over several columns has one. */
const filledOf = (row: Row): number => row.filter((cell) => textOf(cell) !== '').length

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

const knownTitles = (row: Row): number => row.filter((cell) => isKnownTitle(textOf(cell))).length

/** Most of its cells are words that columns are called by. */
const isOfKnownTitles = (row: Row): boolean => {
  const known = knownTitles(row)
  return known > 0 && known >= filledOf(row) / 2
}

/** Whether a row is nothing but titles that are known: the header of a further table, if it comes after a blank row. */
export const isTitleRow = (row: Row): boolean => isOfKnownTitles(row) && !row.some(holdsNumber)

/** Cells of most rows. */
function usualFilled(rows: readonly Row[]): number {
  const counts = rows.slice(0, mostRows).map(filledOf)
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
}

/** Whether the first of these rows is their header. */
function isHeader(rows: readonly Row[]): boolean {
  const [first = [], ...others] = rows
  if (first.some(holdsNumber)) return false
  if (others.length === 0) return first.some(isTitleLike)
  // A title that stands above a table of several columns.
  if (filledOf(first) === 1 && usualFilled(others) > 1) return false
  const { chosen } = findNumberColumns(others.slice(0, mostRows), null)
  return chosen.some((column) => isTitleLike(first[column])) || isOfKnownTitles(first)
}

/**
 * Which of a table's rows (blank ones left out) is its header, from 0; null: none is. It has no number in it, and
 * either words above a column of numbers that don't stand for a missing one, or mostly known titles (姓名, City).
 * Above it only titles can stand: rows with one cell, or with fewer known titles. A row that is all there is counts as
 * a header if there are words in it. Where it isn't clear there is no header: a row that is read in vain is seen.
 */
export function findHeaderRow(all: readonly Row[]): number | null {
  const rows = all.slice(0, mostRowsAbove + mostRows).map((row) => row.slice(0, mostColumns))
  let found: number | null = null
  for (let at = 0; at < Math.min(rows.length, mostRowsAbove); at += 1) {
    const row = rows[at] ?? []
    const below = rows.slice(at)
    const isBetter =
      found === null
        ? at === 0 || rows.slice(0, at).every((above) => filledOf(above) === 1) || isOfKnownTitles(row)
        : knownTitles(row) > knownTitles(rows[found] ?? [])
    if (isBetter && (at === 0 || below.length > 1) && isHeader(below)) found = at
    // The table has begun, unless it is a line with a hotline above a wide table.
    if (
      row.some(holdsNumber) &&
      (found !== null || usualFilled(below.slice(1)) < filledOf(row) + leastHeaderCells - 1)
    )
      break
  }
  return found
}
