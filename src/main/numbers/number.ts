import type { DialInput, FoundNumber } from '../../shared/numbers/schema'
import { areaCodeLength } from '../../shared/numbers/number'
import { Char, classAt, classOf } from './number-chars'
import { isHtml, seenText, withoutCutTag } from './number-html'
import { createRun, readRun } from './number-run'
import { sightingsIn } from './number-sightings'
import type { Sighting } from './number-sightings'
import { endOfAddress, endOfPath } from './number-urls'
import { withDecodedLinks } from './phone-link'

/** Longer text is truncated to this many UTF-16 units. */
export const longestText = 1_048_576

function toFoundNumber(text: string, sighting: Sighting): FoundNumber {
  const { dial, kind, doubt, extension, start, end } = sighting
  const found: FoundNumber = { raw: text.slice(start, end), dial, kind }
  if (extension !== undefined) found.extension = extension
  if (doubt !== undefined) found.doubt = doubt
  return found
}

/** "1.138…" could be a decimal; it is a list item if the line before or after continues the count. */
function isListed(sightings: readonly Sighting[], index: number): boolean {
  const mark = sightings[index]?.listMark
  if (mark === undefined) return true
  return sightings[index - 1]?.listMark === mark - 1 || sightings[index + 1]?.listMark === mark + 1
}

/**
 * Finds the telephone numbers visible in a text, in order; each combination of dial and extension once, at its first
 * occurrence. Follows the service's document, calleeNumber; where that is open, these rules apply: digits within a
 * longer run, amounts, dates, addresses and decimals aren't numbers, and two numbers are never joined. HTML is
 * reduced to its visible text and tel: links are percent-decoded; `raw` is part of the result. Takes linear time;
 * only the first `longestText` units are read, and a number that reaches that limit isn't reported. Never throws.
 */
export function findNumbers(text: string): FoundNumber[] {
  const isCut = text.length > longestText
  const counted = isCut ? text.slice(0, longestText) : text
  const visible = isHtml(counted) ? seenText(isCut ? withoutCutTag(counted) : counted) : counted
  const decoded = withDecodedLinks(visible)
  const sightings = scan(decoded)
  const found: FoundNumber[] = []
  const known = new Set<string>()
  sightings.forEach((sighting, index) => {
    if ((isCut && sighting.end >= decoded.length) || !isListed(sightings, index)) return
    const key = sighting.extension === undefined ? sighting.dial : `${sighting.dial};${sighting.extension}`
    if (known.has(key)) return
    known.add(key)
    found.push(toFoundNumber(decoded, sighting))
  })
  return found
}

/** Separators of a list of numbers: 0571-87654321、87654322. */
const listing = /^[ \u00a0\u3000]{0,3}(?:[、/／,，;；|｜&]|或者?|和|及|与|or|and)[ \u00a0\u3000]{0,3}$/i

/** True if the run at `at` continues a list of numbers without repeating the area code. */
function isListedAfter(text: string, before: Sighting | undefined, at: number): boolean {
  if (before === undefined || at - before.end > 10) return false
  const isOfArea = before.kind === 'fixed' || before.doubt === 'no-area-code'
  return isOfArea && listing.test(text.slice(before.end, at))
}

/** Scans the text once: reads runs of digits, skips URLs and paths. */
function scan(text: string): Sighting[] {
  const sightings: Sighting[] = []
  const run = createRun(text)
  const limit = text.length
  let hasContent = false
  let at = 0
  while (at < limit) {
    const unit = text.charCodeAt(at)
    const charClass = classOf(unit)
    if (charClass === Char.digit) {
      const next = readRun(run, at, limit)
      const isListed = isListedAfter(text, sightings.at(-1), at)
      at = Math.max(next, sightingsIn(run, { isFirst: !hasContent, isListed }, sightings))
      hasContent = true
    } else if (charClass === Char.letter) {
      hasContent = true
      let end = at + 1
      while (end < limit && classOf(text.charCodeAt(end)) === Char.letter) end += 1
      at = endOfAddress(text, at, end)
    } else {
      if (charClass === Char.content) hasContent = true
      at = unit === 0x2f || unit === 0x40 ? endOfPath(text, at) : at + 1
    }
  }
  return sightings
}

const shortPrefix = /^(?:1\d{0,4}|9[56]\d{0,3})$/

/** True if more digits can complete these to a number. */
function canGrow(digits: string): boolean {
  if (digits.startsWith('+')) {
    if (digits.startsWith('+86')) return digits.length < 3 || canGrow(digits.slice(3)) || digits.length < 8
    return digits.length <= 12
  }
  const national = digits.replace(/^(?:17951|17911|12593)/, '').replace(/^(?:0086|86)/, '')
  if (national === '' || shortPrefix.test(national)) return true
  if (/^0?1[3-9]/.test(national)) return national.replace(/^0/, '').length < 11
  if (/^[48]00?/.test(national) && national.length < 10) return true
  const area = areaCodeLength(national)
  if (area > 0)
    return national.length < area + 8 && /^(?:$|[2-9]|1$|1[02]\d{0,2}$)/.test(national.slice(area))
  if (/^00?$/.test(national) || /^0\d{0,2}$/.test(national)) return true
  return national.length < 8 && /^[2-9]/.test(national)
}

/**
 * Parses the text of the number box as it is typed or pasted: one or several numbers, the beginning of one (`digits`:
 * ASCII, with a leading +), or neither.
 */
export function readDialInput(text: string): DialInput {
  if (text.trim() === '') return { kind: 'empty' }
  const numbers = findNumbers(text)
  const [number] = numbers
  if (number) return numbers.length === 1 ? { kind: 'number', number } : { kind: 'several', numbers }
  let digits = ''
  for (let at = 0; at < Math.min(text.length, 64); at += 1) {
    const charClass = classAt(text, at)
    if (charClass === Char.digit) digits += text.charAt(at).normalize('NFKC')
    else if (charClass === Char.plus && digits === '') digits = '+'
    else if (charClass === Char.content || charClass === Char.letter) return { kind: 'none' }
  }
  return digits !== '' && text.length <= 64 && canGrow(digits)
    ? { kind: 'partial', digits }
    : { kind: 'none' }
}
