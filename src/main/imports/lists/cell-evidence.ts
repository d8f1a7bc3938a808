import type { ListCell } from './list-types'
import { readScientific } from './cell-damage'
import { cellText, digitsOf } from './cell-text'
import { readListCell, textOfCell } from './list-cell'
import type { CellReading } from './number-cell'

/**
 * What a cell says about its column. `number`: can only be a telephone number, intact or damaged. `likely`: a
 * landline without its 0, a 400 number, a truncated mobile number; a customer number may look the same. `possible`:
 * seven or eight digits and the like. `other`: digits of another kind. `words`: no digits.
 */
export type Evidence = 'number' | 'likely' | 'possible' | 'other' | 'words' | 'empty'

/** Strongest first: of several readings of a cell, the strongest counts. */
const strengths: readonly Evidence[] = ['number', 'likely', 'possible', 'other', 'words', 'empty']

/** ID card and order numbers appear in scientific notation too. */
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

/** Returns the strongest evidence among a cell's readings. */
export function cellEvidence(cell: ListCell): Evidence {
  const readings = readListCell(cell)
  const text = cellText(textOfCell(cell))
  const found = new Set(readings.map((reading) => evidenceOf(reading, text)))
  return strengths.find((strength) => found.has(strength)) ?? 'empty'
}
