import type { Call } from '../src/shared/calls/call'
import type { CallRecord } from '../src/shared/records/record'
import type { Simulator } from '../src/simulator/simulator'
import { differencesFromRecord, recordsOf } from '../src/main/service/testing/faults/differences'

/** Which of the service's calls the program has as their records say. */
export interface Bookkeeping {
  /** Compares what the program has now; a call that was right once and isn't any longer is wrong again. */
  look(calls: readonly Call[]): void
  /** Calls of the service so far, and those that are right. */
  count(): { all: number; right: number }
  /** What is not right, a line each. */
  wrong(calls: readonly Call[]): string[]
}

/**
 * Follows the calls of `simulator`. The program keeps the newest 500: a call that was right when it was last
 * seen may have made room since.
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
