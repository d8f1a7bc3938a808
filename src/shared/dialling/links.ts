/** The schemes of phone links that Deskline can handle (RFC 3966, and callto as other programs use it). */
export const linkSchemes = ['tel', 'callto'] as const

/** A scheme of phone links. */
export type LinkScheme = (typeof linkSchemes)[number]

/** The programs that open phone links on this computer. */
export interface Links {
  /** `handler`: the name of the program that opens them now; null if there is none or it is unknown. */
  schemes: Record<LinkScheme, { isOurs: boolean; handler: string | null }>
  /** Why the last change failed; null if it succeeded. */
  problem: 'not-changed' | 'not-supported' | null
}
