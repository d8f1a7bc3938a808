/** One line of a text, without its line break. */
export interface TextLine {
  text: string
  /** It is longer than {@link longestLine}: `text` is its beginning. */
  isCut: boolean
}

/** Makes lines of a text that comes in parts. */
export interface LineSplitter {
  /** The lines that end in this part. */
  push(part: string): TextLine[]
  /** The line that the text ended in the middle of, if there is one. */
  end(): TextLine[]
}

/** From longer lines only this many characters are kept, whatever comes after them. */
export const longestLine = 1_048_576

/**
 * Lines end with LF, CRLF or CR, as in every editor and spreadsheet; U+2028 and its like are characters of
 * a line there, and so they are here: numbers of lines agree with what a person sees.
 */
export function createLineSplitter(): LineSplitter {
  let kept = ''
  let isCut = false
  let endedInCr = false

  const keep = (piece: string): void => {
    if (kept.length + piece.length > longestLine) isCut = true
    if (kept.length < longestLine) kept += piece.slice(0, longestLine - kept.length)
  }

  const finish = (): TextLine => {
    const line = { text: kept, isCut }
    kept = ''
    isCut = false
    return line
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
        keep(part.slice(at, end))
        lines.push(finish())
        at = isCr && lf === end + 1 ? end + 2 : end + 1
        // Each is looked for once: a file with one kind of line break isn't searched again for the other.
        if (cr !== -1 && cr < at) cr = part.indexOf('\r', at)
        if (lf !== -1 && lf < at) lf = part.indexOf('\n', at)
      }
      keep(part.slice(at))
      return lines
    },
    end: () => (kept === '' && !isCut ? [] : [finish()])
  }
}
