import type { DoubtReason } from '../../shared/numbers/number'
import { regionOfAreaCode } from '../../shared/numbers/regions'
import { isCompactDate, isUsualLocalGrouping, isNorthAmerican, isShortCode } from './number-groupings'
import { Gap, digitOf, digitsOf, gapBefore, groupSizes, sizeOf, startsWith } from './number-run'
import type { Run } from './number-run'

/** How certain the grouping alone is: one group; a usual grouping; a less common grouping. */
type Fit = 'whole' | 'standard' | 'loose'

/** Groups of a run that form one number. */
export interface Reading {
  kind: 'mobile' | 'fixed' | 'doubtful'
  doubt: DoubtReason | undefined
  /** The first group, including a prefix such as 86. */
  first: number
  /** The group in which the national number begins, and the number of digits before it in that group. */
  body: number
  offset: number
  last: number
  fit: Fit
  /** Digits sent before the written ones: the 0 of an area code after +86, the 00 of a foreign number. */
  lead: '' | '0' | '00'
  /** Only a number if the text labels it as one. */
  needsMark: boolean
}

/** The digits to dial for a reading. */
export function dialOf(run: Run, reading: Reading): string {
  return reading.lead + digitsOf(run, reading.body, reading.last, reading.offset)
}

function newReading(kind: Reading['kind'], body: number, offset: number, last: number, fit: Fit): Reading {
  return {
    kind,
    doubt: undefined,
    first: body,
    body,
    offset,
    last,
    fit,
    lead: '',
    needsMark: false
  }
}

/**
 * What precedes the national number. `+86` and `0086` are certain country codes; a bare 86 can be something else; a
 * trunk 0 and an IP prefix only mean that no country code follows.
 */
type Before = 'nothing' | 'prefix' | '86' | '+86'

function newDoubt(doubt: DoubtReason, body: number, offset: number, last: number, fit: Fit): Reading {
  const reading = newReading('doubtful', body, offset, last, fit)
  reading.doubt = doubt
  return reading
}

/** The size of a group that may belong to the number before it; 0 after a +, which begins another number. */
function nextSize(run: Run, group: number): number {
  return (gapBefore(run, group) & Gap.plus) === 0 ? sizeOf(run, group) : 0
}

/** 138.00138000 is a decimal, however phone-like: two groups separated only by a dot. */
function isDecimal(run: Run, first: number, last: number): boolean {
  return last === first + 1 && gapBefore(run, last) === Gap.dot && digitOf(run, first, 0) !== 0
}

/** True for addresses such as 192.168.100.20, and for a mix of dots and spaces, which separates two things. */
function hasStrangeDots(run: Run, first: number, last: number): boolean {
  let dots = 0
  for (let group = first + 1; group <= last; group += 1) if (gapBefore(run, group) === Gap.dot) dots += 1
  return dots > 0 && (dots < last - first || dots >= 3)
}

/**
 * A number in North American national grouping, 1-800-692-7753 or 1800-692-7753. Chinese groupings have no break
 * after the first digit, nor after the first four digits before a group of three or seven.
 */
function northAmericanAt(run: Run, group: number, last: number): Reading | undefined {
  const firstGap = gapBefore(run, group + 1)
  // "1. 800-692-7753" is a list item.
  if (sizeOf(run, group) === 1 && (firstGap & Gap.dot) !== 0 && (firstGap & Gap.space) !== 0) return undefined
  if (!isNorthAmerican(digitsOf(run, group, last))) return undefined
  const reading = newDoubt('foreign', group, 0, last, 'loose')
  reading.lead = '00'
  return reading
}

