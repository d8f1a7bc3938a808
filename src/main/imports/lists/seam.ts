import { plainNumber } from './plain-number'
import { readCell } from './number-cell'

/** How far from its end a long text is searched for a seam. */
const searchedLength = 4_096
/** Longer pieces between separators are no single number. */
const longestPiece = 60
/** Pieces at a cut that are given up: a number can be written over several of them (13,800,138,000). */
const tornPieces = 3

const separators = [',', '，', ';', '；', '、', '|', '\t', ' ', '/'] as const

/** The only number of a text, if it is a sure one. */
function soleNumber(text: string): string | undefined {
  if (text.length > longestPiece) return undefined
  const [only, ...others] = readCell(text)
  if (only === undefined || others.length > 0 || (only.code !== 'mobile' && only.code !== 'fixed'))
    return undefined
  return only.dial ?? undefined
}

/** Whether two pieces hold one sure number each, and the same two when they are read with what stands between them. */
function areApart(left: string, separator: string, right: string): boolean {
  const [one, other] = [soleNumber(left), soleNumber(right)]
  if (one === undefined || other === undefined) return false
  if (plainNumber(left) !== undefined && plainNumber(right) !== undefined) return true
  const together = readCell(left + separator + right).map(({ dial }) => dial)
  return together.length === 2 && together[0] === one && together[1] === other
}

/**
 * Where a text that goes on elsewhere can be cut without touching a number: right after a separator that stands
 * between two whole numbers, near the text's end. Null: there is no such place.
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

/** Where a text that is cut at its end stops being certain: from there on it belongs to what was cut. 0: nowhere. */
export function startOfTorn(text: string): number {
  let at = text.length
  for (let pieces = 0; pieces < tornPieces; pieces += 1) at = lastSeparator(text, at)
  return at
}

/** Where a text whose beginning was cut off becomes certain; -1: nowhere. */
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

/** Blanks and slashes stand within numbers: they end nothing here. */
function lastSeparator(text: string, from: number): number {
  for (let at = from - 1; at > 0; at -= 1) if (anySeparator.test(text.charAt(at))) return at
  return 0
}
