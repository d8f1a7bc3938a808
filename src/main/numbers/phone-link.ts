/** A longer link isn't a telephone number. */
const longestLink = 2_000

/** True for a tel: or callto: URI (RFC 3966, case-insensitive scheme) of a reasonable length. */
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
 * Decodes percent-encoded characters in every tel:, callto: and sip: URI of a text, as browsers and other programs
 * copy such links. Invalid encodings and other text are unchanged.
 */
export function withDecodedLinks(text: string): string {
  if (!text.includes('%')) return text
  return text.replace(phoneLink, (link) => (link.includes('%') ? link.replace(encoded, decoded) : link))
}
