import type { CodedResult } from '../../../shared/platform/coded-result'
import type { HistoryLoss } from '../../../shared/platform/schema'
import { removeDatabaseFiles, wasDatabase } from '../../platform/database/database-files'
import type { Clock } from '../../platform/ports'
import { createProcessClient } from '../../platform/process/process-client'
import { createRestingClient } from '../../platform/process/resting-client'
import type { StartProcess } from '../../platform/process/running-process'
import {
  workListsProcessContract,
  type WorkListOperation,
  type WorkListsErrorCode
} from '../work-lists-operations'
import type { WorkListsStore } from '../work-lists-store'

/** What a client needs. */
export interface WorkListsClientDeps {
  /** Starts `work-lists-process.ts`. */
  start: StartProcess
  /** The account's file. */
  file: string
  clock: Pick<Clock, 'now' | 'after'>
  /** Called each time the process has opened the file. */
  onOpened?: (opened: { loss: HistoryLoss | null }) => void
}

/** The client of the work lists' process for one account. Never throws. */
export interface WorkListsClient extends WorkListsStore {
  /** Ends the process and removes the file. */
  removeAll(): Promise<CodedResult<null, WorkListsErrorCode>>
  /** Ends the process permanently. */
  close(): Promise<void>
}

/** Time-out without progress, in ms. */
const longMs = 60_000
const limitsMs: Partial<Record<WorkListOperation, number>> = {
  open: 2 * longMs,
  checkFile: longMs,
  make: 2 * longMs,
  export: longMs
}

/** Creates the client. An idle process is ended; the next operation starts a new one. */
export function createWorkListsClient({
  start,
  file,
  clock,
  onOpened
}: WorkListsClientDeps): WorkListsClient {
  /** Set once a process has opened the file: a list that is removed can be restored until the program ends. */
  let wasOpened = false
  const process = createProcessClient({
    contract: workListsProcessContract,
    start,
    openInput: () => ({ file, nowMs: clock.now(), isFirst: !wasOpened }),
    onOpened(opened) {
      wasOpened = true
      onOpened?.(opened)
    },
    limitsMs
  })
  const client = createRestingClient({ client: process, clock })
  return {
    ask: (operation, input, options) => client.ask(operation, input, options),
    isThere: () => wasDatabase(file),
    removeAll: () => client.whileEnded(() => removeDatabaseFiles(file)),
    close: () => client.close()
  }
}
