import type { RecordsErrorCode, RecordsResult } from '../../shared/records/records'
import type { ExportProgress } from '../../shared/records/export-schema'
import type { NoteChange } from '../../shared/records/row-schema'
import type { Ask } from '../platform/process-contract'
import type { recordOperations } from './records-operations'

/** The store of one account's records, kept in a separate process. */
export interface RecordsStore {
  ask: Ask<typeof recordOperations, RecordsErrorCode, ExportProgress>
  /** Updates the search with a saved change of a call's note. */
  showNote(change: NoteChange): Promise<RecordsResult<null>>
}
