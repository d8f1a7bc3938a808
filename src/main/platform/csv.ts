// OWASP, CSV Injection: a cell that starts with these can be run as a formula. Full-width signs are included (Chinese
// and Japanese spreadsheets accept them), and so are signs after whitespace.
const formula = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u

// If the spreadsheet's separator differs from ours (; in much of Europe, a tab), quotes that aren't at the start of
// its cell are literal: a cell, or after a line break a row, starts inside the text.
const innerFormula = /([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])/gu

// Text that a spreadsheet converts to a number, a date or a time: leading zeros are dropped, 12 digits and more
// become 1.38E+11, 16 and more lose digits, 1-2 becomes a date.
const numberLike = /^\d[\d.,:/\- ]*$|^\d+(\.\d+)?e[+-]?\d+$/i
const safeNumber = /^(0|[1-9]\d{0,10})$/

/**
 * Escapes text so that a spreadsheet keeps it: an apostrophe before a formula (OWASP's rule), at the start and after
 * any separator; a tab before digits that it would convert. Never ="…": that is a formula itself.
 */
export function spreadsheetText(text: string): string {
  const safe = text.replace(innerFormula, "$1'")
  if (formula.test(safe)) return `'${safe}`
  return numberLike.test(text) && !safeNumber.test(text) ? `\t${text}` : safe
}

const quoted = /[",;\r\n\t]|^\s|\s$/

/** Quotes a field (RFC 4180). */
const csvField = (text: string): string => (quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A line (RFC 4180) with its CRLF. */
export const csvLine = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`

/** The byte-order mark; spreadsheets need it to detect UTF-8. */
export const byteOrderMark = '\ufeff'
