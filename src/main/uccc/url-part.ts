const loneSurrogates = /\p{Surrogate}/gu

/** `text` percent-encoded for a path segment or a query value; never throws, also for broken text. */
export function urlPart(text: string): string {
  return encodeURIComponent(text.replace(loneSurrogates, '\ufffd'))
}
