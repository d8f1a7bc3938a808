import type { Call } from '../../shared/calls/call'
import { maxCalls, type CallList } from './call-list'
import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'

/** How long ago calls were asked for, or first heard of. */
export interface CallAges {
  /** In ms. In this run by the monotonic clock; what passed before the run, or before its record came, by wall time. */
  of(call: Call): number
  /** The moment at which it was asked for or heard of in this run; null: it was known before, or by its record. */
  momentOf(key: string): Moment | null
  stop(): void
}

/**
 * When a call was asked for here, or first heard of, epoch ms; of one that is known by its record alone, when that
 * says it began. Not what an event says of its start: anyone on the channel can write that.
 */
export const begunAtMs = (call: Call): number =>
  call.timeline.find(({ source }) => source !== 'record')?.atMs ?? call.startedAtMs

/** Counts for the calls of `callList` from now on. */
export function createCallAges({ callList, clock }: { callList: CallList; clock: Clock }): CallAges {
  const known = new Map<string, { moment: Moment; ageMs: number; isHeard: boolean }>()

  const dropForgotten = (): void => {
    const keys = new Set(callList.all().map(({ key }) => key))
    for (const key of known.keys()) if (!keys.has(key)) known.delete(key)
  }
  const note = (call: Call, isNew: boolean) => {
    const isHeard = isNew && call.timeline.some(({ source }) => source !== 'record')
    // A time to come is of a clock that was set back since: then it counts as now.
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
