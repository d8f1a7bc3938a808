/**
 * Text as the database keeps it. It cuts at a NUL, and half a surrogate pair can't be written in UTF-8: two
 * texts could become one and the same. Both become U+FFFD.
 */
export const databaseText = (text: string): string =>
  text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd')
