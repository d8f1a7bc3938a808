import { plainNumber } from './plain-number'
import { readCell } from './number-cell'

/** Characters at the end of a long text that are searched for a seam. */
const searchedLength = 4_096
/** A longer piece between separators isn't a single number. */
const longestPiece = 60
/** Pieces at a cut that are discarded: a number can span several (13,800,138,000). */
const tornPieces = 3

const separators = [',', '，', ';', '；', '、', '|', '\t', ' ', '/'] as const

/** Returns the number if the text contains exactly one, and certainly. */
function soleNumber(text: string): string | undefined {
  if (text.length > longestPiece) return undefined
  const [only, ...others] = readCell(text)
  if (only === undefined || others.length > 0 || (only.code !== 'mobile' && only.code !== 'fixed'))
    return undefined
  return only.dial ?? undefined
}

/** Whether each piece contains one certain number, and reading them together yields the same two. */
function areApart(left: string, separator: string, right: string): boolean {
  const [one, other] = [soleNumber(left), soleNumber(right)]
  if (one === undefined || other === undefined) return false
  if (plainNumber(left) !== undefined && plainNumber(right) !== undefined) return true
  const together = readCell(left + separator + right).map(({ dial }) => dial)
  return together.length === 2 && together[0] === one && together[1] === other
}

/**
 * Returns where a text that continues elsewhere can be cut without splitting a number: after a separator between two
 * complete numbers, near the end. Null: nowhere.
 */
export function findSeam(text: string): number | null {
  const least = Math.max(0, text.length - searchedLength)
  for (const separator of separators) {
    let end = text.lastIndexOf(separator)
    let at = text.lastIndexOf(separator, end - 1)
    while (at > least) {
      const before = text.lastIndexOf(separator, at - 1)
      if (areApart(text.slice(before + 1, at), separator, text.slice(at + 1, end))) return at + 1
      end = at
      at = before
    }
  }
  return null
}

/**
 * Returns where a text that was cut at its end becomes uncertain: the rest belongs to the cut part. 0: everywhere.
 */
export function startOfTorn(text: string): number {
  let at = text.length
  for (let pieces = 0; pieces < tornPieces; pieces += 1) at = lastSeparator(text, at)
  return at
}

/** Returns where a text that was cut at its beginning becomes certain; -1: nowhere. */
export function endOfTorn(text: string): number {
  let at = -1
  for (let pieces = 0; pieces < tornPieces; pieces += 1) {
    const next = text.slice(at + 1).search(anySeparator)
    if (next === -1) return -1
    at += 1 + next
  }
  return at
}

const anySeparator = /[,，;；、|\t]/

/** Blanks and slashes occur inside numbers, so they don't separate here. */
function lastSeparator(text: string, from: number): number {
  for (let at = from - 1; at > 0; at -= 1) if (anySeparator.test(text.charAt(at))) return at
  return 0
}
