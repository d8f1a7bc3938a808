import { endOfTorn, findSeam, startOfTorn } from '../../lists/seam'
import type { ListRow } from '../../lists/list-types'
import type { TextLine } from './text-lines'

/** Characters kept of a torn piece, for display. */
const mostTorn = 1_000

/** Makes rows of the pieces of an overlong line that is a single cell. */
export interface LongLineReader {
  push(piece: TextLine): ListRow[]
}

/**
 * Cuts the line between two of its numbers (`findSeam`), so that each row reads as it would within the whole line.
 * Where that is impossible, the pieces around the cut become a row that isn't read (`isTorn`). `rowOf` makes a row
 * and counts its lines.
 */
export function createLongLineReader(
  rowOf: (text: string, lines: number, isBroken: boolean) => ListRow
): LongLineReader {
  /** Text carried over to the next piece. */
  let carried = ''
  /** The beginning of a torn piece whose end hasn't arrived; null: none. */
  let torn: string | null = null
  let isFirst = true

  const row = (text: string, isEnd: boolean, isTorn: boolean): ListRow => {
    const made: ListRow = { ...rowOf(text, isEnd ? 1 : 0, isTorn), cells: [text], isRest: !isFirst, isTorn }
    isFirst = isEnd
    return made
  }

  const cut = (text: string): ListRow[] => {
    const seam = findSeam(text)
    if (seam !== null) {
      carried = text.slice(seam)
      return [row(text.slice(0, seam), false, false)]
    }
    const start = startOfTorn(text)
    torn = text.slice(start, start + mostTorn)
    return start === 0 ? [] : [row(text.slice(0, start), false, false)]
  }

  return {
    push({ text, isCut }) {
      const rows: ListRow[] = []
      let rest = carried + text
      carried = ''
      if (torn !== null) {
        const end = endOfTorn(rest)
        const tornText = (torn + rest.slice(0, end === -1 ? mostTorn : end)).slice(0, mostTorn)
        torn = end === -1 && isCut ? tornText : null
        if (end === -1 && isCut) return []
        rows.push(row(tornText, end === -1, true))
        if (end === -1) return rows
        rest = rest.slice(end)
      }
      return [...rows, ...(isCut ? cut(rest) : [row(rest, true, false)])]
    }
  }
}
