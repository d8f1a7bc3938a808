import type { ListCell, ListRow } from '../lists/list-types'

/** Whether a cell looks empty. */
export const isBlankCell = (cell: ListCell): boolean => typeof cell === 'string' && cell.trim() === ''

/** Whether a row looks empty. Broken rows never do, since they must be reported. */
export const isBlankRow = ({ cells, isBroken }: ListRow): boolean => !isBroken && cells.every(isBlankCell)

/** Characters within a number. Commas, slashes and other characters separate numbers. */
const ofNumber = /[\d０-９\s()（）+＋.．\-–—·*#xX转]/

/** Returns where the number at the end of a text begins; the text's length if there is none. */
function startOfLastNumber(text: string): number {
  let at = text.length
  while (at > 0 && ofNumber.test(text.charAt(at - 1))) at -= 1
  return /[\d０-９]/.test(text.slice(at)) ? at : text.length
}

/** Truncates a text, with an ellipsis and without leaving part of a number. */
export function cutText(text: string, longest: number): string {
  if (text.length <= longest) return shownText(text, longest)
  return `${shownText(text, startOfLastNumber(text.slice(0, longest - 1)))}…`
}

/**
 * Returns at most this many characters for display, without splitting one; NUL, which terminates strings elsewhere,
 * becomes ␀.
 */
export function shownText(text: string, longest: number): string {
  const hasMore = text.length > longest
  const end = hasMore && /[\ud800-\udbff]/.test(text.charAt(longest - 1)) ? longest - 1 : longest
  const cut = hasMore ? text.slice(0, end) : text
  return cut.includes('\0') ? cut.replaceAll('\0', '␀') : cut
}
