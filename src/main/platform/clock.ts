import { Moment } from './moment'
import type { Clock } from './ports'

/** Ms on the monotonic clock of this process, for adapters that measure with plain numbers. */
export const monotonicMs = (): number => performance.now()

/** The clocks and timers of this process. */
export const systemClock: Clock = {
  now: () => Date.now(),
  moment: () => new Moment(performance.now()),
  after(delayMs, task) {
    const startedMs = performance.now()
    // Node's timers can fire up to 1 ms early, so wait for the rest.
    const onTimer = (): void => {
      const restMs = startedMs + delayMs - performance.now()
      if (restMs > 0) timer = setTimeout(onTimer, Math.ceil(restMs))
      else task()
    }
    let timer = setTimeout(onTimer, delayMs)
    return () => clearTimeout(timer)
  }
}
