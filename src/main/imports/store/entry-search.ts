import type { Binder } from '../../platform/database/sql-binder'

/**
 * A condition on rows with `text` and `dial`: part of what stands in the cell, whatever its case, with no
 * wildcards; or, when nothing but digits is looked for, part of the digits. Blanks and dashes in and between
 * them don't matter then. Null: nothing is looked for.
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