/** The groups that form a mobile number, given the size of its first group. */
function mobileGroups(run: Run, group: number, offset: number, before: Before): Reading | undefined {
  const size = sizeOf(run, group) - offset
  if (size === 11) return newReading('mobile', group, offset, group, 'whole')
  if (size > 8) return undefined
  const second = nextSize(run, group + 1)
  const third = nextSize(run, group + 2)
  const loose = (more: number): Reading => newReading('mobile', group, offset, group + more, 'loose')
  const standard = (more: number): Reading => newReading('mobile', group, offset, group + more, 'standard')
  switch (size) {
    case 3:
      if (second === 8) return standard(1)
      if (second === 4 && third === 4) return standard(2)
      if (second === 3 && third === 5) return loose(2)
      return second === 3 && third === 3 && nextSize(run, group + 3) === 2 ? loose(3) : undefined
    case 7:
      return second === 4 ? standard(1) : undefined
    case 4:
      // 1998 2003 123 are years; a number can begin like that, but isn't grouped by fours then.
      if (digitOf(run, group, offset + 1) === 9) return undefined
      if (second === 4 && third === 3) return loose(2)
      if (second === 7) {
        if (before === '+86') return loose(1)
        const foreign = before === 'nothing' ? northAmericanAt(run, group, group + 1) : undefined
        return foreign ?? newDoubt('odd-grouping', group, offset, group + 1, 'loose')
      }
      return second === 3 && third === 4 && before === 'nothing'
        ? northAmericanAt(run, group, group + 2)
        : undefined
    case 5:
      if (second === 3 && third === 3) return loose(2)
      return second === 6 ? loose(1) : undefined
    case 6:
    case 8:
      return second === 11 - size ? loose(1) : undefined
    case 1:
      if (second !== 3 || third !== 3 || nextSize(run, group + 3) !== 4) return undefined
      if (before === '+86') return loose(3)
      return before === 'nothing' ? northAmericanAt(run, group, group + 3) : undefined
    default:
      return undefined
  }
}

function mobileAt(run: Run, group: number, offset: number, before: Before): Reading | undefined {
  if (digitOf(run, group, offset) !== 1) return undefined
  const isSplit = sizeOf(run, group) - offset === 1
  if ((isSplit ? digitOf(run, group + 1, 0) : digitOf(run, group, offset + 1)) < 3) return undefined
  const reading = mobileGroups(run, group, offset, before)
  if (!reading || isDecimal(run, group, reading.last)) return undefined
  return reading.fit === 'loose' && hasStrangeDots(run, group, reading.last) ? undefined : reading
}

/** The last group of a local number of 7 or 8 digits that begins with this group and has no single-digit group. */
function lastOfLocal(run: Run, first: number): number | undefined {
  let digits = 0
  for (let group = first; digits < 7; group += 1) {
    const size = nextSize(run, group)
    if (size < 2) return undefined
    digits += size
    if (digits === 7 || digits === 8) return group
  }
  return undefined
}

/** True if the group, from the offset on, is a short code of five or six digits: 10086, 12345, 95588, 962288. */
function isShortCodeAt(run: Run, group: number, offset: number): boolean {
  const size = sizeOf(run, group) - offset
  return (size === 5 || size === 6) && isShortCode(digitsOf(run, group, group, offset))
}

/** True for a short code after an area code: 010-12345, 021-962288, (010)10086. */
function isShortCodeOfCity(run: Run, group: number): boolean {
  return (gapBefore(run, group) & (Gap.dash | Gap.close)) !== 0 && isShortCodeAt(run, group, 0)
}

function isAreaAssigned(run: Run, group: number, index: number, digits: number): boolean {
  let code = '0'
  for (let at = index; at < index + digits; at += 1) code += String(digitOf(run, group, at))
  return regionOfAreaCode(code) !== undefined
}

