import type { DamageCode } from '../../../shared/imports/imports'
import { findNumbers } from '../../numbers/number'
import { isNorthAmerican } from '../../numbers/number-groupings'
import { digitsOf } from './cell-text'
import { plainNumber } from './plain-number'

// Damage that spreadsheets and programs do to numbers. It is recognised and named; the most likely original number is
// only ever suggested to the user.

/** The kind of damage to a cell's number, and the most likely original number. */
export interface Damage {
  code: DamageCode
  suggestion: string | null
}

/** This many trailing zeros in scientific notation may be lost digits. */
const lostZeros = 4
/** A telephone number has no longer exponent. */
const largestExponent = 30

/** A number in scientific notation, written out. */
export interface Scientific {
  /** The digits of its integer part; null: too large to matter. */
  whole: string | null
  /** It has digits after the decimal point. */
  hasFraction: boolean
  /** Zeros added by the exponent; the original digits may be lost. */
  addedZeros: number
}

/** Parses 1.38E+10, 1.38e10 and 1,38E+10, with or without blanks. Returns undefined for anything else. */
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

/** Returns the digits, unless there is a fraction or there are so many trailing zeros that digits may be lost. */
function digitsOfScientific({ whole, hasFraction, addedZeros }: Scientific): string | null {
  return whole === null || hasFraction || addedZeros >= lostZeros ? null : whole
}

/** Returns the number if the digits certainly are one, in whatever grouping. */
function sureDial(digits: string): string | null {
  const [found, ...more] = findNumbers(digits)
  return found && found.kind !== 'doubtful' && more.length === 0 ? found.dial : null
}

/**
 * Of two kinds of damage, the lost leading 0 is reported: it is the less certain guess, and the user accepts it as
 * such.
 */
function damageOf(code: DamageCode, digits: string | null): Damage {
  if (digits === null) return { code, suggestion: null }
  const dial = sureDial(digits)
  return dial === null ? (lostZero(digits) ?? { code, suggestion: null }) : { code, suggestion: dial }
}

/** 1.38E+10. Has a suggestion only when no digits are lost: with four or more trailing zeros some may be. */
export function scientificNotation(text: string): Damage | undefined {
  const scientific = readScientific(text)
  return scientific && damageOf('scientific', digitsOfScientific(scientific))
}

/**
 * 13800138000.0, and 13,800,138,000 as spreadsheets format quantities. Has a suggestion when the fraction is zero
 * and the integer part is a number.
 */
export function decimalFraction(text: string): Damage | undefined {
  const match =
    /^\+?(\d{1,40})\s?\.\s?(\d*)$/.exec(text) ?? /^(\d{1,3}(?:,\d{3}){1,12})(?:\.(\d*))?$/.exec(text)
  if (!match) return undefined
  const [, whole = '', fraction = ''] = match
  return damageOf('decimal', /[1-9]/.test(fraction) ? null : whole.replaceAll(',', ''))
}

/**
 * A `decimalFraction` that must be detected before searching for numbers: so many digits that the point can't be
 * grouping, and too few after it for a second number. An empty fraction (a format without decimals) only counts
 * after a number; elsewhere the point ends a sentence.
 */
export function decimalOfNumber(text: string): Damage | undefined {
  const damage = /^\+?\d{9,40}\.\d{0,6}$/.test(text) ? decimalFraction(text) : undefined
  return damage?.suggestion == null && text.endsWith('.') ? undefined : damage
}

/**
 * 1088888888, 75588886666, (755) 8888-6666: a landline that lost its leading 0. The area code must be assigned, and
 * the grouping, if any, that of a telephone number.
 */
export function lostZero(text: string): Damage | undefined {
  if (!/^\(?[1-9]/.test(text)) return undefined
  const digits = digitsOf(text)
  if (digits.length < 10 || digits.length > 17) return undefined
  if (digits === text) {
    const isFixed = digits.length < 12 && plainNumber(`0${digits}`) === 'fixed'
    return isFixed ? { code: 'zero-lost', suggestion: `0${digits}` } : undefined
  }
  // 415-555-2671 is a North American format; with a leading 0 it would wrongly become a Chinese number.
  if (/^\(?\d{3}\)?\D{1,2}\d{3}\D\d{4}$/.test(text) && isNorthAmerican(`1${digits}`)) return undefined
  const [found, ...more] = findNumbers(text.replace(/[1-9]/, '0$&'))
  if (found?.kind !== 'fixed' || more.length > 0 || found.dial.length < 11) return undefined
  const isAll = `0${digits}` === found.dial + (found.extension ?? '')
  return isAll ? { code: 'zero-lost', suggestion: found.dial } : undefined
}
