// Content lines of vCards 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350): unfolding, parameters, quoted-printable. Hand-written,
// because the packages for vCards either read 4.0 only, or keep whole files with their pictures in memory.

/** One property of a vCard. */
export interface CardProperty {
  /** Joins properties: item1.TEL and item1.X-ABLabel. Empty: none. */
  group: string
  /** In capitals. */
  name: string
  /** Values of the parameters by name in capitals; TYPE's also from 2.1, where they have no name. */
  params: ReadonlyMap<string, readonly string[]>
  /** Still escaped. */
  value: string
}

/** The longest line that is read, folded parts included; pictures are longer, and aren't needed. */
const longestLine = 16_384

/** Parameters, and values of one, that are read; real cards have a few. */
const mostParts = 100

/** Splits at a separator outside of quotes; the text after the 100th one is dropped. */
function splitOutsideQuotes(text: string, separator: string): string[] {
  const parts: string[] = []
  let part = ''
  let isQuoted = false
  for (const char of text) {
    if (char === '"') isQuoted = !isQuoted
    if (char === separator && !isQuoted) {
      parts.push(part)
      part = ''
    } else part += char
  }
  return [...parts, part].slice(0, mostParts)
}

/** Where the value begins: after the first colon outside of quotes; -1: none. */
function valueAt(line: string): number {
  let isQuoted = false
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at]
    if (char === '"') isQuoted = !isQuoted
    else if (char === ':' && !isQuoted) return at + 1
  }
  return -1
}

const circumflex: Record<string, string> = { n: '\n', '^': '^', "'": '"' }
const unquoted = (text: string): string =>
  text.replace(/^"(.*)"$/s, '$1').replaceAll(/\^([n^'])/g, (_, char: string) => circumflex[char] ?? char)

const namesOf21 = new Set(['QUOTED-PRINTABLE', 'BASE64', '8BIT', '7BIT'])

function paramsOf(texts: readonly string[]): Map<string, string[]> {
  const params = new Map<string, string[]>()
  for (const text of texts) {
    const equals = text.indexOf('=')
    const bare = text.trim().toUpperCase()
    const name =
      equals === -1 ? (namesOf21.has(bare) ? 'ENCODING' : 'TYPE') : text.slice(0, equals).trim().toUpperCase()
    const values = splitOutsideQuotes(equals === -1 ? text : text.slice(equals + 1), ',').map(unquoted)
    // TYPE="work,cell" is common, though it is one value by the letter.
    const all = name === 'TYPE' ? values.flatMap((value) => value.split(',')) : values
    params.set(name, [...(params.get(name) ?? []), ...all])
  }
  return params
}

function decodeQuoted(value: string, charset: string): string {
  const bytes = new TextEncoder().encode(value)
  const decoded: number[] = []
  for (let at = 0; at < bytes.length; at += 1) {
    const hex = bytes[at] === 0x3d ? String.fromCharCode(bytes[at + 1] ?? 0, bytes[at + 2] ?? 0) : ''
    if (/^[\da-f]{2}$/i.test(hex)) {
      decoded.push(Number.parseInt(hex, 16))
      at += 2
    } else decoded.push(bytes[at] ?? 0)
  }
  try {
    return new TextDecoder(charset).decode(Uint8Array.from(decoded))
  } catch {
    return new TextDecoder().decode(Uint8Array.from(decoded))
  }
}

function propertyOf(line: string): CardProperty | null {
  const start = valueAt(line)
  if (start === -1) return null
  const [head = '', ...texts] = splitOutsideQuotes(line.slice(0, start - 1), ';')
  const [, group = '', name = ''] = /^(?:([\w-]+)\.)?([\w-]+)$/.exec(head.trim()) ?? []
  if (name === '') return null
  const params = paramsOf(texts)
  const raw = line.slice(start)
  const isQuoted = params.get('ENCODING')?.some((value) => /^(quoted-printable|q)$/i.test(value)) ?? false
  // A line break in a decoded value is part of the text, and would end the line if it weren't escaped.
  const value = isQuoted
    ? decodeQuoted(raw, params.get('CHARSET')?.[0] ?? 'utf-8').replaceAll(/\r\n?|\n/g, '\\n')
    : raw
  return { group: group.toLowerCase(), name: name.toUpperCase(), params, value }
}

/** Reads the lines of a file one after the other. */
export interface CardLines {
  /** Returns the property that is complete now that this line has come; null: none. */
  push(line: string): CardProperty | null
  end(): CardProperty | null
}

/** Joins folded lines, and 2.1's quoted-printable ones, which end in =. */
export function createCardLines(): CardLines {
  let waiting: string | null = null
  let isSoft = false

  const take = (): CardProperty | null => {
    const line = waiting
    waiting = null
    return line === null ? null : propertyOf(line)
  }
  const append = (text: string): void => {
    waiting ??= ''
    // A full line isn't copied again for each of its folds, which can be endless.
    if (waiting.length < longestLine) waiting += text.slice(0, longestLine - waiting.length)
  }
  const isQuotedPrintable = (line: string): boolean => /^[^:]*quoted-printable/i.test(line)

  return {
    push(line) {
      if (isSoft && waiting !== null) {
        if (waiting.endsWith('=')) waiting = waiting.slice(0, -1)
        append(line)
        isSoft = line.endsWith('=')
        return null
      }
      if (waiting !== null && /^[ \t]/.test(line)) {
        append(line.slice(1))
        return null
      }
      const property = take()
      if (line.trim() !== '') {
        append(line)
        isSoft = line.endsWith('=') && isQuotedPrintable(line)
      }
      return property
    },
    end: take
  }
}

/** Splits a structured value at unescaped separators, and unescapes its parts. */
export function valueParts(value: string, separator: ';' | ','): string[] {
  const parts: string[] = []
  let part = ''
  for (let at = 0; at < value.length; at += 1) {
    const char = value[at] ?? ''
    if (char === '\\' && at + 1 < value.length) {
      const next = value[at + 1] ?? ''
      part += next === 'n' || next === 'N' ? '\n' : next
      at += 1
    } else if (char === separator) {
      parts.push(part)
      part = ''
    } else part += char
  }
  return [...parts, part]
}

/** An unescaped text. */
export const valueText = (value: string): string =>
  value.replaceAll(/\\([\s\S])/g, (_, char: string) => (char === 'n' || char === 'N' ? '\n' : char))
