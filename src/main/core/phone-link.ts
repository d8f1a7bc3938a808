/** A longer link is no telephone number. */
const longestLink = 2_000

/** True for a tel: or callto: URI (RFC 3966; the scheme in any case) of a sensible length. */
export const isPhoneLink = (text: string): boolean =>
  text.length <= longestLink && /^(?:tel|callto):/i.test(text)

/** The text of a link to find a number in: browsers hand spaces and dashes over percent-encoded. */
export function phoneLinkText(url: string): string {
  const bounded = url.slice(0, longestLink)
  try {
    return decodeURIComponent(bounded)
  } catch {
    return bounded
  }
}
