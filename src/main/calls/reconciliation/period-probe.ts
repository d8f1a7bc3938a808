import type { AppError } from '../../../shared/platform/schema'
import type { Period } from '../../service/periods'
import type { Clock } from '../../platform/ports'
import { nextDelayMs } from '../../platform/retry-schedule'
import { recordPausesMs, slowPauseMs } from './record-poller'

/**
 * The delays before each probe of a gap's records, in ms: at once, then 15 s, 1, 3, 10 and 30 min later, since
 * records lag behind their calls and may not exist before a call is over.
 */
export const gapPausesMs: readonly number[] = [0, 15_000, 45_000, 120_000, 420_000, 1_200_000]

/**
 * The delays before each probe for a call whose reply was lost, in ms. The last two, up to 35 min after it, are for a
 * long call without events whose record doesn't exist before its end.
 */
const lostPausesMs: readonly number[] = [...recordPausesMs, 600_000, 1_200_000]

/** The number of probes after which a lost call is given up; later probes can still find it. */
const probesForLost = { gap: 4, 'lost-reply': recordPausesMs.length }

/** The state of the check of one gap. */
export interface GapCheck extends Period {
  /** `first`: no probe was answered yet; `later`: one was, and lagging records are still awaited. */
  status: 'first' | 'later' | 'failed' | 'held'
  /** Failed probes since the last answered one. */
  failures: number
  /** The gap began before the oldest period requested, or one second in it may hold more calls than a reply does. */
  isPartial: boolean
}

export const covers = (outer: Period, inner: Period): boolean =>
  outer.startMs <= inner.startMs && outer.endMs >= inner.endMs

/** What a probe checks: a gap of the line, or the time around a call whose reply was lost. */
export interface ProbedPeriod extends Period {
  kind: 'gap' | 'lost-reply'
  isPartial: boolean
}

/**
 * A period whose records are requested several times. A failed probe is retried with `recordPausesMs`; after that, a
 * gap is `failed` until it is restarted, and a lost reply is retried slowly.
 */
export class PeriodProbe implements GapCheck {
  readonly kind: ProbedPeriod['kind']
  readonly startMs: number
  readonly endMs: number
  isPartial: boolean
  status: GapCheck['status'] = 'first'
  failures = 0
  readonly #clock: Clock
  readonly #run: (probe: PeriodProbe) => void
  readonly #abort = new AbortController()
  #answers = 0
  /** The periods still missing in this attempt; null: the whole period. */
  #missing: readonly Period[] | null = null
  #cancelTimer: () => void = () => undefined

  /** Calls `run` when the records should be requested, the first time after the first delay. */
  constructor(
    { kind, startMs, endMs, isPartial }: ProbedPeriod,
    clock: Clock,
    run: (probe: PeriodProbe) => void
  ) {
    this.kind = kind
    this.startMs = startMs
    this.endMs = endMs
    this.isPartial = isPartial
    this.#clock = clock
    this.#run = run
    this.#runAfter(this.#nextDelayMs() ?? 0)
  }

  /** The periods to request. */
  periods(): readonly Period[] {
    return this.#missing ?? [this]
  }

  signal(): AbortSignal {
    return this.#abort.signal
  }

  /** True while a lost call that it covers isn't given up. */
  isAwaitingLost(): boolean {
    return this.#answers < probesForLost[this.kind]
  }

  /** The whole period was answered. Schedules the next probe; returns false if it was the last. */
  answered(): boolean {
    this.status = 'later'
    this.failures = 0
    this.#missing = null
    this.#answers += 1
    const delayMs = this.#nextDelayMs()
    if (delayMs !== null) this.#runAfter(delayMs)
    return delayMs !== null
  }

  /** The periods `missing` were not answered. */
  unanswered(missing: readonly Period[], error: AppError): void {
    this.#missing = missing
    if (error.code === 'token-refused') {
      this.status = 'held'
      return
    }
    const delayMs = nextDelayMs(recordPausesMs, this.failures, { askedMs: error.retryAfterMs })
    this.failures += 1
    if (delayMs !== null) this.#runAfter(delayMs)
    else if (this.kind === 'lost-reply') this.#runAfter(slowPauseMs)
    else this.status = 'failed'
  }

  /** Requests the records at once, and retries failures anew. */
  restart(): void {
    this.status = 'first'
    this.failures = 0
    this.#runAfter(0)
  }

  cancel(): void {
    this.#cancelTimer()
    this.#abort.abort()
  }

  #nextDelayMs(): number | null {
    return nextDelayMs(this.kind === 'gap' ? gapPausesMs : lostPausesMs, this.#answers)
  }

  #runAfter(delayMs: number): void {
    this.#cancelTimer()
    this.#cancelTimer = this.#clock.after(delayMs, () => this.#run(this))
  }
}
