import type { Call } from '../../../../shared/calls/schema'
import type { CallRecord } from '../../../../shared/records/row-schema'
import { maxCalls } from '../../../calls/call-list'
import type { Simulator } from '../../../../simulator/simulator'
import { callRecordSchema } from '../../schemas'

/** The service's records, as the program reads them. */
export const recordsOf = (simulator: Simulator): CallRecord[] =>
  (simulator.records.findPeriod(0, Number.MAX_SAFE_INTEGER) ?? []).map((row) =>
    callRecordSchema.parse(row.body())
  )

/** Returns the differences between the program's call and this record; empty when they agree. */
export function differencesFromRecord(calls: readonly Call[], record: CallRecord): string[] {
  const own = calls.filter((call) => call.callId === record.id)
  const [call] = own
  if (call === undefined) return ['missing']
  if (record.endedAtMs === null) return ['its record is still open']
  const isAnswered = record.answeredAtMs !== null
  const differing: [boolean, string][] = [
    [own.length > 1, `there ${own.length} times`],
    [call.step !== 'ended', `is ${call.step}, the record has ended`],
    [(call.outcome === 'answered') !== isAnswered, `outcome ${call.outcome ?? 'none'}`],
    [(call.answeredAtMs !== null) !== isAnswered, 'the answer'],
    [call.record.status !== 'complete', `record ${call.record.status}`],
    [call.record.duration !== record.duration, 'duration'],
    [call.record.cost !== record.cost, 'cost'],
    [call.callee !== record.calleeNumber, 'callee']
  ]
  return differing.filter(([isSo]) => isSo).map(([, what]) => what)
}

/**
 * Returns the differences between the program's calls and the service's records, one line each. Empty when every
 * stored call ended as its record says, and none is missing or duplicated.
 */
export function differencesFromRecords(calls: readonly Call[], simulator: Simulator): string[] {
  const records = recordsOf(simulator)
  const ids = new Set(records.map(({ id }) => id))
  return [
    ...records.flatMap((record) =>
      differencesFromRecord(calls, record)
        // The oldest ended calls are removed once the list is full.
        .filter((what) => what !== 'missing' || calls.length < maxCalls)
        .map((what) => `${record.id}: ${what}`)
    ),
    ...calls
      .filter(({ callId }) => callId === null || !ids.has(callId))
      .map(({ callId, key }) => `${callId ?? key}: has no record`)
  ]
}
