import { parse } from 'csv-parse/sync'
import type { TextLine } from './text-lines'

/** A cell with line breaks in it ends within this many lines and characters, or its quote is a stray one. */
const mostLines = 100
const mostLength = 65_536

/** What the library takes for a blank. Nothing between these two is one. */
function hasBlankAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit <= 0x20 || unit >= 0xa0 ? /\s/.test(text.charAt(at)) : false
}

/** Of a line: no quote is open at its end; one is; the quote that was open at its beginning was a stray one. */
type LineEnd = 'closed' | 'open' | 'stray'

/**
 * How a line leaves its quotes (RFC 4180): one opens a cell, blanks before it aside; a doubled one is a
 * character; one before a delimiter or the line's end closes. Any other is a character like all others,
 * but in a cell that began on an earlier line it says that the cell's quote was never meant to close here.
 */
function endOfLine(text: string, delimiter: string, isInQuotes: boolean): LineEnd {
  let isOpen = isInQuotes
  let isFromBefore = isInQuotes
  let at = 0
  for (;;) {
    if (!isOpen) {
      while (at < text.length && text.charAt(at) !== delimiter && hasBlankAt(text, at)) at += 1
      if (text.charAt(at) === '"') at += 1
      else {
        const next = text.indexOf(delimiter, at)
        if (next === -1) return 'closed'
        at = next + 1
        continue
      }
    }
    isOpen = true
    const quote = text.indexOf('"', at)
    if (quote === -1) return 'open'
    const after = text.charAt(quote + 1)
    if (after === '"') {
      at = quote + 2
      continue
    }
    if (after === '') return 'closed'
    if (after !== delimiter && isFromBefore) return 'stray'
    const next = after === delimiter ? quote + 1 : text.indexOf(delimiter, quote + 1)
    if (next === -1) return 'closed'
    isOpen = false
    isFromBefore = false
    at = next + 1
  }
}

function hasCells(text: string, delimiter: string, count: number): boolean {
  let cells = 1
  for (let at = text.indexOf(delimiter); at !== -1 && cells <= count; at = text.indexOf(delimiter, at + 1)) {
    cells += 1
  }
  return cells === count
}

/** Of how many lines a row with quotes is made; `wait`: lines that haven't come decide. */
export type RowSpan = number | 'never' | 'wait'

/**
 * Of how many lines the row is made that begins with `lines[at]`. `never`: a quote of that line is never
 * closed. Line breaks in a cell are believed only as far as no row can be lost in it: not when the lines
 * inside look like rows themselves, of `width` cells as the rows before had them.
 */
export function spanOfRow(
  lines: readonly TextLine[],
  at: number,
  { delimiter, width, isEnd }: { delimiter: string; width: number; isEnd: boolean }
): RowSpan {
  const first = lines[at]
  if (first === undefined) return 'never'
  if (endOfLine(first.text, delimiter, false) === 'closed') return 1
  let length = first.text.length
  for (let count = 2; count <= mostLines; count += 1) {
    const line = lines[at + count - 1]
    if (line === undefined) return isEnd ? 'never' : 'wait'
    length += line.text.length + 1
    if (line.isCut || length > mostLength) return 'never'
    const end = endOfLine(line.text, delimiter, true)
    if (end === 'closed') return count
    if (end === 'stray') return 'never'
    // Two cells are too few to tell a row from prose with a comma in it.
    if (width > 2 && !line.text.includes('"') && hasCells(line.text, delimiter, width)) return 'never'
  }
  return 'never'
}

const parseRows = (text: string, delimiter: string): string[][] | null => {
  try {
    return parse(text, {
      delimiter,
      record_delimiter: '\n',
      relax_quotes: true,
      relax_column_count: true,
      ltrim: true
    })
  } catch {
    return null
  }
}

/**
 * The cells of rows with quotes, each row as {@link spanOfRow} found it, its lines joined with LF; null where
 * the library makes anything but one row of it. All at once first: it takes a while to begin.
 */
export function cellsOfQuotedRows(rows: readonly string[], delimiter: string): (string[] | null)[] {
  if (rows.length === 0) return []
  const parsed = parseRows(rows.join('\n'), delimiter)
  if (parsed?.length === rows.length) return parsed
  return rows.map((row) => {
    const alone = parseRows(row, delimiter)
    return alone?.length === 1 ? (alone[0] ?? null) : null
  })
}
