/** The schemes of phone links that Deskline can handle (RFC 3966, and callto as other programs use it). */
export const linkSchemes = ['tel', 'callto'] as const

/** A scheme of phone links. */
export type LinkScheme = (typeof linkSchemes)[number]
