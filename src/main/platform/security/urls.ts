// Pure predicates over URLs. A URL is compared by its parsed parts, never by substring.

/** Scheme and host of Deskline's own pages. */
export const ownScheme = 'app'
/** See {@link ownScheme}. */
export const ownHost = 'deskline'

const parse = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null)

/**
 * True for one of Deskline's own pages. Custom schemes all have the origin "null", so protocol and host are compared.
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

/** True for an http or https URL without user name and password; no other URLs are opened in the browser. */
export function isWebPage(url: string): boolean {
  const parsed = parse(url)
  return (
    parsed !== null &&
    (parsed.protocol === 'http:' || parsed.protocol === 'https:') &&
    parsed.username === '' &&
    parsed.password === ''
  )
}
