import type { ListCell } from './list-types'
import { cellEvidence } from './cell-evidence'
import { cellText } from './cell-text'
import { textOfCell } from './list-cell'
import { findNumberColumns } from './number-columns'
import { isKnownTitle } from './title-words'

type Row = readonly ListCell[]

/** Rows below the header that are examined. */
const mostRows = 50
/** Rows that are searched for the header: as many as the preview shows. */
const mostRowsAbove = 20
/** Columns that are examined. */
const mostColumns = 200
/** A row with a number is only a title line if the header below it has at least this many more cells. */
const leastHeaderCells = 3

/** Placeholders for a missing number. */
const placeholder =
  /^(?:无|無|没有|未留|未填|未知|暂无|待补|空|空号|停机|关机|拒绝|同上|本人|不详|保密|n\/?a|null|none|nil|unknown|#.*)$/i

const textOf = (cell: ListCell): string => cellText(textOfCell(cell))

/** Returns the non-empty cells. A title merged over several columns counts once. */
const filledOf = (row: Row): number => row.filter((cell) => textOf(cell) !== '').length

const holdsNumber = (cell: ListCell): boolean => {
  const evidence = cellEvidence(cell)
  return evidence === 'number' || evidence === 'likely' || evidence === 'possible'
}

/** Whether a cell could be a title: words, but not a placeholder for a missing number. */
function isTitleLike(cell: ListCell | undefined): boolean {
  if (typeof cell !== 'string') return false
  const text = cellText(cell)
  return /\p{L}/u.test(text) && !placeholder.test(text) && !/\d{4}/.test(text)
}

const knownTitles = (row: Row): number => row.filter((cell) => isKnownTitle(textOf(cell))).length

/** Whether most cells are known column titles. */
const isOfKnownTitles = (row: Row): boolean => {
  const known = knownTitles(row)
  return known > 0 && known >= filledOf(row) / 2
}

/** Whether a row consists of known titles only: the header of another table, if it follows a blank row. */
export const isTitleRow = (row: Row): boolean => isOfKnownTitles(row) && !row.some(holdsNumber)

/** Returns the most common number of cells per row. */
function usualFilled(rows: readonly Row[]): number {
  const counts = rows.slice(0, mostRows).map(filledOf)
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
}

/** Whether the first of these rows is their header. */
function isHeader(rows: readonly Row[]): boolean {
  const [first = [], ...others] = rows
  if (first.some(holdsNumber)) return false
  if (others.length === 0) return first.some(isTitleLike)
  // A title line above a table of several columns.
  if (filledOf(first) === 1 && usualFilled(others) > 1) return false
  const { chosen } = findNumberColumns(others.slice(0, mostRows), null)
  return chosen.some((column) => isTitleLike(first[column])) || isOfKnownTitles(first)
}

/**
 * Returns which of a table's non-blank rows is its header, from 0; null: none. A header contains no number, and
 * either has words above a column of numbers (no placeholders), or consists mostly of known titles (姓名, City). Only
 * title lines can precede it: rows with one cell, or with fewer known titles. A single row is a header if it
 * contains words. In doubt there is no header: the user notices a header that is listed as an entry.
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
    // The table has started, unless this is a line with a hotline above a wide table.
    if (
      row.some(holdsNumber) &&
      (found !== null || usualFilled(below.slice(1)) < filledOf(row) + leastHeaderCells - 1)
    )
      break
  }
  return found
}