/** A fixed line (service's document, calleeNumber): area code and 7 or 8 digits that don't begin with 0 or 1. */
function fixedAt(run: Run, group: number, offset: number, isAfter86: boolean): Reading | undefined {
  const zeros = digitOf(run, group, offset) === 0 ? 1 : 0
  if (zeros === 0 && !isAfter86) return undefined
  const lead = digitOf(run, group, offset + zeros)
  if (lead <= 0) return undefined
  if (lead === 1 && digitOf(run, group, offset + zeros + 1) !== 0) return undefined
  const areaSize = zeros + (lead <= 2 ? 2 : 3)
  const size = sizeOf(run, group) - offset
  const local = size - areaSize
  const isKnown = (): boolean => isAreaAssigned(run, group, offset + zeros, areaSize - zeros)

  if (local === 0) {
    if (isShortCodeOfCity(run, group + 1))
      return isKnown() ? newDoubt('short-code', group, offset, group + 1, 'loose') : undefined
    if (digitOf(run, group + 1, 0) < 2) return undefined
    const last = lastOfLocal(run, group + 1)
    if (last === undefined) return undefined
    if (isKnown()) {
      const isUsual = last === group + 1 || isUsualLocalGrouping(groupSizes(run, group + 1, last))
      return isUsual
        ? newReading('fixed', group, offset, last, 'standard')
        : newDoubt('odd-grouping', group, offset, last, 'loose')
    }
    const isSeparated = (gapBefore(run, group + 1) & (Gap.dash | Gap.close)) !== 0
    return isSeparated ? newDoubt('unknown-area', group, offset, last, 'loose') : undefined
  }

  if (local < 3 || local > 8 || digitOf(run, group, offset + areaSize) < 2 || !isKnown()) return undefined
  if (local === 7 || local === 8) return newReading('fixed', group, offset, group, 'whole')
  const isLocalSplit = (local === 3 || local === 4) && nextSize(run, group + 1) === 4
  return isLocalSplit ? newReading('fixed', group, offset, group + 1, 'loose') : undefined
}

/** A fixed line; adds the 0 of the area code if 86 replaces it. */
function fixedOrAfter86(run: Run, group: number, offset: number, isAfter86: boolean): Reading | undefined {
  const reading = fixedAt(run, group, offset, isAfter86)
  if (reading && digitOf(run, group, offset) !== 0) reading.lead = '0'
  return reading
}

/** 400 and 800 numbers: ten digits, 400 123 4567 or 4008-123-123. */
function serviceAt(run: Run, group: number, offset: number): Reading | undefined {
  if (!startsWith(run, group, offset + 1, '00')) return undefined
  const size = sizeOf(run, group) - offset
  const second = nextSize(run, group + 1)
  const third = nextSize(run, group + 2)
  let more = -1
  if (size === 10) more = 0
  else if (size === 3 && second === 7) more = 1
  else if (size === 3 && second + third === 7 && second >= 3 && third >= 3) more = 2
  else if (size === 4 && second === 6) more = 1
  else if (size === 4 && second === 3 && third === 3) more = 2
  else if (size === 6 && second === 4) more = 1
  // 400.1234567 is a decimal, 8000000000 an amount.
  if (more < 0 || isDecimal(run, group, group + more)) return undefined
  if (more === 0 && startsWith(run, group, offset + 3, '0000000')) return undefined
  const fit = more === 0 ? 'whole' : more === 2 ? 'standard' : 'loose'
  return newDoubt('service-number', group, offset, group + more, fit)
}

function bodyAt(run: Run, group: number, offset: number, before: Before): Reading | undefined {
  const isAfter86 = before === '86' || before === '+86'
  const lead = digitOf(run, group, offset)
  const reading = lead === 1 ? mobileAt(run, group, offset, before) : undefined
  if (reading || (lead === 1 && !isAfter86)) return reading
  if (lead === 4 || lead === 8) {
    const service = serviceAt(run, group, offset)
    if (service) return service
  }
  // A 0 before a mobile number: some exchanges required it for long-distance calls.
  if (lead === 0 && digitOf(run, group, offset + 1) === 1 && digitOf(run, group, offset + 2) !== 0)
    return mobileAt(run, group, offset + 1, before === 'nothing' ? 'prefix' : before)
  return fixedOrAfter86(run, group, offset, isAfter86)
}

const ipPrefixes = ['17951', '17911', '12593'] as const

/** +86-95588: a short code after the country code, without another group that it could be the start of. */
function shortCodeAfter86(run: Run, group: number, offset: number): Reading | undefined {
  if (nextSize(run, group + 1) > 0 || !isShortCodeAt(run, group, offset)) return undefined
  return newDoubt('short-code', group, offset, group, 'whole')
}

