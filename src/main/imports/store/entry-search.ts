import type { Binder } from '../../platform/database/sql-binder'

/**
 * Returns a condition on rows with `text` and `dial`: a case-insensitive substring of the cell, without wildcards;
 * or, if the search is digits only, a substring of the digits, ignoring blanks and dashes. Null: no search.
 */
export function searchSql(search: string, row: string, binder: Binder): string | null {
  const words = search.trim()
  if (words === '') return null
  const shown = `coalesce(${row}.text, ${row}.dial, '')`
  const inText = `contains(lower(${shown}), lower(${binder.text(words)}))`
  const digits = words.replace(/[\s\p{Pd}]+/gu, '')
  if (!/^\d+$/.test(digits)) return inText
  const bound = binder.text(digits)
  const ungrouped = `replace(replace(${row}.text, ' ', ''), '-', '')`
  return `(${inText} OR contains(${row}.dial, ${bound}) OR contains(${ungrouped}, ${bound}))`
}
