import type { Call } from '../../shared/calls/schema'
import { maxCalls, type CallList } from './call-list'
import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'

/** How long ago calls were requested or first seen. */
export interface CallAges {
  /** In ms: by the monotonic clock within this run, by wall time for what precedes the run or the call's record. */
  of(call: Call): number
  /**
   * When the call was requested or first heard live in this run; null if it was restored or known only by its record.
   */
  momentOf(key: string): Moment | null
  stop(): void
}

/**
 * When a call was requested here or first heard live (epoch ms); for a call known only by its record, the start in
 * the record. An event's start time is ignored: anyone on the channel can write it.
 */
export const begunAtMs = (call: Call): number =>
  call.timeline.find(({ source }) => source !== 'record')?.atMs ?? call.startedAtMs

/** Tracks the calls of `callList` from now on. */
export function createCallAges({ callList, clock }: { callList: CallList; clock: Clock }): CallAges {
  const known = new Map<string, { moment: Moment; ageMs: number; isHeard: boolean }>()

  const dropForgotten = (): void => {
    const keys = new Set(callList.all().map(({ key }) => key))
    for (const key of known.keys()) if (!keys.has(key)) known.delete(key)
  }
  const note = (call: Call, isNew: boolean) => {
    const isHeard = isNew && call.timeline.some(({ source }) => source !== 'record')
    // A time in the future comes from a clock that was set back since; count it as now.
    const ageMs = isHeard ? 0 : Math.max(0, clock.now() - begunAtMs(call))
    const noted = { moment: clock.moment(), ageMs, isHeard }
    known.set(call.key, noted)
    if (known.size > 2 * maxCalls) dropForgotten()
    return noted
  }
  for (const call of callList.all()) note(call, false)
  const off = callList.onChange((change) => {
    if (change !== null) {
      if (!known.has(change.after.key)) note(change.after, change.before === null)
      return
    }
    dropForgotten()
  })

  return {
    of(call) {
      const { moment, ageMs } = known.get(call.key) ?? note(call, false)
      return ageMs + clock.moment().msSince(moment)
    },
    momentOf(key) {
      const noted = known.get(key)
      return noted?.isHeard === true ? noted.moment : null
    },
    stop: off
  }
}
