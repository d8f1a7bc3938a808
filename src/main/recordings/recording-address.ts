import type { RecordingResult } from '../../shared/recordings/schema'

// Validation of recording addresses. recordUrl (录音URL) is untrusted text: it is parsed once, checked by its parts,
// and only the parsed URL is used afterwards. Addresses on the user's own network are allowed, because many recording
// servers are there; those of this computer are refused when they are requested.

const maxAddressLength = 4_000

/** Maximum redirects of one request. */
export const maxRedirects = 3

// The ports that browsers block (Fetch standard, 2.9 "port blocking"): a GET to these can reach a mail, printer or
// chat server. 0 is not a valid port.
const blockedPorts: ReadonlySet<number> = new Set([
  0, 1, 7, 9, 11, 13, 15, 17, 19, 20, 21, 22, 23, 25, 37, 42, 43, 53, 69, 77, 79, 87, 95, 101, 102, 103, 104,
  109, 110, 111, 113, 115, 117, 119, 123, 135, 137, 139, 143, 161, 179, 389, 427, 465, 512, 513, 514, 515,
  526, 530, 531, 532, 540, 548, 554, 556, 563, 587, 601, 636, 989, 990, 993, 995, 1_719, 1_720, 1_723, 2_049,
  3_659, 4_045, 4_190, 5_060, 5_061, 6_000, 6_566, 6_665, 6_666, 6_667, 6_668, 6_669, 6_679, 6_697, 10_080
])

// The URL parser drops tabs and line breaks and treats a backslash as a slash, so text with these is refused. It also
// accepts "http:host".
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
 * Validates the address of a recording: http or https, no user name or password, at most 4,000 characters, no port
 * that browsers block. Errors: `recording-missing` for an empty one, `recording-address-refused`.
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
 * The target of a redirect (RFC 9110, 15.4) from `from`: validated like any address, never from https to http, never
 * from another host to this computer (`isOwnHost`). Error: `redirect-refused`.
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
