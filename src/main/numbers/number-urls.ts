import { Char, classAt } from './number-chars'

const telephoneScheme = /^(?:tel|callto|sips?)$/i

/** The end of a URL in running text. A comma ends it unless it can be part of a query. */
function endOfUrl(text: string, from: number): number {
  let hasQuery = false
  for (let at = from; at < text.length; at += 1) {
    const unit = text.charCodeAt(at)
    if (unit === 0x3f) hasQuery = true
    if (unit <= 0x20 || unit >= 0x2000 || unit === 0xa0) return at
    if (unit === 0x22 || unit === 0x27 || unit === 0x3c || unit === 0x3e || unit === 0x29 || unit === 0x7c)
      return at
    if (unit === 0x2c && !hasQuery) return at
  }
  return text.length
}

function isAsciiWord(text: string, at: number): boolean {
  const charClass = classAt(text, at)
  return text.charCodeAt(at) < 0x80 && (charClass === Char.letter || charClass === Char.digit)
}

/**
 * Where reading continues after the letters at `start`..`end`: after the URL or mail address that they belong to,
 * whose digits aren't a telephone number; else `end`. tel:, callto: and sip: URIs aren't skipped.
 */
export function endOfAddress(text: string, start: number, end: number): number {
  const next = text.charAt(end)
  if (next === ':') {
    const isWeb = text.startsWith('://', end)
    if (
      isWeb ||
      /^(?:mailto|urn|data|blob|file|javascript)$/i.test(text.slice(Math.max(start, end - 10), end))
    )
      return telephoneScheme.test(text.slice(Math.max(start, end - 7), end)) ? end : endOfUrl(text, end)
  }
  if (next === '@' && isAsciiWord(text, end + 1)) return endOfUrl(text, end)
  if (next === '.' && text.slice(start, end).toLowerCase() === 'www') return endOfUrl(text, end)
  // crm.example.com/customer/138…, example.com:8080, example.com?phone=138…
  const isAfterDot = text.charAt(start - 1) === '.' && isAsciiWord(text, start - 2)
  if (isAfterDot && (next === '/' || next === '?')) return endOfUrl(text, end)
  if (isAfterDot && next === ':' && /^\d{1,5}\//.test(text.slice(end + 1, end + 7)))
    return endOfUrl(text, end)
  return end
}

/** The index after the path or host that begins with the / or @ at `at`; `at + 1` if none begins there. */
export function endOfPath(text: string, at: number): number {
  const isHost = text.charAt(at) === '@'
  const before = classAt(text, at - 1)
  const begins = isHost
    ? before === Char.digit || before === Char.letter
    : before === Char.lineBreak || before === Char.space
  if (!begins || !isAsciiWord(text, at + 1)) return at + 1
  return isHost || classAt(text, at + 1) === Char.letter ? endOfUrl(text, at + 1) : at + 1
}
