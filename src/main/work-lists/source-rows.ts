import { workListLimits } from '../../shared/work-lists/limits'
import type { ContactColumn, ContactContent } from '../../shared/contacts/schema'
import { lineText } from '../contacts/contact-text'

// Rows of a source, as the reader of contacts delivers them, as entries of a list.

/** An entry to be stored; `number` null: the row has none. */
export interface NewEntry {
  number: string | null
  name: string
  company: string
  /** The values of the list's fields. */
  values: readonly string[]
}

/** The names of the fields that columns become, each once. */
export function fieldNamesOf(columns: readonly ContactColumn[]): string[] {
  const names = columns
    .filter(({ kind }) => kind === 'field')
    .map(({ label }) => lineText(label, workListLimits.maxFieldName))
    .filter((name) => name !== '')
  return [...new Set(names)].slice(0, workListLimits.maxFields)
}

function entryOf(row: ContactContent, names: readonly string[]): NewEntry {
  const text = (value: string): string => lineText(value, workListLimits.maxValue)
  const values = new Map<string, string>()
  for (const field of row.fields) {
    const name = lineText(field.name, workListLimits.maxFieldName)
    const value = text(field.value)
    // Of columns with the same title, the first value counts.
    if (value !== '' && !values.has(name)) values.set(name, value)
  }
  return {
    number: row.numbers.find(({ number }) => /^\d{1,40}$/.test(number))?.number ?? null,
    name: text(row.name),
    company: text(row.company),
    values: names.map((name) => values.get(name) ?? '')
  }
}

/** The entries of rows, with the first number of each. `names`: of the list's fields. */
export async function* entriesOf(
  batches: AsyncIterable<readonly ContactContent[]>,
  names: readonly string[]
): AsyncGenerator<NewEntry[]> {
  for await (const batch of batches) yield batch.map((row) => entryOf(row, names))
}
