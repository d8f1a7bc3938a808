import type { ListDelimiter } from '../../../../shared/imports/imports'
import { delimiterCharacters } from '../../lists/delimiter'
import type { ListRow } from '../../lists/list-types'
import { cellsOfQuotedRows, spanOfRow } from './quoted-lines'
import { createLongLineReader, type LongLineReader } from './long-line'
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

/** Makes a row without cells, and counts its lines. */
type NewRow = (text: string, lines: number, isBroken: boolean) => ListRow

/**
 * Splits rows like csv-parse (RFC 4180, lenient with quotes inside cells), with one difference: an unclosed quote
 * doesn't swallow the following lines. Its line alone becomes a broken row, quotes included, and reading continues
 * with the next line. Every line is part of exactly one row.
 */
export function createRowSplitter(delimiter: ListDelimiter): RowSplitter {
  const separator = delimiterCharacters[delimiter]
  let lastLine = 0
  const newRow: NewRow = (text, lines, isBroken) => {
    const row: ListRow = {
      line: lastLine + 1,
      cells: [],
      isBroken,
      isUndecodable: text.includes(replacement)
    }
    lastLine += lines
    return row
  }
  const reader = separator === null ? new WholeLines(newRow) : new DelimitedLines(newRow, separator)
  let isStart = true

  return {
    push(lines) {
      // A delimiter declaration in the first line becomes a blank row.
      const isNote = isStart && delimiterNote.test(lines[0]?.text ?? '')
      if (lines.length > 0) isStart = false
      return isNote
        ? [newRow('', 1, false), ...reader.push(lines.slice(1), false)]
        : reader.push(lines, false)
    },
    end: () => reader.push([], true)
  }
}

/** Each line is one cell. */
class WholeLines {
  readonly #newRow: NewRow
  readonly #longLine: LongLineReader

  constructor(newRow: NewRow) {
    this.#newRow = newRow
    this.#longLine = createLongLineReader(newRow)
  }

  push(lines: readonly TextLine[]): ListRow[] {
    return lines.flatMap((line) =>
      line.isCut || line.isRest
        ? this.#longLine.push(line)
        : [{ ...this.#newRow(line.text, 1, false), cells: [onlyCell(line.text)] }]
    )
  }
}

/** Returns a line as a single cell, unquoted if the whole line is quoted. */
function onlyCell(text: string): string {
  if (!text.includes('"')) return text
  const trimmed = text.trim()
  if (trimmed.length < 2 || !trimmed.startsWith('"') || !trimmed.endsWith('"')) return text
  const inside = trimmed.slice(1, -1)
  return inside.replaceAll('""', '').includes('"') ? text : inside.replaceAll('""', '"')
}

/** Lines with a separator. */
class DelimitedLines {
  readonly #newRow: NewRow
  readonly #separator: string
  /** Lines of a row whose end hasn't arrived. */
  #waiting: readonly TextLine[] = []
  /** Number of cells of the last complete row. */
  #width = 0

  constructor(newRow: NewRow, separator: string) {
    this.#newRow = newRow
    this.#separator = separator
  }

  push(given: readonly TextLine[], isEnd: boolean): ListRow[] {
    const lines = this.#waiting.length === 0 ? given : [...this.#waiting, ...given]
    const rows: ListRow[] = []
    const quoted: { row: ListRow; text: string }[] = []
    let at = 0
    for (let line = lines[at]; line !== undefined; line = lines[at]) {
      if (line.isCut || line.isRest) {
        rows.push(this.#cutRow(line))
        at += 1
        continue
      }
      if (!line.text.includes('"')) {
        rows.push(this.#literalRow(line.text, false))
        at += 1
        continue
      }
      const span = spanOfRow(lines, at, { delimiter: this.#separator, width: this.#width, isEnd })
      if (span === 'wait') break
      if (span === 'never') rows.push(this.#literalRow(line.text, true))
      else {
        const text = span === 1 ? line.text : joined(lines.slice(at, at + span))
        const row = this.#newRow(text, span, false)
        rows.push(row)
        quoted.push({ row, text })
      }
      at += span === 'never' ? 1 : span
    }
    this.#waiting = lines.slice(at)
    this.#fillQuoted(quoted)
    return rows
  }

  #literalRow(text: string, isBroken: boolean): ListRow {
    const row = this.#newRow(text, 1, isBroken)
    setCells(row, cellsOf(text, this.#separator))
    if (!row.isBroken) this.#width = row.cells.length
    return row
  }

  /**
   * Makes a row of a piece of an overlong line. Of the first piece, the cells before the cut are read, unless quotes
   * make their boundaries uncertain; the other pieces have no columns.
   */
  #cutRow({ text, isCut, isRest }: TextLine): ListRow {
    const row = this.#newRow(text, isCut ? 0 : 1, true)
    if (isRest) return { ...row, cells: [text], isRest, isTorn: true }
    if (text.includes('"')) return { ...row, cells: [text], isTorn: true }
    row.cells = cellsOf(text, this.#separator).slice(0, mostColumns)
    // The last cell may be cut.
    if (row.cells.length < mostColumns) row.cells = row.cells.slice(0, -1)
    return row
  }

  /** Sets the cells of rows with quotes, parsed together. */
  #fillQuoted(quoted: readonly { row: ListRow; text: string }[]): void {
    const cells = cellsOfQuotedRows(
      quoted.map(({ text }) => text),
      this.#separator
    )
    quoted.forEach(({ row, text }, index) => {
      const parsed = cells[index] ?? null
      if (parsed === null) row.isBroken = true
      setCells(row, parsed ?? cellsOf(text, this.#separator))
    })
  }
}

/** Returns the first cells of a line without quotes, at most one too many. Twice as fast as `split`. */
function cellsOf(text: string, separator: string): string[] {
  let at = text.indexOf(separator)
  // An array that grows reserves room for more cells, which counts where a list has millions of empty lines.
  if (at === -1) return [text]
  const cells: string[] = []
  let from = 0
  for (; at !== -1; at = text.indexOf(separator, from)) {
    cells.push(text.slice(from, at))
    from = at + 1
    if (cells.length > mostColumns) return cells
  }
  cells.push(text.slice(from))
  return cells
}

const joined = (lines: readonly TextLine[]): string => lines.map(({ text }) => text).join('\n')

function setCells(row: ListRow, cells: readonly string[]): void {
  const hasMore = cells.length > mostColumns
  row.cells = hasMore ? cells.slice(0, mostColumns) : cells
  if (hasMore) row.isBroken = true
}
