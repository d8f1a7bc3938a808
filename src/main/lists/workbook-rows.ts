import type { ListCell, ListRow } from './list-types'
import { unescaped } from './workbook-parts'
import type { XmlListener } from './workbook-xml'

/** Columns of a sheet: A to XFD (ISO/IEC 29500-1, 18.3.1.4 c). */
const mostColumns = 16_384

/** Takes the rows out of a sheet's XML. */
export interface SheetReader extends XmlListener {
  /** The rows since the last time. */
  take(): ListRow[]
}

/** `BC7` → 54; null: it names no column. */
function columnOf(reference: string): number | null {
  let column = 0
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? '') {
    column = column * 26 + (letter.charCodeAt(0) - 64)
  }
  return column >= 1 && column <= mostColumns ? column - 1 : null
}

/**
 * A reader of one sheet (ISO/IEC 29500-1, 18.3.1 worksheet). A cell is what is kept of it: of a formula its last
 * result, which nothing here works out; of a number the digits of the file. Empty cells before a filled one are ''.
 */
export function createSheetReader(sharedTexts: readonly string[]): SheetReader {
  let rows: ListRow[] = []
  let cells: ListCell[] = []
  let line = 0
  let column = -1
  let type = 'n'
  let value = ''
  let isValue = false
  let isSpoken = false

  const cellOf = (): ListCell => {
    switch (type) {
      case 'n':
        return value === '' ? '' : { number: value.trim() }
      case 's':
        return sharedTexts[Number(value)] ?? ''
      case 'b':
        return value === '1' ? 'TRUE' : 'FALSE'
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
          break
        }
        case 'c':
          column = columnOf(attributes['r'] ?? '') ?? column + 1
          type = attributes['t'] ?? 'n'
          value = ''
          break
        case 'rPh':
          isSpoken = true
          break
        case 'v':
        case 't':
          isValue = !isSpoken
          break
      }
    },
    text(text) {
      if (isValue) value += text
    },
    close(tag) {
      switch (tag) {
        case 'v':
        case 't':
          isValue = false
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
          rows.push({ line, cells, isBroken: false, isUndecodable: false })
          break
      }
    },
    take() {
      const taken = rows
      rows = []
      return taken
    }
  }
}
