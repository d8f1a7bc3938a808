import type { ContactColumn } from '../../shared/contacts/schema'
import type { NotReachedChoice } from '../../shared/imports/progress'
import type { Result } from '../../shared/platform/result'
import { workListLimits } from '../../shared/work-lists/limits'
import type { WorkColumn } from '../../shared/work-lists/schema'
import type { ContactTable } from '../contacts/contacts-operations'

/** Writes the rows of a source to a new CSV file (UTF-8, with titles), and returns what its columns contain. */
export type WriteSource = (path: string, signal: AbortSignal) => Promise<Result<ContactColumn[]>>

/** What lists are made from besides files and texts. */
export interface WorkSources {
  /** The contacts that match a text; an empty one matches all. */
  contacts(text: string): WriteSource
  /** The callee numbers of a view of the records. */
  records(viewId: number): WriteSource
  /** The call-backs that are due. */
  callbacks(): WriteSource
  /** The numbers of a campaign import that were not reached. */
  campaign(importId: string, choice: NotReachedChoice): WriteSource
}

/** Private files in which sources are passed to the work lists' process. */
export interface SourceFiles {
  /** The path of a new file. */
  newPath(extension: 'csv' | 'txt'): string
  /** Writes a text. Errors: `disk-full`, `folder-unwritable`. */
  write(path: string, text: string): Promise<Result<undefined>>
  remove(path: string): void
}

/** How a written source is read. */
export const writtenTable: ContactTable = {
  kind: 'table',
  sheetIndex: null,
  encoding: 'utf-8',
  delimiter: 'comma',
  headerLine: 1
}

/** The columns that were found in a file, as the user checks them. `unnamed` names a field without a title. */
export const checkedColumns = (
  columns: readonly ContactColumn[],
  unnamed: (column: number) => string
): WorkColumn[] =>
  columns.map(({ kind, label }, at) => {
    const shown = label.slice(0, workListLimits.maxFieldName)
    if (kind === 'ignored') return { kind: 'ignore', label: shown }
    const isField = kind === 'note' || kind === 'field'
    return isField ? { kind: 'field', label: shown || unnamed(at + 1) } : { kind, label: shown }
  })

/** Columns as the reader takes them. */
export const readColumns = (columns: readonly WorkColumn[]): ContactColumn[] =>
  columns.map(({ kind, label }) => ({ kind: kind === 'ignore' ? 'ignored' : kind, label }))
