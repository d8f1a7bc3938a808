// File names from untrusted text: only letters, digits and a few punctuation marks are kept.

/** Maximum length of the whole name, in bytes of UTF-8. */
export const maxNameBytes = 120

// Leaves room for " (9999)" and the longest extension.
const maxStemBytes = maxNameBytes - 13

// Windows, "Naming Files, Paths, and Namespaces"; reserved with an extension too.
const reservedNames = /^(con|prn|aux|nul|clock\$|conin\$|conout\$|(com|lpt)[\d¹²³])$/i

/** Truncates to at most `maxBytes` of UTF-8, between characters. */
function cutToBytes(text: string, maxBytes: number): string {
  let sizeBytes = 0
  let kept = ''
  for (const character of text) {
    sizeBytes += Buffer.byteLength(character)
    if (sizeBytes > maxBytes) break
    kept += character
  }
  return kept
}

/**
 * `text` as the stem of a file name: no separators, control or direction characters, no leading dot, no trailing dot
 * or space, no reserved name, at most 107 bytes. Empty if nothing is left.
 */
export function safeStem(text: string): string {
  const plain = text
    // Enough for any name, and keeps a text of a megabyte cheap.
    .slice(0, 1_000)
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} ._+()-]/gu, ' ')
    .replace(/ +/g, ' ')
    .replace(/^[ .]+/, '')
  const cut = cutToBytes(plain, maxStemBytes).replace(/[ .]+$/, '')
  const [beforeDot = ''] = cut.split('.')
  return reservedNames.test(beforeDot.trimEnd()) ? `_${cut}` : cut
}

/** `stem.extension`, or `stem (2).extension` for turn 2. */
export const numberedName = (stem: string, extension: string, number: number): string =>
  `${stem}${number === 1 ? '' : ` (${number})`}.${extension}`

/** Returns the file name of a Windows or POSIX path, truncated to 300 characters. */
export const nameOfPath = (path: string): string => (path.split(/[/\\]/).at(-1) ?? path).slice(0, 300)
