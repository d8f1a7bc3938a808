import type {
  ExportProgress,
  RecordNote,
  RecordsErrorCode,
  RecordsResult
} from '../../shared/records/records'
import type { Ask } from '../platform/process-contract'
import type { recordOperations } from './records-operations'

/** The store of one account's records, kept in a process of its own. */
export interface RecordsStore {
  ask: Ask<typeof recordOperations, RecordsErrorCode, ExportProgress>
  /** Saves the note of a call, also where it is searched. Error: `notes-full`. */
  setNote(note: RecordNote): Promise<RecordsResult<null>>
}
