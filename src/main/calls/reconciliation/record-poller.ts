import type { Call } from '../../../shared/calls/schema'
import type { AppError } from '../../../shared/platform/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { CallAges } from '../call-ages'
import type { CallList, CallChange } from '../call-list'
import { isHeardLive } from '../call-event'
import { isEndInferred, isRecordWanted } from '../line'
import type { CallService, Clock } from '../../platform/ports'
import type { RetrySchedule } from '../../platform/retry-schedule'
import { RetryQueue, type Attempt } from './retry-queue'

/**
 * The delays before each request for records, in ms: records can lag behind a call, so the delays grow from 1 s to 60
 * s, about 5 minutes in total.
 */
export const recordPausesMs: readonly number[] = [
  1_000, 2_000, 4_000, 8_000, 15_000, 30_000, 60_000, 60_000, 60_000, 60_000
]

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

const isNeverRequested = ({ callId, record, outcome }: Call): boolean =>
  callId === null || record.status === 'complete' || outcome === 'refused'

/** True for a call whose record isn't requested, or no longer. */
const isDone = (call: Call): boolean =>
  isNeverRequested(call) || (call.step === 'ended' && call.record.status === 'incomplete')

/** What the record poller needs. */
export interface RecordPollerDeps {
  callList: CallList
  ages: CallAges
  service: Pick<CallService, 'readCall'>
  clock: Clock
}

/**
 * Requests the record of each call that needs it until it is complete. The record of an ended call is requested with
 * `recordPausesMs`; after that it is marked `incomplete`, unless the service never answered or the call may continue.
 */
export class RecordPoller {
  readonly #deps: RecordPollerDeps
  readonly #callList: CallList
  readonly #retries: RetryQueue
  readonly #off: () => void
  #isStopped = false

  constructor(deps: RecordPollerDeps) {
    this.#deps = deps
    this.#callList = deps.callList
    this.#retries = new RetryQueue(deps.clock)
    this.#off = deps.callList.onChange((change) => {
      if (change !== null) this.#onChange(change)
    })
    // Calls of an earlier run; `catchUp` asks sooner when the line becomes live.
    this.#pollAll(slowPausesMs)
  }

  /** Requests the record once, immediately; for the user's "refresh". */
  async refresh(key: string): Promise<Result<undefined>> {
    const call = this.#callList.find(key)
    if (call?.callId == null) return failed({ code: 'not-found' })
    const reply = await this.#deps.service.readCall(call.callId)
    if (this.#isStopped) return failed({ code: 'cancelled' })
    if (!reply.ok) return reply
    this.#callList.fill(key, reply.value)
    return succeeded(undefined)
  }

  /** Requests the records of all open or incomplete calls: after a gap of the line or a start. */
  catchUp(): void {
    this.#pollAll(recordPausesMs)
  }

  /** While held, nothing is requested automatically. */
  hold(isHeld: boolean): void {
    this.#retries.hold(isHeld)
  }

  stop(): void {
    this.#isStopped = true
    this.#off()
    this.#retries.stop()
  }

  #onChange(change: CallChange): void {
    const { after } = change
    if (isNeverRequested(after) || (isDone(after) && !isHeardLive(change))) {
      this.#retries.cancel(after.key)
      return
    }
    const schedule = this.#scheduleFor(change)
    if (schedule !== null) this.#poll(after, schedule)
  }

  /** The new schedule after a change of a call; null to keep its current one. */
  #scheduleFor(change: CallChange): RetrySchedule | null {
    const { before, after } = change
    const isHeard = isHeardLive(change)
    const isPolled = this.#retries.isActive(after.key)
    if (after.step === 'ended') {
      const isEnd = before?.step !== 'ended' || (isHeard && after.timeline.at(-1)?.state === 'hangup')
      const isUnrequested = after.record.status === 'none' && !isPolled
      return isEnd || isUnrequested ? recordPausesMs : null
    }
    if (isUnheard(after) && before?.callId == null) return unheardPausesMs
    if (!isHeard && isPolled) return null
    return isRecordWanted(after) || (after.hasGap && !isHeard) ? recordPausesMs : slowPausesMs
  }

  #pollAll(schedule: RetrySchedule): void {
    for (const call of this.#callList.all()) if (!isDone(call)) this.#poll(call, schedule)
  }

  #poll({ key, step }: Call, schedule: RetrySchedule): void {
    this.#retries.start(
      key,
      () => this.#attempt(key),
      (last) => this.#delayWhenExhausted(key, last),
      schedule
    )
    if (step === 'ended') this.#callList.markRecord(key, 'pending')
  }

  async #attempt(key: string): Promise<Attempt> {
    const reply = await this.refresh(key)
    const call = this.#callList.find(key)
    if (call === undefined || call.record.status === 'complete') return 'done'
    return reply.ok ? 'not-yet' : attemptOf(reply.error)
  }

  #delayWhenExhausted(key: string, last: 'not-yet' | 'unanswered'): number | null {
    const call = this.#callList.find(key)
    if (call === undefined) return null
    const ageMs = this.#deps.ages.of(call)
    if (call.step !== 'ended') {
      if (isUnheard(call) && ageMs < longestUnheardMs) return unheardPauseMs
      if (ageMs < longestChaseMs) return slowPauseMs
      this.#callList.giveUp(key, this.#deps.clock.now())
      return null
    }
    if (last === 'unanswered' && ageMs < longestChaseMs) return slowPauseMs
    if (isEndInferred(call) && ageMs < longestInferredMs) return slowPauseMs
    this.#callList.markRecord(key, 'incomplete')
    return null
  }
}
