import type { RecordsErrorCode, RecordsResult } from '../../shared/records/records'
import type { ExportProgress, RecordNote } from '../../shared/records/schema'
import type { Ask } from '../platform/process-contract'
import type { recordOperations } from './records-operations'

/** The store of one account's records, kept in a separate process. */
export interface RecordsStore {
  ask: Ask<typeof recordOperations, RecordsErrorCode, ExportProgress>
  /** Saves the note of a call and updates the search. Error: `notes-full`. */
  setNote(note: RecordNote): Promise<RecordsResult<null>>
}
