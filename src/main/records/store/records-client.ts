import type { OutputOf } from '../../platform/process-contract'
import type { RecordsErrorCode, RecordsResult } from '../../../shared/records/records'
import type { ExportProgress } from '../../../shared/records/export-schema'
import type { FollowedCall } from '../../../shared/records/load-schema'
import type { NoteChange } from '../../../shared/records/row-schema'
import { removeDatabaseFiles } from '../../platform/database/database-files'
import type { Clock } from '../../platform/ports'
import { createProcessClient, type ProcessClient } from '../../platform/process/process-client'
import { createRestingClient } from '../../platform/process/resting-client'
import type { StartProcess } from '../../platform/process/running-process'
import type { NoteLog } from './note-log'
import { recordsContract, type RecordOperation, type recordOperations } from '../records-operations'

/** Dependencies of a client. */
export interface RecordsClientDeps {
  /** Starts `records-process.ts`. */
  start: StartProcess
  file: string
  /** The notes' own file; it outlives the records database. */
  notes: Pick<NoteLog, 'file' | 'compact'>
  /** Outcomes of calls that were followed live, passed to each new process. */
  followed?: () => readonly FollowedCall[]
  clock: Pick<Clock, 'now' | 'after'>
  /** True while a window shows rows of the process, which numbers them. */
  isShown: () => boolean
  /** Called each time the process has opened the files. */
  onOpened?: (found: OutputOf<typeof recordOperations, 'open'>) => void
  limitsMs?: Partial<Record<RecordOperation, number>>
}

type RecordsProcessClient = ProcessClient<typeof recordOperations, RecordsErrorCode, ExportProgress>

/** The main process's view of the records. Never throws. */
export interface RecordsClient {
  /** Runs one operation in the records process; see {@link ProcessClient.ask}. */
  ask: RecordsProcessClient['ask']
  /** Changes the database's copy of a note, for searching. */
  showNote(change: NoteChange): Promise<RecordsResult<null>>
  /** Ends the process and removes the records' files; the notes are kept. */
  removeAll(): Promise<RecordsResult<null>>
  /** Ends the process. */
  close(): Promise<void>
}

// Maximum time without a message, in ms. A large export can take longer: it is ended only if nothing was written for
// that long.
const limitsMs: Partial<Record<RecordOperation, number>> = { open: 60_000, ingest: 60_000, export: 60_000 }

/** Creates the main process's client of the records process, which is ended while it is idle and no window shows it. */
export function createRecordsClient(deps: RecordsClientDeps): RecordsClient {
  const { start, file, notes, followed = () => [], clock, isShown, onOpened } = deps
  const process = createProcessClient({
    contract: recordsContract,
    start,
    openInput: () => ({ file, nowMs: clock.now(), notesFile: notes.file, followed: [...followed()] }),
    onOpened(found) {
      if (found.isNoteLogCompactable) void notes.compact()
      onOpened?.(found)
    },
    limitsMs: { ...limitsMs, ...deps.limitsMs }
  })
  const client = createRestingClient({ client: process, clock, mayRest: () => !isShown() })
  return {
    ...client,
    showNote: (change) => client.ask('setNote', { change }),
    removeAll: () => client.whileEnded(() => removeDatabaseFiles(file))
  }
}
