import type { ListEncoding } from '../../../shared/imports/imports'

/** Byte order marks. UTF-32 LE starts like UTF-16 LE, but isn't used for lists. */
const marks: readonly (readonly [encoding: ListEncoding, mark: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
  ['gb18030', [0x84, 0x31, 0x95, 0x33]]
]

/**
 * The least share of ASCII among the 16-bit units of a list of numbers, and how many times more zero bytes there
 * must be on one side than on the other (一 and a few other characters have a zero byte on the wrong side).
 */
const leastAsciiShare = 0.1
const zeroBytesRatio = 2

/**
 * UTF-16 without a mark: every second byte of its digits and line breaks is zero. No other encoding has zero bytes.
 */
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

/** Returns the text, or undefined if it contains bytes that are invalid in the encoding. */
function strictText(sample: Uint8Array, encoding: ListEncoding, isWhole: boolean): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(sample, { stream: !isWhole })
  } catch {
    return undefined
  }
}

const isStrict = (sample: Uint8Array, encoding: ListEncoding, isWhole: boolean): boolean =>
  strictText(sample, encoding, isWhole) !== undefined

/** Decoders map byte pairs that Big5 leaves undefined to private-use characters. */
function isStrictBig5(sample: Uint8Array, isWhole: boolean): boolean {
  const text = strictText(sample, 'big5', isWhole)
  return text !== undefined && !/[\ue000-\uf8ff]/.test(text)
}

/** Returns how many non-ASCII characters are invalid in the encoding, and how many are valid. */
function countBroken(
  sample: Uint8Array,
  encoding: ListEncoding,
  isWhole: boolean
): { broken: number; read: number } {
  const text = new TextDecoder(encoding).decode(sample, { stream: !isWhole })
  const broken = text.split('\ufffd').length - 1
  return { broken, read: text.replace(/[\0-\x7f\ufffd]+/g, '').length }
}

/** Text of another encoding never has five valid UTF-8 characters for each invalid one by chance. */
const leastUtf8Ratio = 5

/** Damaged UTF-8: a program truncated names at a byte length, for example. */
function isDamagedUtf8(sample: Uint8Array, isWhole: boolean): boolean {
  const { broken, read } = countBroken(sample, 'utf-8', isWhole)
  return read >= broken * leastUtf8Ratio
}

/** In Big5, two of five characters have an ASCII letter or symbol as second byte. */
const leastLowShare = 0.25

/**
 * GB18030 defines nearly every byte pair, so valid Big5 is valid in it, too. But in GB18030 all simplified Chinese
 * characters have a high second byte; only rare and traditional ones have a low one.
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
 * Finds the encoding of a list from its beginning. `isWhole`: the sample is the whole list; if not, a character that
 * is cut off at the end doesn't count as invalid. In this order: byte order mark; UTF-16 by its zero bytes; valid
 * UTF-8 (which includes ASCII), or slightly damaged UTF-8; Big5 where it is valid and the bytes fit it better than
 * GB18030; else GB18030, damaged or not.
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
