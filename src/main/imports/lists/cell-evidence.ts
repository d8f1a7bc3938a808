import type { ListCell } from './list-types'
import { readScientific } from './cell-damage'
import { cellText, digitsOf } from './cell-text'
import { readListCell, textOfCell } from './list-cell'
import type { CellReading } from './number-cell'

/**
 * What a cell says about its column. `number`: nothing but a telephone number looks like it, whole or damaged.
 * `likely`: a fixed line without its 0, a 400 number, a mobile number cut short: a customer's number can look like
 * it. `possible`: seven or eight digits and such. `other`: digits of another kind. `words`: no digits.
 */
export type Evidence = 'number' | 'likely' | 'possible' | 'other' | 'words' | 'empty'

/** From the strongest: what counts of a cell with several readings. */
const strengths: readonly Evidence[] = ['number', 'likely', 'possible', 'other', 'words', 'empty']

/** ID cards and order numbers are written in scientific notation too. */
function evidenceOfScientific(text: string): Evidence {
  const whole = readScientific(text)?.whole ?? ''
  if (/^(?:86)?1[3-9]/.test(whole) && (whole.length === 11 || whole.length === 13)) return 'number'
  return whole.length === 10 || whole.length === 11 ? 'possible' : 'other'
}

function evidenceOf({ code, suggestion }: CellReading, text: string): Evidence {
  switch (code) {
    case 'mobile':
    case 'fixed':
    case 'extension':
    case 'joined':
      return 'number'
    case 'zero-lost':
    case 'service-number':
      return 'likely'
    case 'foreign':
    case 'no-area-code':
    case 'unknown-area':
    case 'odd-grouping':
    case 'fax':
      return 'possible'
    case 'scientific':
      return evidenceOfScientific(text)
    case 'decimal':
      return suggestion === null ? 'other' : 'number'
    case 'too-short':
      return /^1[3-9]\d{7,8}$/.test(digitsOf(text)) ? 'possible' : 'other'
    case 'short-code':
    case 'too-long':
    case 'no-number':
    case 'line-broken':
    case 'uncalculated':
    case 'above-header':
    case 'hidden-row':
      return 'other'
    case 'unreadable':
    case 'no-digits':
      return 'words'
    case 'empty':
      return 'empty'
  }
}

/** The strongest of what a cell's readings say about its column. */
export function cellEvidence(cell: ListCell): Evidence {
  const readings = readListCell(cell)
  const text = cellText(textOfCell(cell))
  const found = new Set(readings.map((reading) => evidenceOf(reading, text)))
  return strengths.find((strength) => found.has(strength)) ?? 'empty'
}
