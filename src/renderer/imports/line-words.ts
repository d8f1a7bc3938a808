import type { ReportLine } from '../../shared/imports/schema'
import type { ImportsMessages } from '../../shared/messages/en/imports'
import { visibleText } from './draft/rows/visible-text'

/** Spreadsheet letters of a column; 0 is A, 26 is AA. */
export function columnLetters(column: number): string {
  let letters = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    letters = String.fromCharCode(65 + (rest % 26)) + letters
  return letters
}

/** Position of an entry: Line 12 · Sheet1 · customers.xlsx. */
export const placeText = (
  { name, sheet, line }: Pick<ReportLine, 'name' | 'sheet' | 'line'>,
  t: Pick<ImportsMessages['table'], 'line'>,
  pasted: string
): string =>
  [t.line(line), visibleText(sheet ?? ''), name === '' ? pasted : visibleText(name)]
    .filter((part) => part !== '')
    .join(' · ')
