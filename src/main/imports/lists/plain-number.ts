import { areaCodeLength } from '../../../shared/numbers/number'
import { regionOfAreaCode } from '../../../shared/numbers/regions'

const mobile = /^1[3-9]\d{9}$/
const fixedLine = /^0(?:10|2\d|[3-9]\d\d)[2-9]\d{6,7}$/

/**
 * What digits without anything else are: a mobile number, a fixed line with an assigned area code, or neither of
 * them. It says of such digits what `findNumbers` says, many times faster.
 */
export function plainNumber(digits: string): 'mobile' | 'fixed' | undefined {
  if (mobile.test(digits)) return 'mobile'
  if (!fixedLine.test(digits)) return undefined
  return regionOfAreaCode(digits.slice(0, areaCodeLength(digits))) === undefined ? undefined : 'fixed'
}
