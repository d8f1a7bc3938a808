import type { ListCell, ListRow } from '../../lists/list-types'
import { unescaped } from './workbook-parts'
import type { XmlListener } from './workbook-xml'

/** Columns of a sheet: A to XFD (ISO/IEC 29500-1, 18.3.1.4 c). */
const mostColumns = 16_384
/** Characters kept of a formula, for display. */
const longestFormula = 200

/** Extracts the rows from a sheet's XML. */
export interface SheetReader extends XmlListener {
  /** Returns the rows since the last call. */
  take(): ListRow[]
  /** Hidden columns as ranges from 0; complete before the first row. */
  hiddenColumns(): readonly ColumnRange[]
}

/** A range of columns from 0, both ends included. */
export interface ColumnRange {
  first: number
  last: number
}

/** `BC7` → 54; null: not a column. */
function columnOf(reference: string): number | null {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') {
    column = column * 26 + (letter.charCodeAt(0) - 64)
  }
  return column >= 1 && column <= mostColumns ? column - 1 : null
}

/** Whether a column or row is hidden, or has no size. (18.3.1.13 col, 18.3.1.73 row.) */
const isHiddenBy = (hidden: string | undefined, size: string | undefined): boolean =>
  hidden === '1' || hidden === 'true' || (size !== undefined && Number(size) === 0)

/**
 * Reads one sheet (ISO/IEC 29500-1, 18.3.1 worksheet). Cells are as stored: a formula has its cached result and is
 * never calculated; a number has its digits. Empty cells before a filled one are ''. If a cell has both an inline
 * text and a value, its type decides.
 */
export function createSheetReader(sharedTexts: readonly string[]): SheetReader {
  let rows: ListRow[] = []
  let cells: ListCell[] = []
  let line = 0
  let column = -1
  let type = 'n'
  /** The current cell's `v`, its inline text `is`, and its formula `f`; null: no formula. */
  let value = ''
  let inlineText = ''
  let formula: string | null = null
  let reading: 'value' | 'inline' | 'formula' | null = null
  let isSpoken = false
  let isHidden = false
  const hiddenColumns: ColumnRange[] = []

  const cellOf = (): ListCell => {
    switch (type) {
      case 'n': {
        const number = value.trim()
        if (number !== '') return { number }
        // An untyped formula result is a number; this one has none.
        return formula === null ? unescaped(inlineText) : { formula: unescaped(formula) }
      }
      case 's':
        // An empty index refers to no text; Number('') would be the first.
        return /^\s*\d+\s*$/.test(value) ? (sharedTexts[Number(value)] ?? '') : ''
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE'
      case 'inlineStr':
        return unescaped(inlineText === '' ? value : inlineText)
      default:
        return unescaped(value)
    }
  }

  return {
    open(tag, attributes) {
      switch (tag) {
        case 'row': {
          const given = Number(attributes['r'])
          line = Number.isSafeInteger(given) && given > line ? given : line + 1
          cells = []
          column = -1
          isHidden = isHiddenBy(attributes['hidden'], attributes['ht'])
          break
        }
        case 'col': {
          const [first, last] = [Number(attributes['min']), Number(attributes['max'])]
          const isRange = Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 1
          if (!isRange || !isHiddenBy(attributes['hidden'], attributes['width'])) break
          if (hiddenColumns.length < mostColumns) hiddenColumns.push({ first: first - 1, last: last - 1 })
          break
        }
        case 'c':
          column = columnOf(attributes['r'] ?? '') ?? column + 1
          type = attributes['t'] ?? 'n'
          value = ''
          inlineText = ''
          formula = null
          break
        case 'rPh':
          isSpoken = true
          break
        case 'f':
          formula = ''
          reading = 'formula'
          break
        case 'v':
          reading = 'value'
          break
        case 't':
          reading = isSpoken ? null : 'inline'
          break
      }
    },
    text(text) {
      if (reading === 'value') value += text
      else if (reading === 'inline') inlineText += text
      else if (reading === 'formula' && formula !== null && formula.length < longestFormula) formula += text
    },
    close(tag) {
      switch (tag) {
        case 'v':
        case 't':
        case 'f':
          reading = null
          break
        case 'rPh':
          isSpoken = false
          break
        case 'c':
          if (column < mostColumns) {
            while (cells.length < column) cells.push('')
            cells[column] = cellOf()
          }
          break
        case 'row':
          rows.push({ line, cells, isBroken: false, isUndecodable: false, isHidden })
          break
      }
    },
    take() {
      const taken = rows
      rows = []
      return taken
    },
    hiddenColumns: () => hiddenColumns
  }
}
