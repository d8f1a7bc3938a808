import type { Call } from '../../shared/calls/call'
import type { AppError } from '../../shared/platform/errors'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { CallAges } from './call-ages'
import type { CallList, CallChange } from './call-list'
import { isHeardLive } from './call-event'
import { createLadder, recordPausesMs, type Attempt } from './ladder'
import { isEndInferred, isRecordWanted } from './line'
import type { CallService, Clock } from '../platform/ports'

/** Requests the record of each call that needs it until it is complete. */
export interface RecordPoller {
  /** Requests the record once, immediately; for the user's "refresh". */
  refresh(key: string): Promise<Result<undefined>>
  /** Requests the records of all open or incomplete calls: after a gap of the line or a start. */
  catchUp(): void
  /** While held, nothing is requested automatically. */
  hold(isHeld: boolean): void
  stop(): void
}

/**
 * Interval for an open call without events, whose hang-up may have been lost, and for records that could not be
 * requested. In ms.
 */
export const slowPauseMs = 5 * 60_000
const slowPausesMs = [slowPauseMs]

/**
 * The delays before each request for the record of an open call without events, in ms; then every minute. The service
 * may publish no events, or the call began in a gap: only its record tells its state.
 */
const unheardPausesMs: readonly number[] = [4_000, 4_000, 8_000, 15_000, 30_000]
const unheardPauseMs = 60_000
/** The age after which such a call is polled as rarely as any other; ms. */
const longestUnheardMs = 3_600_000

/** The age at which a call whose record still has no end is given up; ms. */
export const longestChaseMs = 24 * 3_600_000

/** The maximum age of a call that may continue after only `processed` ended it; ms. */
const longestInferredMs = 2 * 3_600_000

/** Maps a read error to the result of the attempt. 404 counts as an answer: the record may still appear. */
function attemptOf(error: AppError): Attempt {
  if (error.code === 'token-refused') return 'refused'
  if (error.code === 'not-found') return 'not-yet'
  return error.retryAfterMs === undefined ? 'unanswered' : { waitMs: Math.max(1_000, error.retryAfterMs) }
}

/** True for a call that was started here, has an id, and has no live event. */
const isUnheard = ({ origin, callId, step, timeline }: Call): boolean =>
  origin === 'here' &&
  callId !== null &&
  step !== 'ended' &&
  timeline.every(({ source }) => source !== 'live')

/**
 * Starts watching `callList`. The record of an ended call is requested with `recordPausesMs`; after that it is marked
 * `incomplete`, unless the service never answered or the call may continue.
 */
export function createRecordPoller(deps: {
  callList: CallList
  ages: CallAges
  service: Pick<CallService, 'readCall'>
  clock: Clock
}): RecordPoller {
  const { callList, ages, service, clock } = deps
  const ladder = createLadder(clock)
  let isStopped = false

  const ask = async (key: string): Promise<Result<undefined>> => {
    const call = callList.find(key)
    if (call?.callId == null) return failed({ code: 'not-found' })
    const reply = await service.readCall(call.callId)
    if (isStopped) return failed({ code: 'cancelled' })
    if (!reply.ok) return reply
    callList.fill(key, reply.value)
    return succeeded(undefined)
  }

  const attempt = async (key: string): Promise<Attempt> => {
    const asked = await ask(key)
    const call = callList.find(key)
    if (call === undefined || call.record.status === 'complete') return 'done'
    return asked.ok ? 'not-yet' : attemptOf(asked.error)
  }

  const onSpent = (key: string, last: 'not-yet' | 'unanswered'): number | null => {
    const call = callList.find(key)
    if (call === undefined) return null
    const ageMs = ages.of(call)
    if (call.step !== 'ended') {
      if (isUnheard(call) && ageMs < longestUnheardMs) return unheardPauseMs
      if (ageMs < longestChaseMs) return slowPauseMs
      callList.giveUp(key, clock.now())
      return null
    }
    if (last === 'unanswered' && ageMs < longestChaseMs) return slowPauseMs
    if (isEndInferred(call) && ageMs < longestInferredMs) return slowPauseMs
    callList.markRecord(key, 'incomplete')
    return null
  }

  const chase = ({ key, step }: Call, pausesMs: readonly number[]): void => {
    ladder.climb(
      key,
      () => attempt(key),
      (last) => onSpent(key, last),
      pausesMs
    )
    if (step === 'ended') callList.markRecord(key, 'pending')
  }

  const isNeverAsked = ({ callId, record, outcome }: Call): boolean =>
    callId === null || record.status === 'complete' || outcome === 'refused'
  const isLeft = (call: Call): boolean =>
    isNeverAsked(call) || (call.step === 'ended' && call.record.status === 'incomplete')

  /** The new delays after a change of a call; null to keep its current ones. */
  const pausesFor = (change: CallChange): readonly number[] | null => {
    const { before, after } = change
    const isHeard = isHeardLive(change)
    if (after.step === 'ended') {
      const isEnd = before?.step !== 'ended' || (isHeard && after.timeline.at(-1)?.state === 'hangup')
      const isUnasked = after.record.status === 'none' && !ladder.isClimbing(after.key)
      return isEnd || isUnasked ? recordPausesMs : null
    }
    if (isUnheard(after) && before?.callId == null) return unheardPausesMs
    if (!isHeard && ladder.isClimbing(after.key)) return null
    return isRecordWanted(after) || (after.hasGap && !isHeard) ? recordPausesMs : slowPausesMs
  }

  const off = callList.onChange((change) => {
    if (change === null) return
    const { after } = change
    if (isNeverAsked(after) || (isLeft(after) && !isHeardLive(change))) {
      ladder.leave(after.key)
      return
    }
    const pausesMs = pausesFor(change)
    if (pausesMs !== null) chase(after, pausesMs)
  })

  // Calls of an earlier run; `catchUp` asks sooner when the line becomes live.
  for (const call of callList.all()) if (!isLeft(call)) chase(call, slowPausesMs)

  return {
    refresh: ask,
    catchUp() {
      for (const call of callList.all()) if (!isLeft(call)) chase(call, recordPausesMs)
    },
    hold: (isHeld) => ladder.hold(isHeld),
    stop() {
      isStopped = true
      off()
      ladder.stop()
    }
  }
}
