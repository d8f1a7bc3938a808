import type { HistoryLoss } from '../../../shared/platform/history-loss'
import type { ImportsErrorCode, ImportsResult } from '../../../shared/imports/imports'
import { removeDatabaseFiles } from '../../platform/database/database-files'
import {
  createProcessClient,
  type ProcessClient,
  type StartProcess
} from '../../platform/process/process-client'
import {
  importsContract,
  type ImportOperation,
  type ImportsProgress,
  type importOperations
} from '../imports-operations'

/** What a client needs. */
export interface ImportsClientDeps {
  /** Starts `imports-process.ts`. */
  start: StartProcess
  /** Of the account. */
  file: string
  /** Files of the same tenant that earlier versions kept apart; what they know is taken over. */
  formerFiles?: readonly string[]
  /** Epoch ms. */
  now: () => number
  /** The process opened the file: what it says of a loss, each time. */
  onLoss?: (loss: HistoryLoss | null) => void
  limitsMs?: Partial<Record<ImportOperation, number>>
}

/** Lists and imports of one account, as the main process sees them. Nothing throws. */
export interface ImportsClient {
  /** Carries out one operation in the imports' process; see {@link ProcessClient.ask}. */
  ask: ProcessClient<typeof importOperations, ImportsErrorCode, ImportsProgress>['ask']
  /** Ends the process and removes all that is known of the account's imports. */
  removeAll(): Promise<ImportsResult<null>>
  /** Ends the process; the next question has a fresh one. What it knew of a draft is gone. */
  rest(): Promise<void>
  /** Ends the process for good. */
  close(): Promise<void>
}

/** What reads or writes a whole list; in ms, as long as no progress is told. */
const longMs = 60_000
const limitsMs: Partial<Record<ImportOperation, number>> = {
  open: longMs,
  addSource: longMs,
  probeTable: longMs,
  readTable: longMs,
  compare: longMs,
  createImport: longMs,
  exportDraft: longMs,
  exportReport: longMs,
  readBlockList: longMs,
  refreshBlockList: longMs
}

/** The main process's side of the imports' process. */
export function createImportsClient(deps: ImportsClientDeps): ImportsClient {
  const { start, file, formerFiles = [], now, onLoss } = deps
  const client = createProcessClient({
    contract: importsContract,
    start,
    openInput: () => ({ file, formerFiles: [...formerFiles], nowMs: now() }),
    onOpened({ loss }) {
      onLoss?.(loss)
    },
    limitsMs: { ...limitsMs, ...deps.limitsMs }
  })
  return {
    ...client,
    async rest() {
      await client.whileEnded(() => undefined)
    },
    removeAll: () => client.whileEnded(() => removeDatabaseFiles(file))
  }
}
