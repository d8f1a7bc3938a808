// Pure predicates over addresses. A URL is compared by its parsed parts, never by a substring.

/** Scheme and host of Deskline's own pages. */
export const ownScheme = 'app'
/** See {@link ownScheme}. */
export const ownHost = 'deskline'

const parse = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null)

/**
 * True for a page of Deskline's own. The origin of a custom scheme is the text "null" and the same
 * for all of them, so protocol and host are compared.
 */
export function isOwnPage(url: string): boolean {
  const parsed = parse(url)
  return (
    parsed !== null &&
    parsed.protocol === `${ownScheme}:` &&
    parsed.host === ownHost &&
    parsed.username === '' &&
    parsed.password === ''
  )
}

/** True for an http or https address without user name and password: all that is ever opened outside. */
export function isWebPage(url: string): boolean {
  const parsed = parse(url)
  return (
    parsed !== null &&
    (parsed.protocol === 'http:' || parsed.protocol === 'https:') &&
    parsed.username === '' &&
    parsed.password === ''
  )
}
