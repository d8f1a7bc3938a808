import type { ListCell, ListRow } from '../../lists/list-types'
import { unescaped } from './workbook-parts'
import type { XmlListener } from './workbook-xml'

/** Columns of a sheet: A to XFD (ISO/IEC 29500-1, 18.3.1.4 c). */
const mostColumns = 16_384
/** Characters kept of a formula, for display. */
const longestFormula = 200

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
 * Extracts the rows from a sheet's XML (ISO/IEC 29500-1, 18.3.1 worksheet). Cells are as stored: a formula has its
 * cached result and is never calculated; a number has its digits. Empty cells before a filled one are ''. If a cell
 * has both an inline text and a value, its type decides.
 */
export class SheetReader implements XmlListener {
  readonly #sharedTexts: readonly string[]
  readonly #hiddenColumns: ColumnRange[] = []
  #rows: ListRow[] = []
  // The current row.
  #line = 0
  #cells: ListCell[] = []
  #isHidden = false
  // The current cell: its place, its type, its `v`, its inline text `is`, and its formula `f`; null: no formula.
  #column = -1
  #type = 'n'
  #value = ''
  #inlineText = ''
  #formula: string | null = null
  #reading: 'value' | 'inline' | 'formula' | null = null
  #isSpoken = false

  constructor(sharedTexts: readonly string[]) {
    this.#sharedTexts = sharedTexts
  }

  /** Returns the rows since the last call. */
  take(): ListRow[] {
    const taken = this.#rows
    this.#rows = []
    return taken
  }

  /** Hidden columns as ranges from 0; complete before the first row. */
  hiddenColumns(): readonly ColumnRange[] {
    return this.#hiddenColumns
  }

  open(tag: string, attributes: Readonly<Record<string, string>>): void {
    switch (tag) {
      case 'row':
        this.#openRow(attributes)
        break
      case 'col':
        this.#addHiddenColumns(attributes)
        break
      case 'c':
        this.#column = columnOf(attributes['r'] ?? '') ?? this.#column + 1
        this.#type = attributes['t'] ?? 'n'
        this.#value = ''
        this.#inlineText = ''
        this.#formula = null
        break
      case 'rPh':
        this.#isSpoken = true
        break
      case 'f':
        this.#formula = ''
        this.#reading = 'formula'
        break
      case 'v':
        this.#reading = 'value'
        break
      case 't':
        this.#reading = this.#isSpoken ? null : 'inline'
        break
    }
  }

  text(text: string): void {
    if (this.#reading === 'value') this.#value += text
    else if (this.#reading === 'inline') this.#inlineText += text
    else if (this.#reading === 'formula' && this.#formula !== null && this.#formula.length < longestFormula)
      this.#formula += text
  }

  close(tag: string): void {
    switch (tag) {
      case 'v':
      case 't':
      case 'f':
        this.#reading = null
        break
      case 'rPh':
        this.#isSpoken = false
        break
      case 'c':
        if (this.#column >= mostColumns) break
        while (this.#cells.length < this.#column) this.#cells.push('')
        this.#cells[this.#column] = this.#cell()
        break
      case 'row':
        this.#rows.push({
          line: this.#line,
          cells: this.#cells,
          isBroken: false,
          isUndecodable: false,
          isHidden: this.#isHidden
        })
        break
    }
  }

  #openRow(attributes: Readonly<Record<string, string>>): void {
    const given = Number(attributes['r'])
    this.#line = Number.isSafeInteger(given) && given > this.#line ? given : this.#line + 1
    this.#cells = []
    this.#column = -1
    this.#isHidden = isHiddenBy(attributes['hidden'], attributes['ht'])
  }

  #addHiddenColumns(attributes: Readonly<Record<string, string>>): void {
    const [first, last] = [Number(attributes['min']), Number(attributes['max'])]
    const isRange = Number.isSafeInteger(first) && Number.isSafeInteger(last) && first >= 1
    if (!isRange || !isHiddenBy(attributes['hidden'], attributes['width'])) return
    if (this.#hiddenColumns.length < mostColumns)
      this.#hiddenColumns.push({ first: first - 1, last: last - 1 })
  }

  #cell(): ListCell {
    switch (this.#type) {
      case 'n': {
        const number = this.#value.trim()
        if (number !== '') return { number }
        // An untyped formula result is a number; this one has none.
        return this.#formula === null ? unescaped(this.#inlineText) : { formula: unescaped(this.#formula) }
      }
      case 's':
        // An empty index refers to no text; Number('') would be the first.
        return /^\s*\d+\s*$/.test(this.#value) ? (this.#sharedTexts[Number(this.#value)] ?? '') : ''
      case 'b':
        return this.#value === '1' ? 'TRUE' : 'FALSE'
      case 'inlineStr':
        return unescaped(this.#inlineText === '' ? this.#value : this.#inlineText)
      default:
        return unescaped(this.#value)
    }
  }
}
