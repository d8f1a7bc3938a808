import type { WorkEntry } from '../../shared/work-lists/schema'
import type { WorkExportWords } from './work-lists-operations'

/** A column of an exported list. `time`: epoch ms. */
export interface ExportColumn {
  header: string
  kind: 'text' | 'number' | 'time'
  value: (entry: WorkEntry) => string | number | null
}

/** The columns of an exported list: what was imported, then what became of it. */
export function exportColumns(fieldNames: readonly string[], words: WorkExportWords): ExportColumn[] {
  const results = new Map(words.results.map(({ id, name }) => [id, name]))
  const text = (header: string, value: (entry: WorkEntry) => string | null): ExportColumn => ({
    header,
    kind: 'text',
    value
  })
  return [
    text(words.name, ({ name }) => name),
    text(words.company, ({ company }) => company),
    text(words.number, ({ number }) => number),
    ...fieldNames.map((name) =>
      text(name, ({ fields }) => fields.find((field) => field.name === name)?.value ?? null)
    ),
    text(words.state, ({ state }) => words.states[state]),
    text(words.result, ({ result }) => (result === null ? null : (results.get(result) ?? result))),
    text(words.note, ({ note }) => note),
    text(words.outcome, ({ outcome }) => (outcome === null ? null : words.outcomes[outcome])),
    { header: words.attempts, kind: 'number', value: ({ attempts }) => attempts },
    { header: words.last, kind: 'time', value: ({ lastAtMs }) => lastAtMs },
    { header: words.due, kind: 'time', value: ({ dueAtMs }) => dueAtMs }
  ]
}
