import type { RecordNote, RecordsResult } from '../../shared/records/records'
import type { RecordsClient } from './store/records-client'

/** The records' store as the rules use it; see {@link RecordsClient}. */
export interface RecordsStore {
  ask: RecordsClient['ask']
  setNote(note: RecordNote): Promise<RecordsResult<null>>
}
