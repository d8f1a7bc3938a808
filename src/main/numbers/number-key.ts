import { areaCodeLength, mobileDigits } from '../../shared/numbers/number'

/** A fixed line with the country code, with or without the area code's leading 0: 86 10 8888 8888. */
const fixedAbroad = /^(?:00)?86(0?(?:10|2\d|[3-9]\d\d)\d{7,8})$/

/**
 * Returns the form in which numbers are compared: equal for a mobile number with and without +86, 0086 or a leading
 * 0, and for a fixed line with and without the country code. Other numbers are their digits.
 */
export function numberKey(dial: string): string {
  const digits = dial.replace(/\D/g, '')
  const mobile = mobileDigits(digits)
  if (mobile !== null) return mobile
  const fixed = fixedAbroad.exec(digits)?.[1]
  if (fixed === undefined) return digits
  const national = fixed.startsWith('0') ? fixed : `0${fixed}`
  return areaCodeLength(national) > 0 ? national : digits
}

/** Digits with the separators of numbers; anything else, such as a masked number, isn't dialled as it is written. */
const plainNumber = /^\+?[\d\s\-().]+$/

/** The digits to dial of a number as a record has it, with 00 for a leading +; null if it isn't a plain number. */
export function dialledDigits(number: string): string | null {
  if (!plainNumber.test(number)) return null
  const digits = number.replace(/^\+/, '00').replace(/\D/g, '')
  return digits.length >= 3 && digits.length <= 40 ? digits : null
}
