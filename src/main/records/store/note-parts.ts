import { DuckDBListValue, type DuckDBValue } from '@duckdb/node-api'
import type { RecordNote } from '../../../shared/records/row-schema'

/** The columns of `call_notes` (`t`) that {@link noteParts} reads, and their stand-ins without that table. */
export const notePartsSql = (hasNotes: boolean): string =>
  hasNotes ? 't.result, t.note, t.tags' : 'NULL, NULL, NULL'

/** Converts result, note and tags of a row; a call without a note has none of them. */
export const noteParts = ([result, note, tags]: readonly DuckDBValue[]): Omit<RecordNote, 'id'> => ({
  result: typeof result === 'string' ? result : null,
  note: typeof note === 'string' ? note : '',
  tags: tags instanceof DuckDBListValue ? tags.items.filter((tag) => typeof tag === 'string') : []
})
