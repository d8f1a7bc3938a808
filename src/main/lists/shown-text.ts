import type { ListCell, ListRow } from './list-types'

/** Is there nothing to be seen in a cell? */
export const isBlankCell = (cell: ListCell): boolean => typeof cell === 'string' && cell.trim() === ''

/** Is there nothing to be seen in a row? A broken one is never blank: it is accounted for. */
export const isBlankRow = ({ cells, isBroken }: ListRow): boolean => !isBroken && cells.every(isBlankCell)

/** A text as it is shown, at most so many characters of it, none cut in two; NUL, which ends texts elsewhere, as ␀. */
export function shownText(text: string, longest: number): string {
  const hasMore = text.length > longest
  const end = hasMore && /[\ud800-\udbff]/.test(text.charAt(longest - 1)) ? longest - 1 : longest
  const cut = hasMore ? text.slice(0, end) : text
  return cut.includes('\0') ? cut.replaceAll('\0', '␀') : cut
}
