import { Char, classOf, digitValue } from '../../numbers/number-chars'

const isPlain = /^[\x20-\x7e]*$/

/** ="138…", "138…" and '138…: what programs and people put around digits so that they stay text. */
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
 * The text of a cell as the eye sees it: full-width ASCII made half-width, invisible marks gone, blanks at its ends
 * and the wrapping gone with which spreadsheets and programs keep digits text. A formula stays the text it is.
 */
export function cellText(text: string): string {
  const half = isPlain.test(text)
    ? text
    : withoutInvisible(text)
        .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
        .replace(/\u3000/g, ' ')
  return withoutWrapping(half.trim())
}

/** A text without the marks that the eye doesn't see. */
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

/** Whether a text has a digit, ASCII or full-width. */
export function hasDigit(text: string): boolean {
  return /[\d\uff10-\uff19]/.test(text)
}

/** The digits of a text, ASCII, without all that stands between them. */
export function digitsOf(text: string): string {
  if (/^\d*$/.test(text)) return text
  let digits = ''
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (classOf(unit) === Char.digit) digits += String.fromCharCode(48 + digitValue(unit))
  }
  return digits
}
