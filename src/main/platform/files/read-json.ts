/** JSON, as far as it could be read. */
export interface ReadJson {
  value: unknown
  /** The value is complete. */
  isWhole: boolean
  /** Nothing follows it. */
  isExact: boolean
}

const text = '"[^"\\\\\\u0000-\\u001f]*(?:\\\\(?:["\\\\/bfnrt]|u[\\da-fA-F]{4})[^"\\\\\\u0000-\\u001f]*)*"'
// A number or a word counts only with the character after it: `12` at the end of a truncated file may have been
// `123`.
const token = new RegExp(
  `[ \\t\\n\\r]*(?:([{[])|([}\\]])|([,:])|(${text})|(?:-?\\d[\\d.eE+-]*|true|false|null)(?=[ \\t\\n\\r,}\\]]))`,
  'y'
)

/** The last position where the text can be closed, and the closing brackets; null if no part of it is JSON. */
function readableEnd(source: string): { at: number; closers: string; isWhole: boolean } | null {
  const open: { closer: string; isKeyNext: boolean }[] = []
  let end: ReturnType<typeof readableEnd> = null
  token.lastIndex = 0
  for (;;) {
    const match = token.exec(source)
    if (match === null) return end
    const [, opener, closer, sign, string] = match
    const inside = open.at(-1)
    if (sign !== undefined) {
      if (inside === undefined) return end
      inside.isKeyNext = sign === ',' && inside.closer === '}'
      continue
    }
    // A key without its value doesn't count.
    if (string !== undefined && inside?.isKeyNext === true) continue
    if (opener !== undefined) open.push({ closer: opener === '{' ? '}' : ']', isKeyNext: opener === '{' })
    else if (closer !== undefined && open.pop()?.closer !== closer) return end
    // An incomplete list entry is dropped; an incomplete object keeps its complete keys.
    const list = open.findIndex((level) => level.closer === ']')
    if (list >= 0 && list < open.length - 1) continue
    const closers = open.map((level) => level.closer).reverse()
    end = { at: token.lastIndex, closers: closers.join(''), isWhole: open.length === 0 }
    if (end.isWhole) return end
  }
}

/**
 * Reads JSON that may be damaged at its end: truncated, or followed by zeros or anything else. Returns the keys of
 * objects and the entries of lists up to the last complete one; null if there is none.
 */
export function readJson(source: string): ReadJson | null {
  try {
    return { value: JSON.parse(source), isWhole: true, isExact: true }
  } catch {
    // Damaged: read as much as possible below.
  }
  const end = readableEnd(source)
  if (end === null) return null
  try {
    return { value: JSON.parse(source.slice(0, end.at) + end.closers), isWhole: end.isWhole, isExact: false }
  } catch {
    return null
  }
}

/** Decodes text with or without a byte-order mark, which Windows editors and shells write. */
export function decodeText(bytes: Uint8Array): string {
  const isUtf16 = (first: number, second: number): boolean => bytes[0] === first && bytes[1] === second
  const encoding = isUtf16(0xff, 0xfe) ? 'utf-16le' : isUtf16(0xfe, 0xff) ? 'utf-16be' : 'utf-8'
  return new TextDecoder(encoding).decode(bytes)
}
