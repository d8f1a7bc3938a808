import { maskNumber } from '../../shared/numbers/number'

// Redacts text for the log. The token and full numbers are never passed to the log, so this is the second line of
// defence, and the only one for messages from a server. It matches by form, so it can't recognise a bare token
// without a name before it, a number in words or Chinese numerals, or digits with letters between them.

/** Names of secrets, before = or : (also percent-encoded, once or more often, or inside a JSON string). */
const longName =
  '(?:token|password|passwd|passphrase|passcode|pwd|secret|credentials?|signature|jwt|(?<![a-z])auth|' +
  '(?:api|app|access|auth|private)[_-]?key|session[_-]?id|密码|口令|密钥|令牌)'
/** Names that are everyday words too: secrets only before =, as in a query. */
const shortName = '(?<![a-z0-9])(?:key|pass|pw|sid|sig|sign|otp)'
const nameEnd = String.raw`\\*(?:["']|%(?:25)*2[27])?\s*`
const equals = String.raw`(?:=>?|＝|%(?:25)*3D)`
const colon = String.raw`(?::|：|%(?:25)*3A)`
const assignment = String.raw`${nameEnd}(?:${equals}|${colon})\s*`
const secretStart = String.raw`(?:${longName}${assignment}|${shortName}${nameEnd}${equals}\s*)`

const quotedSecret = new RegExp(String.raw`(${secretStart}\\*)(["'])(?:(?!\2)[^\\\n]|\\[^\n])*`, 'gi')
const bareSecret = new RegExp(
  String.raw`(${secretStart}(?:\\*["']|%(?:25)*2[27])?)(?!["']?…)(?:(?!%(?:25)*2[267])(?:[^\s&"\\<>]|\\(?!["'])))+`,
  'gi'
)
/** Headers whose entire value is secret. */
const headerName = '(?:proxy-)?authorization|(?:set-)?cookie'
const quotedHeader = new RegExp(
  String.raw`((?:${headerName})\\*["']?\s*[:=]\s*\\*)(["'])(?:(?!\2)[^\\\n]|\\[^\n])*`,
  'gi'
)
const bareHeader = new RegExp(String.raw`((?:${headerName})\s*[:=][^\S\n]*)(?![\\"'…\s])[^\n]+`, 'gi')
const bearer = /\b(Bearer)\s+(?!…)[^\s"',]+/gi
const basic = /\b(Basic|Digest|Negotiate|NTLM) [\w+/=-]{8,}/g
/** A JSON web token, recognised by its prefix. */
const webToken = /(?<![\w-])eyJ[\w-]{8,}(?:\.[\w-]*){1,4}/g
/** User name and password in a URL, also with escaped slashes in a JSON string. */
const userInfo = /(\\?\/\\?\/)[^\s/?#"<>]+@/g
/** The same, percent-encoded once or more often. */
const encodedUserInfo = /(%((?:25)*)2F%\2(?:2F))(?!…)(?:(?!%\2(?:2F|3F|23))[^\s/?#"<>])+(%\2(?:40))/gi

/** Digits that aren't a phone number: a call id, a time, an IPv4 address, Chromium's version. */
const harmless = [
  String.raw`(?<![\dA-Fa-f-])[\dA-Fa-f]{8}-(?:[\dA-Fa-f]{4}-){3}[\dA-Fa-f]{12}(?![\dA-Fa-f-])`,
  String.raw`(?<!\d)20\d\d-[01]\d-[0-3]\d[T ][0-2]\d:[0-5]\d(?::[0-6]\d(?:[.,]\d{1,6})?)?(?!\d)`,
  String.raw`(?<![\d.])(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)\.){3}(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?![\d.])`,
  String.raw`(?<![\d.])\d{2,3}\.0\.\d{4,5}\.\d{1,3}(?![\d.])`
].join('|')
/**
 * Separators between the digits of a number. Dots, colons and such occur in versions and times too, so they join only
 * groups of at least three; a comma without a space joins pairs.
 */
const between =
  String.raw`(?:[\t\p{Pd}\p{Zs}\p{Cf}+()（）[\]·•/−]|%(?:25)*(?:20|2[89B-F])|` +
  String.raw`(?<=\p{Nd}{3})[.．:：;；_~|、](?=\p{Nd}{3})|(?<=\p{Nd}{2})[,，](?=\p{Nd}))`
const longNumber = new RegExp(String.raw`(${harmless})|[+＋]?\p{Nd}(?:${between}{0,3}\p{Nd}){6,}`, 'gu')

/** The mask of a number as it is written: `138 0013 8000` becomes `138****8000`. */
export function maskOf(number: string): string {
  const digits = number
    .replace(/%(?:25)*2[0-9A-F]/gi, '')
    .normalize('NFKC')
    .replace(/\P{Nd}/gu, '')
  return /^[0-9]+$/.test(digits) ? maskNumber(digits) : '*'.repeat(Array.from(digits).length)
}

/** Replaces the values of secrets in the text. */
export function withoutSecrets(text: string): string {
  return text
    .replace(quotedHeader, '$1$2…')
    .replace(bareHeader, '$1…')
    .replace(bearer, '$1 …')
    .replace(basic, '$1 …')
    .replace(webToken, '…')
    .replace(quotedSecret, '$1$2…')
    .replace(bareSecret, '$1…')
    .replace(userInfo, '$1…@')
    .replace(encodedUserInfo, '$1…$3')
}

/**
 * Replaces every run of at least seven digits that could be a phone number, however it is grouped or encoded. Call ids,
 * times and addresses stay.
 */
export const replaceNumbers = (text: string, replace: (number: string) => string): string =>
  text.replace(longNumber, (number: string, kept: string | undefined) => kept ?? replace(number))

/**
 * Text that may be logged: without secrets, and with every run of at least seven digits that could be a phone number
 * masked, however it is grouped or encoded.
 */
export function redactLine(line: string): string {
  return replaceNumbers(withoutSecrets(line), maskOf)
}
