import type { HistoryLoss } from '../../../shared/platform/history-loss'
import type {
  ExportProgress,
  FollowedCall,
  RecordNote,
  RecordsErrorCode,
  RecordsResult
} from '../../../shared/records/records'
import { failedWith } from '../../../shared/platform/coded-result'
import { removeDatabaseFiles } from '../../platform/database/database-files'
import {
  createProcessClient,
  type ProcessClient,
  type StartProcess
} from '../../platform/process/process-client'
import { recordsContract, type RecordOperation, type recordOperations } from '../records-operations'

/** The notes' own document; it outlives the records' file. */
export interface Notes {
  all(): readonly RecordNote[]
  /** False: the book is full. A blank note without tags takes the call's note away. */
  set(note: RecordNote): boolean
}

/** What a client needs. */
export interface RecordsClientDeps {
  /** Starts `records-process.ts`. */
  start: StartProcess
  file: string
  notes: Notes
  /** Outcomes of calls that were followed live, for a process that begins. */
  followed?: () => readonly FollowedCall[]
  /** Epoch ms. */
  now: () => number
  /** The process opened the file: what it says of a loss, each time. */
  onLoss?: (loss: HistoryLoss | null) => void
  limitsMs?: Partial<Record<RecordOperation, number>>
}

type RecordsProcessClient = ProcessClient<typeof recordOperations, RecordsErrorCode, ExportProgress>

/** The records, as the main process sees them. Nothing throws. */
export interface RecordsClient {
  /** Carries out one operation in the records' process; see {@link ProcessClient.ask}. */
  ask: RecordsProcessClient['ask']
  /** Keeps the note in its book, then where it is searched. `notes-full` */
  setNote(note: RecordNote): Promise<RecordsResult<null>>
  /** Ends the process and removes the records' files; the notes stay. */
  removeAll(): Promise<RecordsResult<null>>
  /** Ends the process. */
  close(): Promise<void>
}

// How long a person can be left waiting, in ms. An export of years of calls takes its time: it is ended
// when nothing was written for that long.
const limitsMs: Partial<Record<RecordOperation, number>> = { open: 60_000, ingest: 60_000, export: 60_000 }

/** The main process's side of the records' process. */
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
