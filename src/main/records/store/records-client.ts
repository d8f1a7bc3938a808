import type { HistoryLoss } from '../../../shared/platform/schema'
import type { RecordsErrorCode, RecordsResult } from '../../../shared/records/records'
import type { ExportProgress, FollowedCall, RecordNote } from '../../../shared/records/schema'
import { failedWith } from '../../../shared/platform/coded-result'
import { removeDatabaseFiles } from '../../platform/database/database-files'
import { createProcessClient, type ProcessClient } from '../../platform/process/process-client'
import type { StartProcess } from '../../platform/process/running-process'
import { recordsContract, type RecordOperation, type recordOperations } from '../records-operations'

/** The notes' own document; it outlives the records database. */
export interface Notes {
  all(): readonly RecordNote[]
  /** False if the maximum number of notes is reached. A blank note without tags removes the call's note. */
  set(note: RecordNote): boolean
}

/** Dependencies of a client. */
export interface RecordsClientDeps {
  /** Starts `records-process.ts`. */
  start: StartProcess
  file: string
  notes: Notes
  /** Outcomes of calls that were followed live, passed to each new process. */
  followed?: () => readonly FollowedCall[]
  /** Epoch ms. */
  now: () => number
  /** Called with the loss, or null, each time the process has opened the file. */
  onLoss?: (loss: HistoryLoss | null) => void
  limitsMs?: Partial<Record<RecordOperation, number>>
}

type RecordsProcessClient = ProcessClient<typeof recordOperations, RecordsErrorCode, ExportProgress>

/** The main process's view of the records. Never throws. */
export interface RecordsClient {
  /** Runs one operation in the records process; see {@link ProcessClient.ask}. */
  ask: RecordsProcessClient['ask']
  /** Saves the note in its document, then in the database for searching. Error: `notes-full`. */
  setNote(note: RecordNote): Promise<RecordsResult<null>>
  /** Ends the process and removes the records' files; the notes are kept. */
  removeAll(): Promise<RecordsResult<null>>
  /** Ends the process. */
  close(): Promise<void>
}

// Maximum time without a message, in ms. A large export can take longer: it is ended only if nothing was written for
// that long.
const limitsMs: Partial<Record<RecordOperation, number>> = { open: 60_000, ingest: 60_000, export: 60_000 }

/** Creates the main process's client of the records process. */
export function createRecordsClient(deps: RecordsClientDeps): RecordsClient {
  const { start, file, notes, followed = () => [], now, onLoss } = deps
  const client = createProcessClient({
    contract: recordsContract,
    start,
    openInput: () => ({ file, nowMs: now(), notes: [...notes.all()], followed: [...followed()] }),
    onOpened({ loss }) {
      onLoss?.(loss)
    },
    limitsMs: { ...limitsMs, ...deps.limitsMs }
  })
  return {
    ...client,
    setNote: (note) =>
      notes.set(note) ? client.ask('setNote', { note }) : Promise.resolve(failedWith('notes-full')),
    removeAll: () => client.whileEnded(() => removeDatabaseFiles(file))
  }
}
