import type { contactColumnKinds } from '../../../shared/contacts/contacts'
import type { ContactColumn } from '../../../shared/contacts/schema'

/** What a column contains. */
export type ColumnKind = (typeof contactColumnKinds)[number]

/** Why the columns can't be imported as they are chosen. */
export type ColumnProblem =
  | 'nothing'
  | 'several-names'
  | 'several-companies'
  | 'several-notes'
  | 'field-unnamed'

const single = [
  ['name', 'several-names'],
  ['company', 'several-companies'],
  ['note', 'several-notes']
] as const

/** The first problem of the columns; null: they can be imported. */
export function columnProblem(columns: readonly ContactColumn[]): ColumnProblem | null {
  const countOf = (kind: ColumnKind): number => columns.filter((column) => column.kind === kind).length
  if (countOf('name') + countOf('company') + countOf('number') === 0) return 'nothing'
  for (const [kind, problem] of single) if (countOf(kind) > 1) return problem
  return columns.some(({ kind, label }) => kind === 'field' && label.trim() === '') ? 'field-unnamed' : null
}

/** True when a column of this kind has a label: of the number, or the name of the field. */
export const hasLabel = (kind: ColumnKind): boolean => kind === 'number' || kind === 'field'

/**
 * The column with another kind. A name, a company and a note come from one column each: the other column that had
 * that kind isn't imported any more. A label that doesn't exist yet is that of the file.
 */
export function withKind(
  columns: readonly ContactColumn[],
  index: number,
  kind: ColumnKind,
  header: string
): ContactColumn[] {
  const isSingle = single.some(([one]) => one === kind)
  return columns.map((column, at) => {
    if (at !== index)
      return isSingle && column.kind === kind ? { kind: 'ignored' as const, label: '' } : column
    const label = column.label.trim() === '' ? header : column.label
    return { kind, label: hasLabel(kind) ? label : '' }
  })
}
