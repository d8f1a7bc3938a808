import type { Callback } from '../../shared/callbacks/schema'
import type { ContactColumn } from '../../shared/contacts/schema'
import { byteOrderMark, csvLine, spreadsheetText } from '../platform/csv'

/** Call-backs as a table: the earliest due first. `names`: by number. */
export function callbackRows(
  callbacks: readonly Callback[],
  names: ReadonlyMap<string, string>,
  words: { name: string; number: string; note: string }
): { text: string; columns: ContactColumn[] } {
  const columns: ContactColumn[] = [
    { kind: 'name', label: words.name },
    { kind: 'number', label: words.number },
    { kind: 'field', label: words.note }
  ]
  const rows = callbacks
    .toSorted((one, other) => one.dueAtMs - other.dueAtMs)
    .map(({ number, note }) => [names.get(number) ?? '', number, note])
  const lines = [columns.map(({ label }) => label), ...rows].map((row) => csvLine(row.map(spreadsheetText)))
  return { text: byteOrderMark + lines.join(''), columns }
}
