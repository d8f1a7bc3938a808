import type { ZoneOffsets } from '../../../../shared/records/filter-schema'
import type { ProgressDay } from '../../../../shared/imports/progress-schema'
import type { ImportInput } from '../../imports-operations'

/** A call of the tenant. `dial`: the number as it was sent; `digits`: as its record has it. */
export interface TestCall {
  dial: string
  digits: string
  startedMs: number
  isAnswered: boolean
}

/** A page of calls as the records process sends it. */
export const pageOf = (run: string, calls: readonly TestCall[]): ImportInput<'addCalls'> => ({
  run,
  numbers: calls.map(({ digits }) => digits).join('\n'),
  startedMs: Float64Array.from(calls, ({ startedMs }) => startedMs),
  isAnswered: Uint8Array.from(calls, ({ isAnswered }) => (isAnswered ? 1 : 0))
})

const dayOf = (atMs: number, { offsetMs }: ZoneOffsets): string =>
  new Date(atMs + offsetMs).toISOString().slice(0, 10)

/**
 * The progress of a campaign, computed number by number. `sent`: the digits to dial of each sent number with the
 * service's time when it was sent.
 */
export function plainProgress(
  sent: ReadonlyMap<string, number>,
  calls: readonly TestCall[],
  zone: ZoneOffsets
): {
  counts: Record<'sent' | 'answered' | 'notAnswered' | 'notCalled' | 'attempts', number>
  days: ProgressDay[]
} {
  const counts = { sent: sent.size, answered: 0, notAnswered: 0, notCalled: 0, attempts: 0 }
  const days = new Map<string, ProgressDay>()
  const dayAt = (atMs: number): ProgressDay => {
    const day = dayOf(atMs, zone)
    const found = days.get(day) ?? { day, attempts: 0, called: 0, answered: 0 }
    days.set(day, found)
    return found
  }
  for (const [dial, sentMs] of sent) {
    const own = calls
      .filter((call) => call.dial === dial && call.startedMs >= sentMs)
      .sort((a, b) => a.startedMs - b.startedMs)
    counts.attempts += own.length
    for (const { startedMs } of own) dayAt(startedMs).attempts += 1
    const [first] = own
    const answered = own.find(({ isAnswered }) => isAnswered)
    if (first === undefined) counts.notCalled += 1
    else {
      counts[answered === undefined ? 'notAnswered' : 'answered'] += 1
      dayAt(first.startedMs).called += 1
      if (answered !== undefined) dayAt(answered.startedMs).answered += 1
    }
  }
  return { counts, days: [...days.values()].sort((a, b) => (a.day < b.day ? -1 : 1)) }
}
