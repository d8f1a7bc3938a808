import { parse } from 'csv-parse/sync'
import type { TextLine } from './text-lines'

/** A cell with line breaks ends within this many lines and characters; otherwise its quote is stray. */
const mostLines = 100
const mostLength = 65_536

/** Whether csv-parse treats the character as a blank. None of those between these two values is one. */
function hasBlankAt(text: string, at: number): boolean {
  const unit = text.charCodeAt(at)
  return unit <= 0x20 || unit >= 0xa0 ? /\s/.test(text.charAt(at)) : false
}

/** The state at the end of a line: no quote is open; one is open; the quote open at its beginning was stray. */
type LineEnd = 'closed' | 'open' | 'stray'

/**
 * Returns the quote state at the end of a line (RFC 4180): a quote opens a cell, optionally after blanks; a doubled
 * quote is a character; a quote before a delimiter or the end of the line closes. Any other quote is an ordinary
 * character, but in a cell that began on an earlier line it shows that the cell's opening quote was stray.
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

/** The number of lines of a row with quotes; `wait`: depends on lines that haven't arrived. */
export type RowSpan = number | 'never' | 'wait'

/**
 * Returns the number of lines of the row that begins with `lines[at]`. `never`: a quote in that line is never
 * closed. Line breaks in a cell are only accepted if no row can get lost in it: not if lines inside look like rows
 * of `width` cells, the width of the previous rows.
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
    // With two cells, a row can't be distinguished from prose with a comma.
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
 * Parses rows with quotes as delimited by {@link spanOfRow}, lines joined with LF; null where csv-parse doesn't
 * return exactly one row. Tries all at once first, because each call has a start-up cost.
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
