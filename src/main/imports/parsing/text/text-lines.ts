/** One line of a text without its line break, or a piece of a line longer than {@link longestLine}. */
export interface TextLine {
  text: string
  /** The line continues with the next piece. */
  isCut: boolean
  /** Not the first piece of the line. */
  isRest: boolean
}

/** Splits a text, which arrives in chunks, into lines. */
export interface LineSplitter {
  /** Returns the lines that end in this chunk. */
  push(part: string): TextLine[]
  /** Returns the last line if it has no line break. */
  end(): TextLine[]
}

/** Longer lines are split into pieces of this many characters. */
export const longestLine = 1_048_576

/**
 * Lines end with LF, CRLF or CR, as in editors and spreadsheets, which treat U+2028 and the like as ordinary
 * characters. Line numbers therefore match what the user sees.
 */
export function createLineSplitter(): LineSplitter {
  let kept = ''
  let isRest = false
  let endedInCr = false

  const take = (isCut: boolean): TextLine => {
    const line = { text: kept, isCut, isRest }
    kept = ''
    isRest = isCut
    return line
  }

  const keep = (piece: string, lines: TextLine[]): void => {
    let from = 0
    while (kept.length + piece.length - from > longestLine) {
      const room = longestLine - kept.length
      kept += piece.slice(from, from + room)
      from += room
      lines.push(take(true))
    }
    kept += piece.slice(from)
  }

  return {
    push(part) {
      if (part === '') return []
      const lines: TextLine[] = []
      let at = endedInCr && part.startsWith('\n') ? 1 : 0
      endedInCr = part.endsWith('\r')
      let cr = part.indexOf('\r', at)
      let lf = part.indexOf('\n', at)
      while (cr !== -1 || lf !== -1) {
        const isCr = cr !== -1 && (lf === -1 || cr < lf)
        const end = isCr ? cr : lf
        keep(part.slice(at, end), lines)
        lines.push(take(false))
        at = isCr && lf === end + 1 ? end + 2 : end + 1
        // Search for each kind only until it isn't found: a file with one kind of line break isn't scanned again for
        // the other.
        if (cr !== -1 && cr < at) cr = part.indexOf('\r', at)
        if (lf !== -1 && lf < at) lf = part.indexOf('\n', at)
      }
      keep(part.slice(at), lines)
      return lines
    },
    end: () => (kept === '' && !isRest ? [] : [take(false)])
  }
}
