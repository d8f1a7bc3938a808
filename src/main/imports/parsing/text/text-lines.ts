/** One line of a text, without its line break; or a piece of one that is longer than {@link longestLine}. */
export interface TextLine {
  text: string
  /** The line goes on: its next piece comes next. */
  isCut: boolean
  /** It isn't the line's first piece. */
  isRest: boolean
}

/** Makes lines of a text that comes in parts. */
export interface LineSplitter {
  /** The lines that end in this part. */
  push(part: string): TextLine[]
  /** The line that the text ended in the middle of, if there is one. */
  end(): TextLine[]
}

/** Longer lines come in pieces of so many characters. */
export const longestLine = 1_048_576

/**
 * Lines end with LF, CRLF or CR, as in every editor and spreadsheet; U+2028 and its like are characters of
 * a line there, and so they are here: numbers of lines agree with what a person sees.
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
        // Each is looked for once: a file with one kind of line break isn't searched again for the other.
        if (cr !== -1 && cr < at) cr = part.indexOf('\r', at)
        if (lf !== -1 && lf < at) lf = part.indexOf('\n', at)
      }
      keep(part.slice(at), lines)
      return lines
    },
    end: () => (kept === '' && !isRest ? [] : [take(false)])
  }
}
