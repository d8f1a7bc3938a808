import type { RecordingResult } from '../../shared/recordings/recordings'

// Where a recording may come from. recordUrl (录音URL) is text from outside: it is parsed once, judged
// by its parts, and nothing but the parsed URL is used from then on. Addresses on the user's own network are allowed,
// since many recording servers are there; those of this computer are refused when it is requested.

const maxAddressLength = 4_000

/** How many redirects one request may follow. */
export const maxRedirects = 3

// The ports that browsers block (Fetch standard, 2.9 "port blocking"): a GET there can speak to a mail,
// printer or chat server. 0 is no port at all.
const blockedPorts: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1_719, 1_720, 1_723, 2_049,
  3_659, 4_045, 4_190, 5_060, 5_061, 6_000, 6_566, 6_665, 6_666, 6_667, 6_668, 6_669, 6_679, 6_697, 10_080
])

// The parser of URLs drops tabs and line ends and takes a backslash for a slash: such text is odd enough
// to be refused. It also takes "http:host" for an address.
const oddText = /[\p{Cc}\p{Zl}\p{Zp}\\]/u
const webAddress = /^https?:\/\/[^/]/i

const refused = { ok: false, error: { code: 'recording-address-refused' } } as const

const judge = (url: URL): RecordingResult<URL> => {
  const isWeb = url.protocol === 'http:' || url.protocol === 'https:'
  const hasUser = url.username !== '' || url.password !== ''
  if (!isWeb || hasUser || url.hostname === '' || url.href.length > maxAddressLength) return refused
  if (url.port !== '' && blockedPorts.has(Number(url.port))) return refused
  url.hash = ''
  return { ok: true, value: url }
}

/**
 * The address of a recording: http or https, no user name or password, at most 4,000 characters, no
 * port that browsers block. Errors: `recording-missing` for none, `recording-address-refused`.
 */
export function recordingAddress(text: string | null): RecordingResult<URL> {
  if (text === null || text === '') return { ok: false, error: { code: 'recording-missing' } }
  if (text.length > maxAddressLength) return refused
  const trimmed = text.trim()
  if (trimmed === '') return { ok: false, error: { code: 'recording-missing' } }
  if (oddText.test(trimmed) || !webAddress.test(trimmed) || !URL.canParse(trimmed)) return refused
  return judge(new URL(trimmed))
}

/**
 * Where a redirect (RFC 9110, 15.4) of `from` leads: judged like any address, never from https down to
 * http, never from another machine to this one (`isOwnHost`). Error: `redirect-refused`.
 */
export function redirectAddress(
  from: URL,
  location: string,
  isOwnHost: (url: URL) => boolean
): RecordingResult<URL> {
  const refusedRedirect = { ok: false, error: { code: 'redirect-refused' } } as const
  if (location === '' || location.length > maxAddressLength || oddText.test(location)) return refusedRedirect
  if (!URL.canParse(location, from)) return refusedRedirect
  const to = judge(new URL(location, from))
  if (!to.ok) return refusedRedirect
  if (from.protocol === 'https:' && to.value.protocol === 'http:') return refusedRedirect
  if (isOwnHost(to.value) && !isOwnHost(from)) return refusedRedirect
  return to
}
