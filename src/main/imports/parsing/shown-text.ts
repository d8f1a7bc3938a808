import type { ListCell, ListRow } from '../lists/list-types'

/** Is there nothing to be seen in a cell? */
export const isBlankCell = (cell: ListCell): boolean => typeof cell === 'string' && cell.trim() === ''

/** Is there nothing to be seen in a row? A broken one is never blank: it is accounted for. */
export const isBlankRow = ({ cells, isBroken }: ListRow): boolean => !isBroken && cells.every(isBlankCell)

/** What a number is written with. After commas, slashes and other marks another one begins. */
const ofNumber = /[\d０-９\s()（）+＋.．\-–—·*#xX转]/

/** Where the number that a text may end in begins; the text's length: it ends in none. */
function startOfLastNumber(text: string): number {
  let at = text.length
  while (at > 0 && ofNumber.test(text.charAt(at - 1))) at -= 1
  return /[\d０-９]/.test(text.slice(at)) ? at : text.length
}

/** A text, at most so many characters of it; where it is cut an ellipsis says so, and no part of a number is left. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return shownText(text, longest)
  return `${shownText(text, startOfLastNumber(text.slice(0, longest - 1)))}…`
}

/** A text as it is shown, at most so many characters of it, none cut in two; NUL, which ends texts elsewhere, as ␀. */
export function shownText(text: string, longest: number): string {
  const hasMore = text.length > longest
  const end = hasMore && /[\ud800-\udbff]/.test(text.charAt(longest - 1)) ? longest - 1 : longest
  const cut = hasMore ? text.slice(0, end) : text
  return cut.includes('\0') ? cut.replaceAll('\0', '␀') : cut
}
