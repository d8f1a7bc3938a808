/**
 * Normalises text for the database: it truncates at a NUL, and a lone surrogate can't be encoded in UTF-8, so two
 * texts could become equal. Both are replaced with U+FFFD.
 */
export const databaseText = (text: string): string =>
  text.replaceAll('\0', '\ufffd').replace(/\p{Surrogate}/gu, '\ufffd')
