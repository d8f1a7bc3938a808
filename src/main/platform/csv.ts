// OWASP, CSV Injection: a cell that begins so can be run as a formula. Full-width signs count too
// (spreadsheets in Chinese and Japanese take them), and so do signs after blanks.
const formula = /^[\t\r\n]|^\s*[=+\-@＝＋－＠]/u

// Where the spreadsheet's separator is another than ours (; in much of Europe, a tab), quotes that aren't at the
// beginning of its cell are letters: a cell, or after a line end a row, begins inside the text.
const innerFormula = /([;\t\r\n]\s*)(?=[=+\-@＝＋－＠])/gu

// What a spreadsheet reads as a number, a date or a time, and shows otherwise than it was written:
// leading zeros go, from 12 digits on it is 1.38E+11, from 16 on digits are lost, 1-2 becomes a date.
const numberLike = /^\d[\d.,:/\- ]*$|^\d+(\.\d+)?e[+-]?\d+$/i
const safeNumber = /^(0|[1-9]\d{0,10})$/

/**
 * Text as a spreadsheet keeps it: an apostrophe before what it would run as a formula (OWASP's rule), at the beginning
 * and behind any separator, a tab before digits that it would change. Never ="…": that is a formula itself.
 */
export function spreadsheetText(text: string): string {
  const safe = text.replace(innerFormula, "$1'")
  if (formula.test(safe)) return `'${safe}`
  return numberLike.test(text) && !safeNumber.test(text) ? `\t${text}` : safe
}

const quoted = /[",;\r\n\t]|^\s|\s$/

/** A field of RFC 4180. */
const csvField = (text: string): string => (quoted.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** A line of RFC 4180, its CRLF included. */
export const csvLine = (fields: readonly string[]): string => `${fields.map(csvField).join(',')}\r\n`

/** The byte-order mark, by which spreadsheets know UTF-8. */
export const byteOrderMark = '\ufeff'
