/** A longer link is no telephone number. */
const longestLink = 2_000

/** True for a tel: or callto: URI (RFC 3966; the scheme in any case) of a sensible length. */
export const isPhoneLink = (text: string): boolean =>
  text.length <= longestLink && /^(?:tel|callto):/i.test(text)

const phoneLink = new RegExp(`(?<!\\w)(?:tel|callto|sips?):[^\\s"'<>]{1,${longestLink}}`, 'gi')
const encoded = /(?:%[\da-f]{2})+/gi

function decoded(written: string): string {
  try {
    return decodeURIComponent(written)
  } catch {
    return written
  }
}

/**
 * A text in which the percent-encoded characters of every tel:, callto: and sip: URI are those characters, as browsers
 * and other programs copy and hand over such links. What is badly encoded stays as it is, and so does other text.
 */
export function withDecodedLinks(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(phoneLink, (link) => (link.includes('%') ? link.replace(encoded, decoded) : link))
}
