import type { DamageCode } from '../../../shared/imports/imports'
import { findNumbers } from '../../numbers/number'
import { isNorthAmerican } from '../../numbers/number-groupings'
import { digitsOf } from './cell-text'
import { plainNumber } from './plain-number'

// What spreadsheets and programs make of numbers. It is recognised and named; the number that it most likely was is
// only ever a suggestion to a person.

/** What was done to the number of a cell, and the number that it most likely was. */
export interface Damage {
  code: DamageCode
  suggestion: string | null
}

/** So many zeros at the end of a number in scientific notation can be digits that were lost. */
const lostZeros = 4
/** Longer exponents are no telephone number's. */
const largestExponent = 30

/** A number in scientific notation, written out. */
export interface Scientific {
  /** The digits of its whole part; null: larger than anything of use. */
  whole: string | null
  /** It has digits behind the point. */
  hasFraction: boolean
  /** Zeros that the exponent adds to the digits that are there: what they were can be lost. */
  addedZeros: number
}

/** Reads 1.38E+10, 1.38e10, 1,38E+10, with blanks in it or without; undefined: it is something else. */
export function readScientific(text: string): Scientific | undefined {
  const match = /^\+?(\d{1,20})(?:[.,](\d{0,40}))?e\+?(\d{1,3})$/i.exec(text.replace(/\s+/g, ''))
  if (!match) return undefined
  const [, first = '', fraction = '', power = ''] = match
  const exponent = Number(power)
  if (exponent > largestExponent) return { whole: null, hasFraction: false, addedZeros: exponent }
  const addedZeros = Math.max(0, exponent - fraction.length)
  const whole = (first + fraction.slice(0, exponent) + '0'.repeat(addedZeros)).replace(/^0+(?=\d)/, '')
  const hasFraction = /[1-9]/.test(fraction.slice(exponent))
  return { whole, hasFraction, addedZeros: /[1-9]/.test(whole) ? trailingZeros(whole) : addedZeros }
}

function trailingZeros(digits: string): number {
  return digits.length - digits.replace(/0+$/, '').length
}

/** The digits, unless they have a fraction or so many zeros at the end that digits may have been lost. */
export function digitsOfScientific({ whole, hasFraction, addedZeros }: Scientific): string | null {
  return whole === null || hasFraction || addedZeros >= lostZeros ? null : whole
}

/** The number that digits surely are, however they are written. */
function sureDial(digits: string): string | null {
  const [found, ...more] = findNumbers(digits)
  return found && found.kind !== 'doubtful' && more.length === 0 ? found.dial : null
}

/** Of digits that carry two kinds of damage the lost 0 is named: it is the bolder guess, and accepted as such. */
function damageOf(code: DamageCode, digits: string | null): Damage {
  if (digits === null) return { code, suggestion: null }
  const dial = sureDial(digits)
  return dial === null ? (lostZero(digits) ?? { code, suggestion: null }) : { code, suggestion: dial }
}

/**
 * 1.38E+10. There is a suggestion when all digits are there. A number that ends in four zeros or more may have lost
 * them, and has none.
 */
export function scientificNotation(text: string): Damage | undefined {
  const scientific = readScientific(text)
  return scientific && damageOf('scientific', digitsOfScientific(scientific))
}

/**
 * 13800138000.0, and 13,800,138,000 as spreadsheets format quantities. There is a suggestion when what stands behind
 * the point is zeros and what stands before it is a number.
 */
export function decimalFraction(text: string): Damage | undefined {
  const match =
    /^\+?(\d{1,40})\s?\.\s?(\d*)$/.exec(text) ?? /^(\d{1,3}(?:,\d{3}){1,12})(?:\.(\d*))?$/.exec(text)
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  return damageOf('decimal', /[1-9]/.test(fraction) ? null : whole.replaceAll(',', ''))
}

/**
 * A `decimalFraction` that has to be told before numbers are looked for: so many digits that the point stands in no
 * number's grouping, and too few behind it for another number. Nothing behind it is how a format without decimals
 * writes a whole number; that is believed of numbers only, elsewhere it is the end of a sentence.
 */
export function decimalOfNumber(text: string): Damage | undefined {
  const damage = /^\+?\d{9,40}\.\d{0,6}$/.test(text) ? decimalFraction(text) : undefined
  return damage?.suggestion == null && text.endsWith('.') ? undefined : damage
}

/**
 * 1088888888, 75588886666, (755) 8888-6666: a fixed line whose first 0 was taken for nothing. The area code has to be
 * an assigned one and the grouping, if there is any, that of a number.
 */
export function lostZero(text: string): Damage | undefined {
  if (!/^\(?[1-9]/.test(text)) return undefined
  const digits = digitsOf(text)
  if (digits.length < 10 || digits.length > 17) return undefined
  if (digits === text) {
    const isFixed = digits.length < 12 && plainNumber(`0${digits}`) === 'fixed'
    return isFixed ? { code: 'zero-lost', suggestion: `0${digits}` } : undefined
  }
  // 415-555-2671 is how North America writes its numbers; a 0 before it would make a Chinese one up.
  if (/^\(?\d{3}\)?\D{1,2}\d{3}\D\d{4}$/.test(text) && isNorthAmerican(`1${digits}`)) return undefined
  const [found, ...more] = findNumbers(text.replace(/[1-9]/, '0$&'))
  if (found?.kind !== 'fixed' || more.length > 0 || found.dial.length < 11) return undefined
  const isAll = `0${digits}` === found.dial + (found.extension ?? '')
  return isAll ? { code: 'zero-lost', suggestion: found.dial } : undefined
}
