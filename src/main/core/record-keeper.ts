import type { Call } from '../../shared/call'
import type { CallRecord } from '../../shared/record'
import { failed, succeeded, type Result } from '../../shared/result'
import type { CallBook } from './call-book'
import { createLadder } from './ladder'
import { isRecordWanted } from './line'
import type { CallService, Clock } from './ports'

/** Asks for the records of calls that need theirs, until they are complete or the pauses are used up. */
export interface RecordKeeper {
  /** Asks once, now; for the person who presses "refresh". */
  refresh(key: string): Promise<Result<undefined>>
  /** Asks for every call that is open or incomplete: after a gap of the line or a start. */
  catchUp(): void
  stop(): void
}

/** A call whose reply was lost is looked for among the records that began this near to it, in ms. */
const nearMs = 2 * 60_000

const isUnsettled = (call: Call): boolean => call.step === 'unknown' && call.callId === null

/** Starts watching `book`. `pausesMs`: the pauses before each question, in ms. */
export function createRecordKeeper(deps: {
  book: CallBook
  service: Pick<CallService, 'readCall' | 'queryByPeriod'>
  clock: Clock
  pausesMs?: readonly number[]
}): RecordKeeper {
  const { book, service, clock } = deps
  const ladder = createLadder(clock, deps.pausesMs)
  let isStopped = false

  const ask = async (key: string): Promise<Result<undefined>> => {
    const call = book.find(key)
    if (call?.callId == null) return failed({ code: 'not-found' })
    const reply = await service.readCall(call.callId)
    if (isStopped) return failed({ code: 'cancelled' })
    if (!reply.ok) return reply
    book.fill(key, reply.value)
    return succeeded(undefined)
  }

  const isComplete = (key: string): boolean => (book.find(key)?.record.status ?? 'complete') === 'complete'

  const chase = (call: Call): void => {
    const { key } = call
    ladder.climb(
      key,
      async () => {
        await ask(key)
        return isComplete(key)
      },
      () => {
        // A call that still goes on has no complete record yet: its hang-up begins anew.
        if (book.find(key)?.step === 'ended') book.markRecord(key, 'incomplete')
      }
    )
    if (call.step === 'ended') book.markRecord(key, 'pending')
  }

  /** The record that is most likely the lost call's: same desk phone, same callee, nobody else's, nearest in time. */
  const recordOf = (call: Call, records: readonly CallRecord[]): CallRecord | undefined => {
    const distanceMs = (record: CallRecord): number =>
      record.startedAtMs === null ? Infinity : Math.abs(record.startedAtMs - call.startedAtMs)
    return records
      .filter(
        (record) =>
          record.calleeNumber === call.callee &&
          (record.agentId === null || record.agentId === call.agentId) &&
          distanceMs(record) <= nearMs &&
          !book.all().some((other) => other.callId === record.id)
      )
      .sort((a, b) => distanceMs(a) - distanceMs(b))[0]
  }

  /** Settles a call whose reply was lost by the records of its time; its live events may come first. */
  const settle = (call: Call): void => {
    const { key, startedAtMs } = call
    ladder.climb(
      key,
      async () => {
        const reply = await service.queryByPeriod(startedAtMs - nearMs, startedAtMs + nearMs)
        const current = book.find(key)
        if (isStopped || current === undefined || !isUnsettled(current)) return true
        const record = reply.ok ? recordOf(current, reply.value.calls) : undefined
        if (record === undefined) return false
        book.accept(key, record.id, clock.now())
        book.fill(key, record)
        return true
      },
      () => book.forsake(key, clock.now())
    )
  }

  const off = book.onChange((change) => {
    if (change === null) return
    const { before, after } = change
    if (isUnsettled(after)) {
      if (!ladder.isClimbing(after.key)) settle(after)
      return
    }
    if (!isRecordWanted(after)) return
    const hasJustEnded = before?.step !== 'ended' && after.step === 'ended'
    if (hasJustEnded || (after.record.status === 'none' && !ladder.isClimbing(after.key))) chase(after)
  })

  return {
    refresh: ask,
    catchUp() {
      for (const call of book.all()) {
        if (isUnsettled(call)) settle(call)
        if (call.callId === null || call.record.status === 'complete' || call.outcome === 'refused') continue
        if (call.step !== 'ended' || call.record.status === 'pending') chase(call)
      }
    },
    stop() {
      isStopped = true
      off()
      ladder.stop()
    }
  }
}
