import { maskNumber } from '../../shared/number'

// What may be written down. The token and full numbers are never given to the log: this is the second door,
// and the one door for words that came from a server. It goes by form, so it cannot know a bare token without
// a name before it, a number in words or Chinese numerals, or digits with letters between them.

/** What names a secret, before = or : (also percent-encoded, once or more often, or inside a JSON string). */
const secretName = String.raw`(?:access[_-]?token|token|password|passwd|secret|api[_-]?key|signature)`
const assignment = String.raw`\\*(?:["']|%(?:25)*2[27])?\s*(?:=>?|:|%(?:25)*3[AD])\s*`

const quotedSecret = new RegExp(
  String.raw`(${secretName}${assignment}\\*)(["'])(?:(?!\2)[^\\\n]|\\[^\n])*`,
  'gi'
)
const bareSecret = new RegExp(
  String.raw`(${secretName}${assignment}(?:\\*["']|%(?:25)*2[27])?)(?!["']?…)(?:(?!%(?:25)*2[267])(?:[^\s&"\\<>]|\\(?!["'])))+`,
  'gi'
)
/** Headers whose whole value is a secret. */
const headerName = '(?:proxy-)?authorization|(?:set-)?cookie'
const quotedHeader = new RegExp(
  String.raw`((?:${headerName})\\*["']?\s*[:=]\s*\\*)(["'])(?:(?!\2)[^\\\n]|\\[^\n])*`,
  'gi'
)
const bareHeader = new RegExp(String.raw`((?:${headerName})\s*[:=][^\S\n]*)(?![\\"'…\s])[^\n]+`, 'gi')
const bearer = /\b(Bearer)\s+(?!…)[^\s"',]+/gi
const basic = /\b(Basic|Digest) [\w+/=-]{8,}/g
/** User name and password in an address. */
const userInfo = /(\/\/)[^\s/?#"<>]+@/g

/** Digits that are no number: a call id, a time, an IPv4 address, Chromium's version. */
const harmless = [
  String.raw`(?<![\dA-Fa-f-])[\dA-Fa-f]{8}-(?:[\dA-Fa-f]{4}-){3}[\dA-Fa-f]{12}(?![\dA-Fa-f-])`,
  String.raw`(?<!\d)20\d\d-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d{1,6})?)?(?!\d)`,
  String.raw`(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?![\d.])`,
  String.raw`(?<![\d.])\d{2,3}\.0\.\d{4,5}\.\d{1,3}(?![\d.])`
].join('|')
/** What can stand between the digits of a number. A dot joins groups of three and more only. */
const between = String.raw`(?:[\t\p{Pd}\p{Zs}\p{Cf}+()（）·•/−]|%(?:25)*(?:20|2B|2D|28|29)|(?<=\p{Nd}{3})[.．](?=\p{Nd}{3}))`
const longNumber = new RegExp(String.raw`(${harmless})|[+＋]?\p{Nd}(?:${between}{0,3}\p{Nd}){6,}`, 'gu')

function masked(number: string): string {
  const digits = number
    .replace(/%(?:25)*2[0-9A-D]/gi, '')
    .normalize('NFKC')
    .replace(/\P{Nd}/gu, '')
  return /^[0-9]+$/.test(digits) ? maskNumber(digits) : '*'.repeat(Array.from(digits).length)
}

/** The text without what stands after the name of a secret. */
export function withoutSecrets(text: string): string {
  return text
    .replace(quotedHeader, '$1$2…')
    .replace(bareHeader, '$1…')
    .replace(bearer, '$1 …')
    .replace(basic, '$1 …')
    .replace(quotedSecret, '$1$2…')
    .replace(bareSecret, '$1…')
    .replace(userInfo, '$1…@')
}

/**
 * A text as it may be logged: without secrets, and with every run of seven and more digits that could be a
 * phone number masked, in whatever way it is grouped or encoded.
 */
export function redactLine(line: string): string {
  return withoutSecrets(line).replace(
    longNumber,
    (number: string, kept: string | undefined) => kept ?? masked(number)
  )
}
