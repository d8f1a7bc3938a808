import type { HistoryLoss } from '../../../shared/platform/schema'
import type { ImportsErrorCode, ImportsResult } from '../../../shared/imports/imports'
import { removeDatabaseFiles } from '../../platform/database/database-files'
import { createProcessClient, type ProcessClient } from '../../platform/process/process-client'
import type { StartProcess } from '../../platform/process/running-process'
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
  /** The account's file. */
  file: string
  /** Files of the tenant from earlier versions; their ledgers are copied. */
  formerFiles?: readonly string[]
  /** Epoch ms. */
  now: () => number
  /** Called each time the process has opened the file, with its loss. */
  onLoss?: (loss: HistoryLoss | null) => void
  limitsMs?: Partial<Record<ImportOperation, number>>
}

/** The client of the imports process for one account. Never throws. */
export interface ImportsClient {
  /** Runs one operation in the imports process; see {@link ProcessClient.ask}. */
  ask: ProcessClient<typeof importOperations, ImportsErrorCode, ImportsProgress>['ask']
  /** Ends the process and deletes all data about the account's imports. */
  removeAll(): Promise<ImportsResult<null>>
  /** Ends the process; the next operation starts a new one. The draft is lost. */
  rest(): Promise<void>
  /** Ends the process permanently. */
  close(): Promise<void>
}

/** Timeout without progress, in ms, of operations on whole lists. */
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
  beginProgress: longMs,
  addCalls: longMs,
  finishProgress: longMs,
  writeNotReached: longMs,
  readBlockList: longMs,
  readNumbers: longMs,
  refreshBlockList: longMs
}

/** Creates the client. */
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
