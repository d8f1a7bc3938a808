import type { EntriesMessages } from '../../../../shared/messages/en/entries'
import type { ListsMessages } from '../../../../shared/messages/en/lists'
import type { DraftTable } from '../../../../shared/imports/state-schema'
import { visibleText } from '../rows/visible-text'

/** Spreadsheet letters of a column: A, Z, AA. `index`: from 0. */
export function columnLetters(index: number): string {
  const rest = Math.floor(index / 26)
  return (rest > 0 ? columnLetters(rest - 1) : '') + String.fromCharCode(65 + (index % 26))
}

/** The title of a column if it has one, else its letters. */
export function columnName(table: Pick<DraftTable, 'columns'> | undefined, index: number, t: ListsMessages) {
  const title = table?.columns.find((column) => column.index === index)?.title ?? ''
  return title === '' ? t.table.columnName(columnLetters(index)) : visibleText(title)
}

/** Name of a table: file and sheet. */
export function tableName(table: Pick<DraftTable, 'name' | 'sheet'>, t: EntriesMessages): string {
  const name = table.name === '' ? t.pasted : visibleText(table.name)
  return table.sheet === null || table.sheet === '' ? name : `${name} · ${visibleText(table.sheet)}`
}
