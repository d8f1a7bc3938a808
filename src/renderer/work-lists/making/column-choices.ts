import type { workColumnKinds } from '../../../shared/work-lists/limits'
import type { WorkColumn } from '../../../shared/work-lists/schema'

/** What a column contains. */
export type ColumnKind = (typeof workColumnKinds)[number]

/** Why a list can't be made as it is chosen. */
export type MakingProblem = 'name-missing' | 'no-number' | 'several-companies' | 'field-unnamed'

/** Kinds that the user chooses for one column. Several can be parts of a name, as they were found. */
const single: readonly ColumnKind[] = ['name', 'company']

/** The first problem; null: the list can be made. A vCard file has no columns to choose. */
export function makingProblem(name: string, columns: readonly WorkColumn[]): MakingProblem | null {
  if (name.trim() === '') return 'name-missing'
  if (columns.length === 0) return null
  const countOf = (kind: ColumnKind): number => columns.filter((column) => column.kind === kind).length
  if (countOf('number') === 0) return 'no-number'
  if (countOf('company') > 1) return 'several-companies'
  return columns.some(({ kind, label }) => kind === 'field' && label.trim() === '') ? 'field-unnamed' : null
}

/** The column with another kind; `header`: its title, or how it is called without one. */
export function withKind(
  columns: readonly WorkColumn[],
  index: number,
  kind: ColumnKind,
  header: string
): WorkColumn[] {
  const isSingle = single.includes(kind)
  return columns.map((column, at) => {
    if (at !== index)
      return isSingle && column.kind === kind ? { ...column, kind: 'ignore' as const } : column
    return { kind, label: column.label.trim() === '' ? header : column.label }
  })
}
