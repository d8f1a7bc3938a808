import { Char, classAt, seenBefore, seenFrom } from './number-chars'
import { isLabelBehind, isPhoneWord, wordEndingAt } from './number-labels'

/** The UTF-16 units of the characters. */
const unitsOf = (characters: string): ReadonlySet<number> =>
  new Set(Array.from(characters, (character) => character.charCodeAt(0)))

const currencies = unitsOf('$¥￥€£₩₽₹＄￡¢฿')
const amountEnding = /^(?:[元圆圓块塊‰℃°]|[美欧日港]元|港币|[万亿][元个美港])/
const amountUnits = unitsOf('元圆圓块塊‰℃°美欧日港万亿')

function isAmountAt(text: string, index: number): boolean {
  return amountUnits.has(text.charCodeAt(index)) && amountEnding.test(text.slice(index, index + 2))
}

/** True if the letters that end at `index` mean that the digits after them aren't a number. */
function isGluedWord(text: string, index: number): boolean {
  const { word, before } = wordEndingAt(text, index)
  if (isPhoneWord(word)) return false
  // "\n" and "\t" as logs and JSON write them.
  if ((word === 'n' || word === 't' || word === 'r') && text.charAt(before) === '\\') return false
  return true
}

/** A dash between letters and digits: SKU-138… and a716-446… are identifiers, in Zhang-138… the letters are a contact's name. */
function isDashedName(text: string, index: number): boolean {
  const { word, before } = wordEndingAt(text, index)
  if (isPhoneWord(word)) return false
  if (before >= 0 && (classAt(text, before) === Char.digit || text.charAt(before) === '_')) return true
  const written = text.slice(before + 1, index + 1)
  return written === written.toUpperCase()
}

/** True if the text before a number allows it; `start`: its first digit, bracket or +. */
export function isClearBefore(text: string, start: number): boolean {
  let at = seenBefore(text, start)
  if (at < 0) return true
  const charClass = classAt(text, at)
  const character = text.charAt(at)
  const earlier = seenBefore(text, at)
  if (charClass === Char.letter) return !isGluedWord(text, at)
  if (charClass === Char.dash) return classAt(text, earlier) !== Char.letter || !isDashedName(text, earlier)
  if (character === '%' || character === '％') return false
  if (character === '*') return classAt(text, earlier) !== Char.digit
  if (character === '@')
    return classAt(text, earlier) !== Char.letter && classAt(text, earlier) !== Char.digit
  if (character === '#') return text.charAt(earlier) !== '&'
  for (let steps = 0; steps < 3 && classAt(text, at) === Char.space; steps += 1) at -= 1
  return !currencies.has(text.charCodeAt(at))
}

/** True for UUIDs and part numbers, which continue with a dash, letters and digits; names contain no digits. */
function isDashedOn(text: string, index: number): boolean {
  for (let at = index; at < index + 20; at += 1) {
    const charClass = classAt(text, at)
    if (charClass === Char.digit) return true
    if (charClass !== Char.letter) return false
  }
  return false
}

/** True if the text after a number (at `end`) allows it. `isUri`: the host of a sip: URI may follow. */
export function isClearAfter(text: string, end: number, isUri: boolean): boolean {
  const at = seenFrom(text, end)
  const next = classAt(text, at + 1)
  switch (classAt(text, at)) {
    case Char.letter:
      return isLabelBehind(text, at)
    case Char.digit:
      return false
    case Char.dash:
      return next !== Char.letter || !isDashedOn(text, at + 1)
    case Char.dot:
      return !(text.charAt(at + 1) >= 'a' && text.charAt(at + 1) <= 'z')
    case Char.punctuation: {
      const character = text.charAt(at)
      if (character === '@' || character === '＠') return isUri
      if (character === '*') return next !== Char.digit
      return character !== '%' && character !== '％'
    }
    case Char.content:
      return !isAmountAt(text, at)
    case Char.space:
      return next !== Char.content || !isAmountAt(text, at + 1)
    default:
      return true
  }
}

/** True if only spaces, line ends and punctuation follow from `index` on. */
export function isBlankFrom(text: string, index: number, limit: number): boolean {
  for (let at = index; at < limit; at += 1) {
    const charClass = classAt(text, at)
    if (charClass === Char.content || charClass === Char.letter || charClass === Char.digit) return false
  }
  return true
}

const extension =
  /^[\s\u2060\u200b]{0,3}[(（[【]?\s{0,2}(?:[-–—,，;；]\s?)?(?:(?:转接|转|轉|分机|分機|内线|內線|extension|extn|ext|ｅｘｔ|x|#|＃|;\s?ext=)(?:分机|分機)?(?:号码|号|號)?[\s:：.．]{0,3})([0-9０-９]{1,6})(?![0-9０-９])[)）\]】]?/i
const pause = /^,{1,3}([0-9]{1,6})(?![0-9A-Za-z_]|,)/
/**
 * p and w are the pauses of address books; * only follows fixed lines: after a mobile number it is a multiplication.
 */
const touchingExtension = /^[pwｐｗ]([0-9０-９]{1,6})(?![0-9０-９])/i
const starExtension = /^[*＊]([0-9０-９]{1,6})(?![0-9０-９])/
/** 18400008075_7839: a privacy number as delivery services write it. */
const underscoreExtension = /^[_＿]([0-9０-９]{3,6})(?![0-9０-９])/

const beforeExtension = unitsOf(' \u00a0\u3000\u200b\u2060\n\r\t(（[【-–—,，;；')
const extensionStart = unitsOf('转轉分内內eEｅxX#＃')

/** Cheap test whether an extension may begin after a few marks; the pattern is only run if so. */
function mayHaveExtension(text: string, end: number): boolean {
  let at = end
  while (at < end + 6 && beforeExtension.has(text.charCodeAt(at))) at += 1
  return extensionStart.has(text.charCodeAt(at))
}

function matchTouching(text: string, end: number, isMobile: boolean): RegExpExecArray | null {
  const character = text.charAt(end)
  const isStar = character === '*' || character === '＊'
  if (isStar ? isMobile : classAt(text, end) !== Char.letter) return null
  const near = text.slice(end, end + 8)
  if (isStar) return starExtension.exec(near)
  return touchingExtension.exec(near) ?? underscoreExtension.exec(near)
}

/** An extension after a number, and its end. A comma is only a pause if it can't separate a list. */
export function extensionAfter(
  text: string,
  end: number,
  options: { arePausesRead: boolean; isMobile: boolean }
): { extension: string; end: number } | undefined {
  const match =
    (mayHaveExtension(text, end) ? extension.exec(text.slice(end, end + 40)) : null) ??
    matchTouching(text, end, options.isMobile) ??
    (options.arePausesRead && text.charAt(end) === ',' ? pause.exec(text.slice(end, end + 12)) : null)
  if (!match?.[1]) return undefined
  const extensionEnd = end + match[0].length
  // 801abc is not an extension; 801Fax: is one, followed by the next label.
  if (classAt(text, extensionEnd) === Char.letter && !isLabelBehind(text, extensionEnd)) return undefined
  return { extension: match[1].normalize('NFKC'), end: extensionEnd }
}
