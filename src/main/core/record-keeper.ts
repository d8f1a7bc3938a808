import type { Call } from '../../shared/call'
import type { CallBook } from './call-book'
import { isRecordWanted } from './line'
import type { CallService, Clock } from './ports'
import type { Result } from '../../shared/result'
import { failed, succeeded } from '../../shared/result'

/**
 * The pauses before each time that a record is asked for after the hang-up, in ms: it can lag
 * behind, so the pauses grow from 1 s to 60 s, about 5 minutes in all.
 */
export const recordPausesMs: readonly number[] = [
  1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 60_000, 60_000
]

/** Asks for the records of calls that need theirs, until they are complete or the pauses are used up. */
export interface RecordKeeper {
  /** Asks once, now; for the person who presses "refresh". */
  refresh(key: string): Promise<Result<undefined>>
  /** Asks for every call that is open or incomplete, at once: after a gap of the line or a start. */
  catchUp(): void
  stop(): void
}

/** Starts watching `book`. `pausesMs`: see {@link recordPausesMs}. */
export function createRecordKeeper(deps: {
  book: CallBook
  service: Pick<CallService, 'readCall'>
  clock: Clock
  pausesMs?: readonly number[]
}): RecordKeeper {
  const { book, service, clock, pausesMs = recordPausesMs } = deps
  const waiting = new Map<string, () => void>()
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

  const giveUp = (key: string): void => {
    waiting.delete(key)
    // A call that still goes on has no complete record yet: its hang-up begins anew.
    if (book.find(key)?.step === 'ended') book.markRecord(key, 'incomplete')
  }

  const schedule = (key: string, turn: number): void => {
    const pauseMs = pausesMs[turn]
    if (pauseMs === undefined) {
      giveUp(key)
      return
    }
    const cancel = clock.after(pauseMs, () => {
      void ask(key).then(() => {
        if (isStopped || waiting.get(key) !== cancel) return
        const call = book.find(key)
        if (call === undefined || call.record.status === 'complete') waiting.delete(key)
        else schedule(key, turn + 1)
      })
    })
    waiting.set(key, cancel)
  }

  const begin = (call: Call): void => {
    waiting.get(call.key)?.()
    schedule(call.key, 0)
    if (call.step === 'ended') book.markRecord(call.key, 'pending')
  }

  const off = book.onChange((change) => {
    if (change === null || !isRecordWanted(change.after)) return
    const hasJustEnded = change.before?.step !== 'ended' && change.after.step === 'ended'
    if (hasJustEnded || (change.after.record.status === 'none' && !waiting.has(change.after.key))) {
      begin(change.after)
    }
  })

  return {
    refresh: ask,
    catchUp() {
      for (const call of book.all()) {
        if (call.callId === null || call.record.status === 'complete' || call.outcome === 'refused') continue
        if (call.step !== 'ended' || call.record.status === 'pending') begin(call)
      }
    },
    stop() {
      isStopped = true
      off()
      for (const cancel of waiting.values()) cancel()
      waiting.clear()
    }
  }
}
