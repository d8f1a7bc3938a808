import { contactLimits } from '../../shared/contacts/contacts'
import type { ContactColumn, ContactContent } from '../../shared/contacts/schema'
import { readListCell, textOfCell } from '../imports/lists/list-cell'
import type { ListCell } from '../imports/lists/list-types'
import { namePart } from './contact-columns'

const chinese = /\p{Script=Han}/u

/** Longer cells are cut before anything else is done with them. */
const longestCell = 10_000

/** The text of a cell, without what an export put before it for spreadsheets; see platform/csv.ts. */
function cellText(cell: ListCell): string {
  const text = textOfCell(cell).slice(0, longestCell)
  if (/^'(?:[\t\r\n]|\s*[=+\-@＝＋－＠])/u.test(text)) return unescapedParts(text.slice(1))
  return unescapedParts(/^\t\d/.test(text) ? text.slice(1) : text)
}

const unescapedParts = (text: string): string =>
  text.includes("'") ? text.replaceAll(/([;\t\r\n]\s*)'(?=[=+\-@＝＋－＠])/gu, '$1') : text

/** Joins the parts of a name: 张 + 三, Ann + Lee, whatever the order of their columns. */
function joinName(parts: readonly { text: string; title: string }[]): string {
  const filled = parts.filter(({ text }) => text !== '')
  const family = filled.filter(({ title }) => namePart(title) === 'family')
  const others = filled.filter(({ title }) => namePart(title) !== 'family')
  const isChinese = filled.some(({ text }) => chinese.test(text))
  const ordered = isChinese ? [...family, ...others] : [...others, ...family]
  return ordered.map(({ text }) => text).join(isChinese ? '' : ' ')
}

/** The digits to dial of the numbers in a cell. */
function numbersInCell(cell: ListCell): string[] {
  const shortened = typeof cell === 'string' ? cell.slice(0, longestCell) : cell
  return readListCell(shortened)
    .flatMap(({ dial }) => (dial !== null && /^\d{1,40}$/.test(dial) ? [dial] : []))
    .slice(0, contactLimits.maxNumbers)
}

/** The contact of a table's row; its texts aren't cleaned yet. Names and notes in several columns are joined. */
export function contactOfRow(cells: readonly ListCell[], columns: readonly ContactColumn[]): ContactContent {
  const names: { text: string; title: string }[] = []
  const notes: string[] = []
  const contact: ContactContent = { name: '', company: '', numbers: [], fields: [], note: '' }
  columns.forEach(({ kind, label }, at) => {
    const cell = cells[at]
    if (cell === undefined || kind === 'ignored') return
    if (kind === 'number') {
      for (const number of numbersInCell(cell)) contact.numbers.push({ label, number })
      return
    }
    const text = cellText(cell).trim()
    if (text === '') return
    if (kind === 'name') names.push({ text, title: label })
    else if (kind === 'company') contact.company ||= text
    else if (kind === 'note') notes.push(text)
    else if (label !== '') contact.fields.push({ name: label, value: text })
  })
  return { ...contact, name: joinName(names), note: notes.join('\n') }
}
