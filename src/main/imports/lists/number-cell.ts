import type { CellCode } from '../../../shared/imports/imports'
import type { FoundNumber } from '../../../shared/numbers/schema'
import { findNumbers } from '../../numbers/number'
import { decimalOfNumber, decimalFraction, lostZero, readScientific, scientificNotation } from './cell-damage'
import type { Damage } from './cell-damage'
import { faultOf } from './cell-faults'
import { cellText, digitsOf, hasDigit } from './cell-text'
import { plainNumber } from './plain-number'

/** The reading of a cell, or of one of several numbers in it. */
export interface CellReading {
  code: CellCode
  /** The digits to send; null for every invalid code. */
  dial: string | null
  /** The most likely original number of a damaged cell; only used if the user accepts it. */
  suggestion: string | null
}

/** Spreadsheets keep no more digits than this and replace the rest with zeros. */
const exactDigits = 15

/** Spreadsheets show 11-digit numbers with at most six digits in scientific notation: five zeros replace the rest. */
const roundedZeros = 5

const withoutNumber = (code: CellCode, suggestion: string | null = null): CellReading => ({
  code,
  dial: null,
  suggestion
})

function readingOf({ kind, doubt, extension, dial }: FoundNumber): CellReading {
  const code =
    extension === undefined ? (kind === 'doubtful' ? (doubt ?? 'odd-grouping') : kind) : 'extension'
  return { code, dial, suggestion: null }
}

const damaged = ({ code, suggestion }: Damage): CellReading[] => [withoutNumber(code, suggestion)]

/**
 * Reads the text as a whole: its numbers; else its damage; else the reason why there is none. `raw`: the text before
 * `cellText`.
 */
function readWhole(text: string, raw: string): CellReading[] {
  const whole = decimalOfNumber(text) ?? scientificNotation(text)
  if (whole) return damaged(whole)
  const found = findNumbers(raw)
  if (found.length > 0) return found.map(readingOf)
  const damage = decimalFraction(text) ?? lostZero(text)
  return damage ? damaged(damage) : [withoutNumber(faultOf(text))]
}

const parting = /[、/,，;；|\\\r\n\t]+/
/** Only digits, characters within and between numbers, and the E of scientific notation. */
const numbersOnly = /^[\d\s()[\]+\-‐-―.eE、/,，;；|\\]+$/

/** Fewer digits than this beside others are an extension, a count or a group of a larger number. */
const leastDigits = 7

/**
 * Reads several numbers in one cell separately where they can't all be read together, so that a damaged number
 * doesn't hide an intact one. Returns undefined if the cell isn't such a list.
 */
function readParts(text: string, readings: readonly CellReading[]): CellReading[] | undefined {
  if (!numbersOnly.test(text) || !parting.test(text)) return undefined
  const hasNumber = readings.some(({ dial }) => dial !== null)
  const dialled = readings.reduce((sum, { dial }) => sum + (dial?.length ?? 0), 0)
  const unread = digitsOf(text).length - dialled
  if (hasNumber && unread < leastDigits && !/e/i.test(text)) return undefined
  const known = new Set<string>()
  const parts = text.split(parting).flatMap((part) => {
    const trimmed = part.trim()
    if (digitsOf(trimmed).length < leastDigits && !readScientific(trimmed)) return []
    return readWhole(trimmed, trimmed).filter(({ code, dial }) => {
      if (dial === null) return code !== 'no-number'
      const key = `${code};${dial}`
      return known.has(key) ? false : known.add(key)
    })
  })
  return parts.length > 0 ? parts : undefined
}

/**
 * Reads a cell's text. Returns at least one reading: one for each distinct number. The cell is the whole context, so
 * `findNumbers` accepts local numbers and short codes, too. Numbers that a spreadsheet or program damaged are
 * reported and never sent (the service's document, calleeNumber: no scientific notation, no joined numbers, no
 * digits out of a longer sequence). Formulas are text. Never throws.
 */
export function readCell(text: string): CellReading[] {
  const plain = plainNumber(text)
  if (plain) return [{ code: plain, dial: text, suggestion: null }]
  const bare = cellText(text)
  if (!hasDigit(bare)) return [withoutNumber(faultOf(bare))]
  const code = plainNumber(bare)
  if (code) return [{ code, dial: bare, suggestion: null }]
  const readings = readWhole(bare, text)
  return readParts(bare, readings) ?? readings
}

/**
 * Reads a workbook's numeric cell as written in the file: `13800138000`, `1.3800138E10`. An integer of up to 15
 * digits is exact in any notation (libraries write any number in scientific notation) and is read as its digits.
 * Only a number that ends in {@link roundedZeros} zeros was probably rounded. Never throws.
 */
export function readNumberCell(number: string): CellReading[] {
  const text = number.trim()
  const plain = plainNumber(text)
  if (plain) return [{ code: plain, dial: text, suggestion: null }]
  if (text === '') return [withoutNumber('empty')]
  const [, whole, fraction = ''] = /^(\d+)(?:\.(\d*))?$/.exec(text) ?? []
  if (whole !== undefined) {
    if (whole.length > exactDigits) return [withoutNumber('too-long')]
    return /[1-9]/.test(fraction) ? [withoutNumber('decimal')] : readCell(whole)
  }
  const scientific = readScientific(text)
  if (!scientific) return [withoutNumber('no-number')]
  if (scientific.whole === null || scientific.whole.length > exactDigits) return [withoutNumber('too-long')]
  if (scientific.hasFraction) return [withoutNumber('decimal')]
  return scientific.addedZeros >= roundedZeros ? [withoutNumber('scientific')] : readCell(scientific.whole)
}
