import { areaCodeLength } from '../../../shared/numbers/number'
import { regionOfAreaCode } from '../../../shared/numbers/regions'

const mobile = /^1[3-9]\d{9}$/
const fixedLine = /^0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}$/

/**
 * Classifies a text of digits only: a mobile number, a landline with an assigned area code, or neither. Agrees with
 * `findNumbers`, but is many times faster.
 */
export function plainNumber(digits: string): 'mobile' | 'fixed' | undefined {
  if (mobile.test(digits)) return 'mobile'
  if (!fixedLine.test(digits)) return undefined
  return regionOfAreaCode(digits.slice(0, areaCodeLength(digits))) === undefined ? undefined : 'fixed'
}
