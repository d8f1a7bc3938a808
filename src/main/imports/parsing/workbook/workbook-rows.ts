import type { ListCell, ListRow } from '../../lists/list-types'
import { unescaped } from './workbook-parts'
import type { XmlListener } from './workbook-xml'

/** Columns of a sheet: A to XFD (ISO/IEC 29500-1, 18.3.1.4 c). */
const mostColumns = 16_384
/** So much of a formula is kept, in characters: enough to show. */
const longestFormula = 200

/** Takes the rows out of a sheet's XML. */
export interface SheetReader extends XmlListener {
  /** The rows since the last time. */
  take(): ListRow[]
  /** The columns that are hidden, as ranges from 0; known before the first row. */
  hiddenColumns(): readonly ColumnRange[]
}

/** Columns of a sheet from 0; both ends belong to it. */
export interface ColumnRange {
  first: number
  last: number
}

/** `BC7` → 54; null: it names no column. */
function columnOf(reference: string): number | null {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') {
    column = column * 26 + (letter.charCodeAt(0) - 64)
  }
  return column >= 1 && column <= mostColumns ? column - 1 : null
}

/** A column or row that can't be seen: marked as hidden, or of no size. (18.3.1.13 col, 18.3.1.73 row.) */
const isHiddenBy = (hidden: string | undefined, size: string | undefined): boolean =>
  hidden === '1' || hidden === 'true' || (size !== undefined && Number(size) === 0)

/**
 * A reader of one sheet (ISO/IEC 29500-1, 18.3.1 worksheet). A cell is what the file holds: of a formula its last
 * result, which is never calculated here; of a number its digits. Empty cells before a filled one are ''. Where a cell
 * has both an inline text and a value, its type decides.
 */
export function createSheetReader(sharedTexts: readonly string[]): SheetReader {
  let rows: ListRow[] = []
  let cells: ListCell[] = []
  let line = 0
  let column = -1
  let type = 'n'
  /** Of the cell: `v`, the inline text `is`, and the formula `f`; null: it has no formula. */
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
        // Without a type the result of a formula is a number: none is there.
        return formula === null ? unescaped(inlineText) : { formula: unescaped(formula) }
      }
      case 's':
        // An empty index names no text, least of all the first.
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
