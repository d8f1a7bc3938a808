import type { Field } from './field-kinds'

/** The delimiter, and the quote around fields that contain it. */
export interface Dialect {
  delimiter: string
  quote: '"' | "'"
}

/** Returns the end of the quoted field that starts at `from` (after its closing quote); -1 if it is never closed. */
function endOfQuoted(text: string, from: number, { delimiter, quote }: Dialect, isEscaped: boolean): number {
  let at = text.indexOf(quote, from + 1)
  while (at !== -1) {
    if (isEscaped && text.charAt(at - 1) === '\\' && text.charAt(at - 2) !== '\\') {
      at = text.indexOf(quote, at + 1)
      continue
    }
    let end = at + 1
    while (text.charAt(end) === ' ' && delimiter !== ' ') end += 1
    const next = text.charAt(end)
    if (next === '' || next === delimiter || next === '\n' || next === '\r') return end
    at = text.indexOf(quote, at + (text.charAt(at + 1) === quote ? 2 : 1))
  }
  return -1
}

/** Returns the fields of the first lines that aren't blank. Delimiters and line breaks inside quotes are text. */
export function splitLines(text: string, dialect: Dialect, mostLines: number): Field[][] {
  const { delimiter, quote } = dialect
  const isEscaped = text.includes(`\\${quote}`)
  const lines: Field[][] = []
  let fields: Field[] = []
  let start = 0
  let isUnquoted = false
  const endLine = (): void => {
    if (fields.some((field) => field.text.trim() !== '')) lines.push(fields)
    fields = []
  }
  for (let at = 0; at <= text.length && lines.length < mostLines; at += 1) {
    let isQuoted = false
    const from = text.charAt(at) === ' ' && at === start ? at + 1 : at
    if (at === start && !isUnquoted && text.charAt(from) === quote) {
      const end = endOfQuoted(text, from, dialect, isEscaped)
      // No later quote ends a field either: from here on, quotes are ordinary characters.
      if (end === -1) isUnquoted = true
      else {
        at = end
        isQuoted = true
      }
    }
    const character = text.charAt(at)
    const isLineEnd = at >= text.length || character === '\n' || character === '\r'
    if (!isLineEnd && character !== delimiter) continue
    fields.push({ text: text.slice(start, at), isQuoted })
    start = at + 1
    if (isLineEnd) endLine()
  }
  return lines
}
