import type { ListDelimiter } from '../../../../shared/imports/imports'
import { delimiterCharacters } from '../../lists/delimiter'
import type { ListRow } from '../../lists/list-types'
import { cellsOfQuotedRows, spanOfRow } from './quoted-lines'
import { createLongLineReader } from './long-line'
import type { TextLine } from './text-lines'

/** Makes rows of lines that come some at a time. */
export interface RowSplitter {
  /** The rows that are whole with these lines. */
  push(lines: readonly TextLine[]): ListRow[]
  /** What was still open; no line comes after it. */
  end(): ListRow[]
}

/** Cells of a row that are read, as many as a sheet has; what comes after them is left, and the row is broken. */
export const mostColumns = 16_384

const replacement = '\ufffd'

/** The first line with which spreadsheets are told the delimiter: nothing stands in it. */
const delimiterNote = /^"?sep=."?$/i

/** A line as its only cell: out of its quotes when all of it stands in quotes. */
function onlyCell(text: string): string {
  if (!text.includes('"')) return text
  const trimmed = text.trim()
  if (trimmed.length < 2 || !trimmed.startsWith('"') || !trimmed.endsWith('"')) return text
  const inside = trimmed.slice(1, -1)
  return inside.replaceAll('""', '').includes('"') ? text : inside.replaceAll('""', '"')
}

/**
 * Rows as the library csv-parse reads them (RFC 4180, lenient with quotes inside of cells), with one
 * difference: a quote that is never closed doesn't take the lines after it with it. Its line alone is a
 * broken row, quotes and all, and reading goes on with the next. Every line is part of exactly one row.
 */
export function createRowSplitter(delimiter: ListDelimiter): RowSplitter {
  const character = delimiterCharacters[delimiter]
  let waiting: TextLine[] = []
  let lastLine = 0
  /** Cells of the last whole row. */
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
   * A piece of a line that is too long. Of the first one the cells before the cut are read, unless quotes make it
   * uncertain where they end; the others have no columns.
   */
  const cutRow = ({ text, isCut, isRest }: TextLine, separator: string): ListRow => {
    const row = rowOf(text, isCut ? 0 : 1, true)
    if (isRest) return { ...row, cells: [text], isRest, isTorn: true }
    if (text.includes('"')) return { ...row, cells: [text], isTorn: true }
    row.cells = text.split(separator, mostColumns + 1).slice(0, mostColumns)
    // The last of them is cut itself.
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

  /** Takes the first line away when it is a note; its row is blank. */
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
