import type { DoubtReason } from '../../shared/numbers/number'
import type { FoundNumber } from '../../shared/numbers/schema'
import { areaCodeLength } from '../../shared/numbers/number'
import { regionOfAreaCode } from '../../shared/numbers/regions'
import { foreignDial } from './number-foreign'
import { isCompactDate, isFixedGrouping, isShortCode, mobileGrouping } from './number-groupings'
import { Gap, digitsOf, gapBefore, sizeOf } from './number-run'
import type { Run } from './number-run'

/** What the surrounding text says about a run. */
export interface RunContext {
  hasPlus: boolean
  /** Preceded by 电话, Tel, tel: etc. */
  isLabelled: boolean
  /** The text contains nothing else. */
  isWhole: boolean
}

interface LooseReading {
  kind: FoundNumber['kind']
  dial: string
  doubt?: DoubtReason
}

/** True if the groups begin with a date: 1990-03-07 123, 15.06.2026 100. */
function beginsWithDate(groups: readonly string[]): boolean {
  const [first = '', second = '', third = ''] = groups
  const isPart = (part: string, most: number): boolean =>
    part.length <= 2 && Number(part) >= 1 && Number(part) <= most
  if (/^(?:1[3-9]|20)\d\d$/.test(first)) return isPart(second, 12) && (third === '' || third.length <= 2)
  return isPart(first, 31) && isPart(second, 31) && /^(?:19|20)\d\d$/.test(third)
}

const odd = (dial: string): LooseReading => ({ kind: 'doubtful', doubt: 'odd-grouping', dial })

interface National {
  national: string
  isAfter86: boolean
  /** A + or 00 before the 86 makes the country certain. */
  isCountrySure: boolean
}

function nationalOf(digits: string, hasPlus: boolean): National {
  const after86 = (hasPlus ? /^(?:0086|086|86)(\d+)$/ : /^(?:0086|086|86)(\d{10,})$/).exec(digits)
  if (after86?.[1] !== undefined)
    return { national: after86[1], isAfter86: true, isCountrySure: hasPlus || digits.startsWith('00') }
  const afterPrefix = /^(?:17951|17911|12593)(0?1[3-9]\d{9}|0\d{9,11})$/.exec(digits)
  return { national: afterPrefix?.[1] ?? digits, isAfter86: false, isCountrySure: false }
}

/** The sizes of a run's groups without its first `skip` digits. */
function sizesAfter(run: Run, skip: number): number[] {
  const sizes: number[] = []
  let left = skip
  for (let group = 0; group < run.count; group += 1) {
    const size = sizeOf(run, group)
    if (size > left) sizes.push(size - left)
    left = Math.max(0, left - size)
  }
  return sizes
}

function mobileReading(run: Run, skip: number, dial: string): LooseReading {
  const grouping = mobileGrouping(sizesAfter(run, skip), dial)
  if (grouping === 'home') return { kind: 'mobile', dial }
  if (grouping === 'north-american' && skip === 0)
    return { kind: 'doubtful', doubt: 'foreign', dial: `00${dial}` }
  return odd(dial)
}

/**
 * Reads digits as a Chinese number. A grouping that isn't Chinese makes it doubtful, unless the country is certain.
 */
function readNational(run: Run, digits: string, hasPlus: boolean): LooseReading | undefined {
  const { national, isAfter86, isCountrySure } = nationalOf(digits, hasPlus)
  const mobile = /^0?(1[3-9]\d{9})$/.exec(national)?.[1]
  if (mobile !== undefined)
    return isCountrySure
      ? { kind: 'mobile', dial: mobile }
      : mobileReading(run, digits.length - mobile.length, mobile)
  if (/^[48]00\d{7}$/.test(national) && !/^.0{9}$/.test(national))
    return { kind: 'doubtful', doubt: 'service-number', dial: national }
  const isZeroMissing = isAfter86 && !national.startsWith('0')
  const dial = isZeroMissing ? `0${national}` : national
  const area = areaCodeLength(dial)
  const local = dial.slice(area)
  if (area === 0 || regionOfAreaCode(dial.slice(0, area)) === undefined) return undefined
  if ((local.length === 5 || local.length === 6) && isShortCode(local))
    return { kind: 'doubtful', doubt: 'short-code', dial }
  if (!/^[2-9]\d{6,7}$/.test(local)) return undefined
  const written = isZeroMissing ? area - 1 : area
  const isGrouped = isFixedGrouping(sizesAfter(run, digits.length - national.length), written)
  return isCountrySure || isGrouped ? { kind: 'fixed', dial } : odd(dial)
}

