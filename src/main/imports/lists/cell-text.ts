import { Char, classOf, digitValue } from '../../numbers/number-chars'

const isPlain = /^[\x20-\x7e]*$/

/** Removes wrappers that keep digits as text: =="138…", "138…" and '138…. */
function withoutWrapping(text: string): string {
  let bare = text
  for (let depth = 0; depth < 3; depth += 1) {
    const inner = /^=?"([^"]*)"$/.exec(bare)?.[1] ?? /^'([^']*)'?$/.exec(bare)?.[1]
    if (inner === undefined) return bare
    bare = inner.trim()
  }
  return bare
}

/**
 * Returns the visible text of a cell: full-width ASCII becomes half-width; invisible characters, surrounding blanks
 * and the wrappers that keep digits as text are removed. A formula stays as it is.
 */
export function cellText(text: string): string {
  const half = isPlain.test(text)
    ? text
    : withoutInvisible(text)
        .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .replace(/\u3000/g, ' ')
  return withoutWrapping(half.trim())
}

/** Removes invisible characters. */
function withoutInvisible(text: string): string {
  let seen = ''
  let from = 0
  for (let at = 0; at < text.length; at += 1) {
    if (classOf(text.charCodeAt(at)) !== Char.ignorable) continue
    seen += text.slice(from, at)
    from = at + 1
  }
  return from === 0 ? text : seen + text.slice(from)
}

/** Whether a text contains a digit, ASCII or full-width. */
export function hasDigit(text: string): boolean {
  return /[\d\uff10-\uff19]/.test(text)
}

/** Returns the ASCII digits of a text, without anything between them. */
export function digitsOf(text: string): string {
  if (/^\d*$/.test(text)) return text
  let digits = ''
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (classOf(unit) === Char.digit) digits += String.fromCharCode(48 + digitValue(unit))
  }
  return digits
}
