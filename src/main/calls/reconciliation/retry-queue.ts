import type { Clock } from '../../platform/ports'
import { nextDelayMs, type RetrySchedule } from '../../platform/retry-schedule'

/** How many attempts run concurrently; after a long gap there can be hundreds. */
const attemptsAtATime = 6

/** The result of an attempt. */
export type Attempt =
  | 'done'
  /** The service answered, but the record isn't available yet. */
  | 'not-yet'
  /** No answer, or an unusable one. */
  | 'unanswered'
  /** The service refused the token: retried only when the hold ends. */
  | 'refused'
  /** The service asked to wait this long; the same attempt is then repeated. */
  | { waitMs: number }

/** What is attempted under one key. */
interface RetriedWork {
  attempt: () => Promise<Attempt>
  schedule: RetrySchedule
  onExhausted: (last: 'not-yet' | 'unanswered') => number | null
  cancelTimer: () => void
  /** Runs when the hold ends. */
  waiting: (() => void) | null
}

/** Attempts by retry schedules, one per key; only a few attempts run concurrently, and none while held. */
export class RetryQueue {
  readonly #clock: Clock
  readonly #works = new Map<string, RetriedWork>()
  /** Due attempts, while others run. */
  readonly #due: (() => void)[] = []
  #isHeld = false
  #running = 0

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * Restarts the schedule of `key`: `attempt` runs after each delay until it is done. When the schedule is exhausted,
   * `onExhausted` returns a delay in ms for one more attempt, or null to stop.
   */
  start(
    key: string,
    attempt: RetriedWork['attempt'],
    onExhausted: RetriedWork['onExhausted'],
    schedule: RetrySchedule
  ): void {
    this.cancel(key)
    const work: RetriedWork = {
      ...{ attempt, schedule, onExhausted },
      cancelTimer: () => undefined,
      waiting: null
    }
    this.#works.set(key, work)
    this.#scheduleNext(key, work, 0, 'not-yet')
  }

  cancel(key: string): void {
    this.#works.get(key)?.cancelTimer()
    this.#works.delete(key)
  }

  isActive(key: string): boolean {
    return this.#works.has(key)
  }

  /** While held, nothing is attempted; attempts that fell due or were refused run when the hold ends. */
  hold(isHeld: boolean): void {
    this.#isHeld = isHeld
    if (isHeld) return
    for (const work of this.#works.values()) {
      const resume = work.waiting
      work.waiting = null
      resume?.()
    }
  }

  stop(): void {
    for (const { cancelTimer } of this.#works.values()) cancelTimer()
    this.#works.clear()
  }

  #scheduleNext(key: string, work: RetriedWork, retry: number, last: 'not-yet' | 'unanswered'): void {
    const delayMs = nextDelayMs(work.schedule, retry) ?? work.onExhausted(last)
    if (this.#works.get(key) !== work) return
    if (delayMs === null) this.#works.delete(key)
    else this.#runAfter(delayMs, key, work, retry)
  }

  #runAfter(delayMs: number, key: string, work: RetriedWork, retry: number): void {
    work.cancelTimer = this.#clock.after(delayMs, () => this.#run(key, work, retry))
  }

  #run(key: string, work: RetriedWork, retry: number): void {
    if (this.#works.get(key) !== work) return
    const again = (): void => this.#run(key, work, retry)
    if (this.#isHeld) work.waiting = again
    else if (this.#running >= attemptsAtATime) this.#due.push(again)
    else void this.#attempt(key, work, retry)
  }

  async #attempt(key: string, work: RetriedWork, retry: number): Promise<void> {
    this.#running += 1
    const result = await work.attempt()
    this.#running -= 1
    if (this.#works.get(key) === work) {
      if (result === 'done') this.#works.delete(key)
      else if (result === 'refused') work.waiting = () => this.#run(key, work, retry)
      else if (typeof result === 'object') this.#runAfter(result.waitMs, key, work, retry)
      else this.#scheduleNext(key, work, retry + 1, result)
    }
    while (this.#running < attemptsAtATime && this.#due.length > 0) this.#due.shift()?.()
  }
}
