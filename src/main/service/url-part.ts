const loneSurrogates = /\p{Surrogate}/gu

/** `text` percent-encoded for a path segment or a query value; never throws, also for broken text. */
export function urlPart(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogates, '\ufffd'))
}

/** Where a redirect's Location leads, without path and query, which may hold a secret; null: no http(s) address. */
export function redirectOrigin(location: string): string | null {
  if (!/^https?:/i.test(location) || !URL.canParse(location)) return null
  const { origin } = new URL(location)
  return origin.length > 200 ? null : origin
}