function foreignReading(digits: string): LooseReading | undefined {
  const dial =
    /^00[1-9]/.test(digits) && !digits.startsWith('0086') ? foreignDial(digits.slice(2)) : undefined
  return dial === undefined ? undefined : { kind: 'doubtful', doubt: 'foreign', dial }
}

/** Classifies digits in several groups: `other` if dots or dates exclude a number, `odd` if they may be years. */
function groupingOf(run: Run, digits: string, isLabelled: boolean): 'usual' | 'odd' | 'other' {
  const groups = Array.from({ length: run.count }, (_, group) => digitsOf(run, group, group))
  const dots = groups.filter((_, group) => gapBefore(run, group) === Gap.dot).length
  if (groups.every((part) => part.length === 1)) return 'usual'
  // 138.00138000 is a decimal, 192.168.100.20 an address, 1.38.0013.8000 a version.
  if (dots === run.count - 1) {
    if (dots === 1 && (!digits.startsWith('0') || groups[0] === '0')) return 'other'
    if (dots >= 3) return 'other'
  }
  if (beginsWithDate(groups)) return 'other'
  if (isLabelled) return 'usual'
  return groups.slice(0, 2).every((part) => /^(?:19|20)\d\d$/.test(part)) ? 'odd' : 'usual'
}

function isSpelledOut(run: Run): boolean {
  if (run.count < 10) return false
  for (let group = 0; group < run.count; group += 1) if (sizeOf(run, group) !== 1) return false
  return true
}

/** True if the groups can be those of a local number. */
function isLocalGrouping(run: Run): boolean {
  for (let group = 0; group < run.count; group += 1)
    if (sizeOf(run, group) < 2 || (gapBefore(run, group) & Gap.dot) !== 0) return false
  return true
}

/**
 * Reads a run without a grouped number as one number: digits separated one by one; or, if the text labels it as a
 * number or contains nothing else, any grouping, a short code, or a number without area code.
 */
export function looseReading(run: Run, context: RunContext): LooseReading | undefined {
  const { hasPlus, isLabelled, isWhole } = context
  if (!hasPlus && !isLabelled && !isWhole && !isSpelledOut(run)) return undefined
  let size = 0
  for (let group = 0; group < run.count; group += 1) {
    size += sizeOf(run, group)
    if ((gapBefore(run, group) & Gap.plus) !== 0) return undefined
  }
  if (size > 20) return undefined

  const digits = digitsOf(run, 0, run.count - 1)
  if (run.count === 1 && !hasPlus && isShortCode(digits))
    return { kind: 'doubtful', doubt: 'short-code', dial: digits }
  const grouping = run.count === 1 ? 'usual' : groupingOf(run, digits, hasPlus || isLabelled)
  if (grouping === 'other') return undefined
  const national = readNational(run, digits, hasPlus)
  if (national) return grouping === 'odd' && national.doubt === undefined ? odd(national.dial) : national
  if (hasPlus || (!isLabelled && !isWhole)) return undefined
  const foreign = foreignReading(digits)
  if (foreign) return foreign
  const isLocal = /^[2-9]\d{6,7}$/.test(digits) && isLocalGrouping(run)
  return isLocal && !isCompactDate(digits)
    ? { kind: 'doubtful', doubt: 'no-area-code', dial: digits }
    : undefined
}
