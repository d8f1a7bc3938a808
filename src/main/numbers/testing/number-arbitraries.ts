import fc from 'fast-check'
import { areaCodes } from '../../../shared/numbers/regions'

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
/** A short code of a city or carrier: 95xxx, 96xxx, 96xxxx, 100xx, 123xx. */
export const shortCode = fc
  .tuple(fc.constantFrom('95', '96', '100', '123'), digits(3), fc.boolean())
  .map(([start, rest, isLong]) =>
    start.length === 3 ? start + rest.slice(1) : start + rest + (isLong ? '8' : '')
  )
/** A North American number in its three parts. */
export const northAmerican = fc
  .tuple(fc.integer({ min: 300, max: 989 }), fc.integer({ min: 200, max: 999 }), digits(4))
  .map(([area, exchange, rest]) => [String(area), String(exchange), rest] as const)
  .filter(([area, exchange]) => !/^(?:.11|.9.|37.|96.)$/.test(area) && !exchange.endsWith('11'))

/** Nothing or an invisible character. */
export const invisible = fc.constantFrom(
  '',
  '',
  '',
  '\u200b',
  '\u200e',
  '\u202d',
  '\u2060',
  '\ufeff',
  '\u00ad'
)

/** Returns the text cut into pieces of these lengths. */
export const cut = (text: string, sizes: readonly number[]): string[] => {
  let from = 0
  return sizes.map((size) => text.slice(from, (from += size)))
}
