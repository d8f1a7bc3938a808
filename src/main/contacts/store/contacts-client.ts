import type { CodedResult } from '../../../shared/platform/coded-result'
import type { HistoryLoss } from '../../../shared/platform/schema'
import { removeDatabaseFiles, wasDatabase } from '../../platform/database/database-files'
import type { Clock } from '../../platform/ports'
import { createProcessClient } from '../../platform/process/process-client'
import { createRestingClient } from '../../platform/process/resting-client'
import type { StartProcess } from '../../platform/process/running-process'
import type { ContactsStore } from '../contacts-store'
import {
  contactsProcessContract,
  type ContactOperation,
  type ContactsErrorCode
} from '../contacts-operations'

/** What a client needs. */
export interface ContactsClientDeps {
  /** Starts `contacts-process.ts`. */
  start: StartProcess
  /** The tenant's file. */
  file: string
  clock: Pick<Clock, 'now' | 'after'>
  /** Called each time the process has opened the file. */
  onOpened?: (opened: { loss: HistoryLoss | null; count: number }) => void
}

/** The client of the contacts' process for one tenant. Never throws. */
export interface ContactsClient extends ContactsStore {
  /** Ends the process and removes the file. */
  removeAll(): Promise<CodedResult<null, ContactsErrorCode>>
  /** Ends the process permanently. */
  close(): Promise<void>
}

/** Time-out without progress, in ms. */
const longMs = 60_000
const limitsMs: Partial<Record<ContactOperation, number>> = {
  open: longMs,
  search: longMs,
  checkFile: longMs,
  importFile: 2 * longMs,
  export: longMs
}

/** Creates the client. An idle process is ended; the next operation starts a new one. */
export function createContactsClient({ start, file, clock, onOpened }: ContactsClientDeps): ContactsClient {
  const process = createProcessClient({
    contract: contactsProcessContract,
    start,
    openInput: () => ({ file, nowMs: clock.now() }),
    onOpened: (opened) => onOpened?.(opened),
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
