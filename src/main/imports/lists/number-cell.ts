import type { CellCode } from '../../../shared/imports/imports'
import type { FoundNumber } from '../../../shared/numbers/number'
import { findNumbers } from '../../numbers/number'
import { decimalOfNumber, decimalFraction, lostZero, readScientific, scientificNotation } from './cell-damage'
import type { Damage } from './cell-damage'
import { faultOf } from './cell-faults'
import { cellText, digitsOf, hasDigit } from './cell-text'
import { plainNumber } from './plain-number'

/** What a cell, or one of several numbers in it, amounts to. */
export interface CellReading {
  code: CellCode
  /** The digits that can be sent; null for every code that is invalid. */
  dial: string | null
  /** The number that a damaged cell most likely was; never taken unless a person says so. */
  suggestion: string | null
}

/** More digits than this a spreadsheet doesn't keep in a number: it puts zeros in their place. */
const exactDigits = 15

/** Spreadsheets show numbers of 11 digits with at most six digits in scientific notation, so five zeros replace the rest. */
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

/** The text as one thing: its numbers; else its damage; else why there is none. `raw`: as it was before `cellText`. */
function readWhole(text: string, raw: string): CellReading[] {
  const whole = decimalOfNumber(text) ?? scientificNotation(text)
  if (whole) return damaged(whole)
  const found = findNumbers(raw)
  if (found.length > 0) return found.map(readingOf)
  const damage = decimalFraction(text) ?? lostZero(text)
  return damage ? damaged(damage) : [withoutNumber(faultOf(text))]
}

const parting = /[、/,，;；|\\\r\n\t]+/
/** Nothing but digits, what stands in and between numbers, and the E of scientific notation. */
const numbersOnly = /^[\d\s()[\]+\-‐-―.eE、/,，;；|\\]+$/

/** Fewer digits than this beside others are an extension, a count or a group of a larger number. */
const leastDigits = 7

/**
 * Several numbers in one cell of which not all could be read together: each for itself, so that a damaged one beside
 * a good one isn't lost. Undefined: the cell isn't such a list.
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
 * What the text of a cell amounts to: one reading at least, one for each number in it (a number that stands in it
 * twice once). The cell is all there is, so `findNumbers` reads local numbers and short codes in it too. What a
 * spreadsheet or a program has damaged is named and never sent (the service's document, calleeNumber, and its
 * reading: no scientific notation, no two numbers joined, no digits out of a longer run). Formulas are text. Never
 * throws.
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
 * What a workbook's numeric cell amounts to, given as its file writes it: `13800138000`, `1.3800138E10`. A whole
 * number of up to 15 digits is exact, however it is written, and read as its digits: libraries write any number in
 * scientific notation. Only what ends in {@link roundedZeros} zeros was most likely rounded before. Never throws.
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
