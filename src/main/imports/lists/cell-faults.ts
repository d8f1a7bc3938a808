import type { InvalidCode } from '../../../shared/imports/imports'
import { areaCodeLength } from '../../../shared/numbers/number'
import { digitsOf } from './cell-text'
import { plainNumber } from './plain-number'

/** Longer digit sequences aren't searched for joined numbers. */
const longestJoined = 400
/** The shortest number: three digits of area code, seven of local number. */
const shortestNumber = 10
const longestNumber = 12

/** Whether the digits are two or more joined numbers, each optionally prefixed with 86. */
function isJoined(digits: string): boolean {
  if (digits.length < 2 * shortestNumber || digits.length > longestJoined) return false
  const ends = new Uint8Array(digits.length + 1)
  ends[0] = 1
  for (let at = 0; at < digits.length; at += 1) {
    if (ends[at] !== 1) continue
    for (const prefix of ['', '86', '0086']) {
      if (!digits.startsWith(prefix, at)) continue
      const from = at + prefix.length
      for (let size = shortestNumber; size <= longestNumber; size += 1)
        if (plainNumber(digits.slice(from, from + size)) && from + size <= digits.length)
          ends[from + size] = 1
    }
  }
  return ends[digits.length] === 1
}

/** Returns the fault of a cell that consists of digits only. */
function faultOfDigits(digits: string): InvalidCode {
  if (isJoined(digits)) return 'joined'
  const national = /^(?:0{0,2}86)(?=0?1[3-9])/.test(digits) ? digits.replace(/^0{0,2}86/, '') : digits
  if (/^0?1[3-9]/.test(national)) {
    const { length } = national.replace(/^0/, '')
    if (length !== 11) return length < 11 ? 'too-short' : 'too-long'
    return 'no-number'
  }
  const area = areaCodeLength(national)
  if (area > 0) {
    const local = national.length - area
    if (local < 7) return 'too-short'
    return local > 8 ? 'too-long' : 'no-number'
  }
  if (national.length > 11) return 'too-long'
  if (national.length < 7 || national.length === 9 || national.length === 10) return 'too-short'
  // Seven or eight digits, the length of a local number: so this is a date, or starts with an invalid digit.
  return national.length < 9 && /^1/.test(national) ? 'too-short' : 'no-number'
}

const digitsAndMarks = /^[\d\s()[\]+\-‐-―－]+$/
const dateFirst = /^(?:19|20)\d\d[-‐-―](?:0?[1-9]|1[0-2])(?:$|[-‐-―])/

/** For digits among words: only unmistakable faults. */
function faultAmongWords(text: string): InvalidCode {
  const runs = text.match(/\d+/g) ?? []
  const [run = ''] = runs
  if (runs.length !== 1) return 'no-number'
  if (/^\d{17}x$/i.test(text.slice(text.indexOf(run)))) return 'too-long'
  if (/[A-Za-z_]\d|\d[A-Za-z_*%.]/.test(text)) return 'no-number'
  const fault = faultOfDigits(run)
  if (fault === 'joined' || fault === 'too-long') return fault
  return fault === 'too-short' && /^1[3-9]\d{5,}$/.test(run) ? 'too-short' : 'no-number'
}

/** Returns why a cell's text (see `cellText`) contains no number. */
export function faultOf(text: string): InvalidCode {
  if (text === '') return 'empty'
  if (text.includes('\ufffd')) return 'unreadable'
  const digits = digitsOf(text)
  if (digits === '') return 'no-digits'
  if (dateFirst.test(text)) return 'no-number'
  return digitsAndMarks.test(text) ? faultOfDigits(digits) : faultAmongWords(text)
}
