import type { ListDelimiter } from '../../../../shared/imports/imports'
import { delimiterCharacters } from '../../lists/delimiter'
import type { ListRow } from '../../lists/list-types'
import { cellsOfQuotedRows, spanOfRow } from './quoted-lines'
import { createLongLineReader } from './long-line'
import type { TextLine } from './text-lines'

/** Splits lines, which arrive in chunks, into rows. */
export interface RowSplitter {
  /** Returns the rows that are complete with these lines. */
  push(lines: readonly TextLine[]): ListRow[]
  /** Returns the remaining rows; no line follows. */
  end(): ListRow[]
}

/** Maximum cells of a row, as in a sheet. Further cells are dropped, and the row is broken. */
export const mostColumns = 16_384

const replacement = '\ufffd'

/** The line that declares the delimiter for spreadsheets. */
const delimiterNote = /^"?sep=."?$/i

/** Returns a line as a single cell, unquoted if the whole line is quoted. */
function onlyCell(text: string): string {
  if (!text.includes('"')) return text
  const trimmed = text.trim()
  if (trimmed.length < 2 || !trimmed.startsWith('"') || !trimmed.endsWith('"')) return text
  const inside = trimmed.slice(1, -1)
  return inside.replaceAll('""', '').includes('"') ? text : inside.replaceAll('""', '"')
}

/**
 * Splits rows like csv-parse (RFC 4180, lenient with quotes inside cells), with one difference: an unclosed quote
 * doesn't swallow the following lines. Its line alone becomes a broken row, quotes included, and reading continues
 * with the next line. Every line is part of exactly one row.
 */
export function createRowSplitter(delimiter: ListDelimiter): RowSplitter {
  const character = delimiterCharacters[delimiter]
  let waiting: TextLine[] = []
  let lastLine = 0
  /** Number of cells of the last complete row. */
  let width = 0

  const rowOf = (text: string, lines: number, isBroken: boolean): ListRow => {
    const row: ListRow = {
      line: lastLine + 1,
      cells: [],
      isBroken,
      isUndecodable: text.includes(replacement)
    }
    lastLine += lines
    return row
  }

  const setCells = (row: ListRow, cells: readonly string[]): void => {
    const hasMore = cells.length > mostColumns
    row.cells = hasMore ? cells.slice(0, mostColumns) : cells
    if (hasMore) row.isBroken = true
  }

  const literalRow = (text: string, separator: string, isBroken: boolean): ListRow => {
    const row = rowOf(text, 1, isBroken)
    setCells(row, text.split(separator, mostColumns + 1))
    if (!row.isBroken) width = row.cells.length
    return row
  }

  /**
   * Makes a row of a piece of an overlong line. Of the first piece, the cells before the cut are read, unless quotes
   * make their boundaries uncertain; the other pieces have no columns.
   */
  const cutRow = ({ text, isCut, isRest }: TextLine, separator: string): ListRow => {
    const row = rowOf(text, isCut ? 0 : 1, true)
    if (isRest) return { ...row, cells: [text], isRest, isTorn: true }
    if (text.includes('"')) return { ...row, cells: [text], isTorn: true }
    row.cells = text.split(separator, mostColumns + 1).slice(0, mostColumns)
    // The last cell may be cut.
    if (row.cells.length < mostColumns) row.cells = row.cells.slice(0, -1)
    return row
  }

  const longLine = createLongLineReader(rowOf)

  const rowsOf = (lines: readonly TextLine[], separator: string, isEnd: boolean): ListRow[] => {
    const rows: ListRow[] = []
    const quoted: { row: ListRow; text: string }[] = []
    let at = 0
    for (let line = lines[at]; line !== undefined; line = lines[at]) {
      if (line.isCut || line.isRest) {
        rows.push(cutRow(line, separator))
        at += 1
        continue
      }
      if (!line.text.includes('"')) {
        rows.push(literalRow(line.text, separator, false))
        at += 1
        continue
      }
      const span = spanOfRow(lines, at, { delimiter: separator, width, isEnd })
      if (span === 'wait') break
      if (span === 'never') rows.push(literalRow(line.text, separator, true))
      else {
        const text =
          span === 1
            ? line.text
            : lines
                .slice(at, at + span)
                .map((one) => one.text)
                .join('\n')
        const row = rowOf(text, span, false)
        rows.push(row)
        quoted.push({ row, text })
      }
      at += span === 'never' ? 1 : span
    }
    waiting = lines.slice(at)
    const cells = cellsOfQuotedRows(
      quoted.map(({ text }) => text),
      separator
    )
    quoted.forEach(({ row, text }, index) => {
      const parsed = cells[index] ?? null
      if (parsed === null) row.isBroken = true
      setCells(row, parsed ?? text.split(separator, mostColumns + 1))
    })
    return rows
  }

  /** Turns a delimiter declaration in the first line into a blank row. */
  const rowsOfNote = (lines: readonly TextLine[]): ListRow[] =>
    lastLine === 0 && waiting.length === 0 && delimiterNote.test(lines[0]?.text ?? '')
      ? [rowOf('', 1, false)]
      : []

  const push = (lines: readonly TextLine[], isEnd: boolean): ListRow[] => {
    const note = rowsOfNote(lines)
    return note.length === 0
      ? rowsAfterNote(lines, isEnd)
      : [...note, ...rowsAfterNote(lines.slice(1), isEnd)]
  }

  const rowsAfterNote = (lines: readonly TextLine[], isEnd: boolean): ListRow[] => {
    if (character !== null)
      return rowsOf(waiting.length === 0 ? lines : [...waiting, ...lines], character, isEnd)
    return lines.flatMap((line) =>
      line.isCut || line.isRest
        ? longLine.push(line)
        : [{ ...rowOf(line.text, 1, false), cells: [onlyCell(line.text)] }]
    )
  }

  return { push: (lines) => push(lines, false), end: () => push([], true) }
}
