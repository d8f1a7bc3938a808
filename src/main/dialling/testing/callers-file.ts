import type { StoredCallers } from '../../../shared/dialling/schema'
import type { CallersFile } from '../../platform/ports'

/** A file of caller numbers in memory; empty at the start. */
export function createCallersFile(): CallersFile {
  let stored: StoredCallers = { numbers: [], regionChoices: [] }
  return {
    read: () => stored,
    write(next) {
      stored = next
    }
  }
}
