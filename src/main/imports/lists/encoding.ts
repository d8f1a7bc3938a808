import type { ListEncoding } from '../../../shared/imports/imports'

/** Byte order marks, which say it all. That of UTF-32 LE begins like UTF-16's; nobody writes lists in it. */
const marks: readonly (readonly [encoding: ListEncoding, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]]
]

/**
 * Of all 16-bit units at least this share is ASCII in a list that has numbers in it, and so many times more zero
 * bytes stand on their side than on the other: 一 and a few others have one there.
 */
const leastAsciiShare = 0.1
const zeroBytesRatio = 2

/** UTF-16 without a mark: every second byte of its digits and line ends is zero. No other encoding has any. */
function unmarkedUtf16(sample: Uint8Array): ListEncoding | undefined {
  let even = 0
  let odd = 0
  for (let at = 0; at < sample.length; at += 1) {
    if (sample[at] !== 0) continue
    if (at % 2 === 0) even += 1
    else odd += 1
  }
  if (Math.max(even, odd) < Math.max(1, (sample.length / 2) * leastAsciiShare)) return undefined
  if (odd >= even * zeroBytesRatio) return 'utf-16le'
  return even >= odd * zeroBytesRatio ? 'utf-16be' : undefined
}

/** The text, or undefined where it has bytes that the encoding doesn't have. */
function strictText(sample: Uint8Array, encoding: ListEncoding, isWhole: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: !isWhole })
  } catch {
    return undefined
  }
}

const isStrict = (sample: Uint8Array, encoding: ListEncoding, isWhole: boolean): boolean =>
  strictText(sample, encoding, isWhole) !== undefined

/** Decoders give private characters for pairs of bytes that Big5 keeps free. */
function isStrictBig5(sample: Uint8Array, isWhole: boolean): boolean {
  const text = strictText(sample, 'big5', isWhole)
  return text !== undefined && !/[\ue000-\uf8ff]/.test(text)
}

/** How many of a text's characters beyond ASCII the encoding doesn't have, and how many it has. */
function countBroken(
  sample: Uint8Array,
  encoding: ListEncoding,
  isWhole: boolean
): { broken: number; read: number } {
  const text = new TextDecoder(encoding).decode(sample, { stream: !isWhole })
  const broken = text.split('\ufffd').length - 1
  return { broken, read: text.replace(/[\0-\x7f\ufffd]+/g, '').length }
}

/** By chance no other text has five characters of UTF-8 for each that is none. */
const leastUtf8Ratio = 5

/** UTF-8 of which something was damaged: a program cut names after so many bytes, say. */
function isDamagedUtf8(sample: Uint8Array, isWhole: boolean): boolean {
  const { broken, read } = countBroken(sample, 'utf-8', isWhole)
  return read >= broken * leastUtf8Ratio
}

/** In Big5 two of five characters have an ASCII letter or mark for their second byte. */
const leastLowShare = 0.25

/**
 * GB18030 has a character for nearly every pair of bytes, so Big5 is strict in it too. But the characters of
 * simplified Chinese all have a high second byte in it; only rare ones, and traditional ones, have a low one.
 */
function isRatherBig5(sample: Uint8Array): boolean {
  let pairs = 0
  let low = 0
  for (let at = 0; at + 1 < sample.length; at += 1) {
    if ((sample[at] ?? 0) < 0x80) continue
    at += 1
    pairs += 1
    if ((sample[at] ?? 0) < 0x80) low += 1
  }
  return low >= 2 && low >= pairs * leastLowShare
}

/**
 * The encoding of a list by its beginning. `isWhole`: the sample is all of it; if it isn't, a character that its end
 * cuts is no fault. In this order: a byte order mark; UTF-16 by its zero bytes; strict UTF-8 (ASCII alone is that), or
 * UTF-8 with some damage; Big5 where it is strict and its bytes are rather Big5's than GB18030's; else GB18030, strict
 * or damaged.
 */
export function findEncoding(sample: Uint8Array, isWhole: boolean): ListEncoding {
  const marked = marks.find(([, mark]) => mark.every((byte, at) => sample[at] === byte))
  if (marked) return marked[0]
  const utf16 = unmarkedUtf16(sample)
  if (utf16) return utf16
  if (isStrict(sample, 'utf-8', isWhole) || isDamagedUtf8(sample, isWhole)) return 'utf-8'
  if (!isStrictBig5(sample, isWhole)) return 'gb18030'
  return isRatherBig5(sample) || !isStrict(sample, 'gb18030', isWhole) ? 'big5' : 'gb18030'
}