/** The number after 86 (`prefixSize`: its digits including zeros), optionally after the (0) of +86 (0)10. */
function after86(run: Run, first: number, prefixSize: number, hasPlus: boolean): Reading | undefined {
  const before = hasPlus || prefixSize === 4 ? '+86' : '86'
  const isGlued = sizeOf(run, first) > prefixSize
  const group = isGlued ? first : first + 1
  const offset = isGlued ? prefixSize : 0
  if (!isGlued && nextSize(run, group) === 0) return undefined
  let reading: Reading | undefined
  if (!isGlued && sizeOf(run, group) === 1 && digitOf(run, group, 0) === 0 && nextSize(run, group + 1) > 0)
    reading = bodyAt(run, group + 1, 0, before)
  reading ??= bodyAt(run, group, offset, before)
  if (before === '+86') reading ??= shortCodeAfter86(run, group, offset)
  if (reading) reading.first = first
  return reading
}

function afterIpPrefix(run: Run, group: number): Reading | undefined {
  const size = sizeOf(run, group)
  if (size !== 5 && size < 15) return undefined
  if (!ipPrefixes.some((prefix) => startsWith(run, group, 0, prefix))) return undefined
  if (size === 5 && nextSize(run, group + 1) === 0) return undefined
  const reading = size === 5 ? bodyAt(run, group + 1, 0, 'prefix') : bodyAt(run, group, 5, 'prefix')
  if (!reading || reading.doubt !== undefined || (size > 5 && reading.fit !== 'whole')) return undefined
  reading.first = group
  return reading
}

/** The size of a leading 86, 086 or 0086; 0 if the group begins with none of them. */
function homeCodeSize(run: Run, group: number): number {
  let zeros = 0
  while (zeros < 2 && digitOf(run, group, zeros) === 0) zeros += 1
  return digitOf(run, group, zeros) === 8 && digitOf(run, group, zeros + 1) === 6 ? zeros + 2 : 0
}

/** True if a group is or begins with 86, with or without zeros. */
export function hasHomeCode(run: Run, group: number): boolean {
  return homeCodeSize(run, group) > 0
}

/**
 * The Chinese number that begins with this group, judged only by the sizes of the groups; the caller checks the
 * context. `hasPlus`: a + precedes the group.
 */
export function readingAt(run: Run, group: number, hasPlus: boolean): Reading | undefined {
  const homeCode = homeCodeSize(run, group)
  if (hasPlus) return homeCode > 0 ? after86(run, group, homeCode, true) : undefined
  if (homeCode > 0) {
    const reading = after86(run, group, homeCode, false)
    // 86 touching a fixed line is the beginning of too many other numbers.
    if (reading && homeCode === 2 && reading.body === group && reading.kind !== 'mobile')
      reading.needsMark = true
    return reading
  }
  const lead = digitOf(run, group, 0)
  if (lead === 1) return mobileAt(run, group, 0, 'nothing') ?? afterIpPrefix(run, group)
  return lead === 0 || lead === 4 || lead === 8 ? bodyAt(run, group, 0, 'nothing') : undefined
}

/**
 * The local number at the start of a run, for later numbers of a list that omit the area code:
 * 0571-87654321、87654322. Excludes compact dates.
 */
export function localAt(run: Run): Reading | undefined {
  if (digitOf(run, 0, 0) < 2) return undefined
  const size = sizeOf(run, 0)
  const isWhole = size === 7 || size === 8
  if (!isWhole && !((size === 3 || size === 4) && nextSize(run, 1) === 4)) return undefined
  const last = isWhole ? 0 : 1
  // 2202-2345-6789 is part of a card number.
  if ((gapBefore(run, last + 1) & (Gap.dash | Gap.dot)) !== 0) return undefined
  if (isCompactDate(digitsOf(run, 0, last)) || (!isWhole && (gapBefore(run, 1) & Gap.dot) !== 0))
    return undefined
  return newDoubt('no-area-code', 0, 0, last, isWhole ? 'whole' : 'loose')
}
