/** The schemes of phone links that Deskline can handle (RFC 3966, and callto as other programs use it). */
export const linkSchemes = ['tel', 'callto'] as const

/** A scheme of phone links. */
export type LinkScheme = (typeof linkSchemes)[number]

/** What a phone link leads to: a question, or the undo pause and then the call. */
export const linkAnswers = ['ask', 'pause'] as const

/** See {@link linkAnswers}. */
export type LinkAnswer = (typeof linkAnswers)[number]

/** The scheme of a phone link; null: it is none. */
export const linkSchemeOf = (url: string): LinkScheme | null =>
  linkSchemes.find((scheme) => url.slice(0, scheme.length + 1).toLowerCase() === `${scheme}:`) ?? null
