const loneSurrogates = /\p{Surrogate}/gu

/** Percent-encodes `text` for a path segment or query value. Never throws, not even for lone surrogates. */
export function urlPart(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogates, '\ufffd'))
}

/** Returns the origin of a redirect's Location, since path and query may hold a secret; null if it isn't http(s). */
export function redirectOrigin(location: string): string | null {
  if (!/^https?:/i.test(location) || !URL.canParse(location)) return null
  const { origin } = new URL(location)
  return origin.length > 200 ? null : origin
}
