import type { Call } from '../src/shared/calls/schema'
import type { CallRecord } from '../src/shared/records/row-schema'
import type { Simulator } from '../src/simulator/simulator'
import { differencesFromRecord, recordsOf } from '../src/main/service/testing/faults/differences'

/** Checks which of the service's calls the program shows as their records do. */
export interface Bookkeeping {
  /** Compares the program's current calls; a call that was right before and no longer is counts as wrong again. */
  look(calls: readonly Call[]): void
  /** The number of the service's calls so far, and of those that are right. */
  count(): { all: number; right: number }
  /** The discrepancies, one line each. */
  wrong(calls: readonly Call[]): string[]
}

/**
 * Follows the calls of `simulator`. The program keeps only the newest 500, so a call that was right when last seen
 * may have been dropped since.
 */
export function keepBooks(simulator: Simulator): Bookkeeping {
  const right = new Set<string>()

  const look = (calls: readonly Call[]): [CallRecord, string[]][] => {
    const kept = new Set(calls.map(({ callId }) => callId))
    return recordsOf(simulator).flatMap((record): [CallRecord, string[]][] => {
      if (right.has(record.id) && !kept.has(record.id)) return []
      const differences = differencesFromRecord(calls, record)
      if (differences.length === 0) {
        right.add(record.id)
        return []
      }
      right.delete(record.id)
      return [[record, differences]]
    })
  }

  return {
    look: (calls) => void look(calls),
    count: () => ({ all: simulator.records.count, right: right.size }),
    wrong: (calls) => look(calls).map(([record, differences]) => `${record.id}: ${differences.join(', ')}`)
  }
}
