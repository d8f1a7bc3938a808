import fc from 'fast-check'
import { areaCodes } from '../../shared/regions'

/** Numbers for property tests: valid by the service's document, otherwise any. */
export const digits = (least: number, most = least): fc.Arbitrary<string> =>
  fc
    .array(fc.integer({ min: 0, max: 9 }), { minLength: least, maxLength: most })
    .map((values) => values.map(String).join(''))
export const mobile = fc
  .tuple(fc.constantFrom('3', '4', '5', '6', '7', '8', '9'), digits(9))
  .map(([second, rest]) => `1${second}${rest}`)
export const local = fc
  .tuple(fc.constantFrom('2', '3', '4', '5', '6', '7', '8', '9'), digits(6, 7))
  .map((parts) => parts.join(''))
export const areaCode = fc.constantFrom(...areaCodes())
