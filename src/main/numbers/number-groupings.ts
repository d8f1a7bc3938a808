/** 110, 119, 12306, 10086, 116114, 1010xxxx, 95xxx to 951xxxxx, 96xxx and 96xxxx. */
const shortCode = /^(?:1[12]\d|1[02]\d{3}|11[68]114|1010\d{4}|95\d{3,4}|951\d{5}|96\d{3,4})$/

/** True for a short code: a service number without an area code. */
export function isShortCode(digits: string): boolean {
  return shortCode.test(digits)
}

/** True if eight digits are a date: 20261122. */
export function isCompactDate(digits: string): boolean {
  return /^(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(digits)
}

/** 1, an area code and an exchange, as valid in the North American plan: neither 0xx, 1xx nor x11, no x9x area. */
const northAmerican = /^1(?!37|96)[2-9](?!11)[0-8]\d[2-9](?!11)\d{6}$/

/** True if eleven digits can be a North American number in national form, including the leading 1. */
export function isNorthAmerican(digits: string): boolean {
  return northAmerican.test(digits)
}

/** The national groupings of North American numbers. */
const northAmericanGroupings = new Set(['1-3-3-4', '1-3-7', '1-6-4', '1-10', '4-3-4', '4-7'])

/**
 * Classifies the grouping of a mobile number: `home` is a Chinese grouping, `north-american` that of a North American
 * number with the same digits, `odd` is neither. Chinese groupings begin with at least three digits (138 0013 8000,
 * 1380 0138 000, 13800 138000, 1380013 8000) or separate all digits; 4-3-4 and 4-7 count as North American.
 */
export function mobileGrouping(sizes: readonly number[], dial: string): 'home' | 'north-american' | 'odd' {
  if (northAmericanGroupings.has(sizes.join('-'))) return isNorthAmerican(dial) ? 'north-american' : 'odd'
  return (sizes[0] ?? 0) >= 3 || sizes.every((size) => size === 1) ? 'home' : 'odd'
}

/** True for a Chinese grouping of a local number. Pairs mixed with longer groups, 345 67 89, aren't Chinese. */
export function isUsualLocalGrouping(sizes: readonly number[]): boolean {
  return !sizes.includes(2) || sizes.every((size) => size === 2)
}

/**
 * True for a Chinese grouping of a fixed line: a break right after the area code, or none before the third digit of
 * the local number. 02-2345-6789, 090-1234-5678 and 07712 345678 are national forms of other countries.
 */
export function isFixedGrouping([first = 0, ...others]: readonly number[], areaSize: number): boolean {
  if (first === areaSize) return isUsualLocalGrouping(others)
  return first >= areaSize + 3 && isUsualLocalGrouping([first - areaSize, ...others])
}
