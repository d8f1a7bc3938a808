/** How many visible characters of a text are shown. */
const shownCharacters = 60

/** How much of a text is read, in UTF-16 units. */
const readUnits = 4_096

/**
 * The beginning of a text for one line of a notice: white space folded; control characters, direction marks and other
 * invisible characters removed; at most 60 characters and an ellipsis.
 */
export function textBeginning(text: string): string {
  const line = text
    .slice(0, readUnits)
    .replace(/\s+/gu, ' ')
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}]/gu, '')
    .replace(/ {2,}/g, ' ')
    .trim()
  const characters = Array.from(line)
  if (characters.length <= shownCharacters) return line
  return `${characters.slice(0, shownCharacters).join('').trimEnd()}…`
}
