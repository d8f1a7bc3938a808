import { createSubscriber } from 'svelte/reactivity'
import { monotonicMs, wallNow } from './time'

/**
 * A clock that ticks at each full step of the wall clock, so it never drifts. It stops while nothing reads it and while
 * the window is hidden, and is correct again as soon as the window is visible.
 */
function createClock(stepMs: number) {
  const subscribe = createSubscriber((update) => {
    let timer: ReturnType<typeof setTimeout> | undefined

    const wait = () => {
      timer = setTimeout(tick, stepMs - (wallNow() % stepMs))
    }
    const tick = () => {
      update()
      wait()
    }
    const follow = () => {
      clearTimeout(timer)
      if (!document.hidden) tick()
    }

    document.addEventListener('visibilitychange', follow)
    if (!document.hidden) wait()
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', follow)
    }
  })

  return {
    /** Epoch ms. */
    get nowMs(): number {
      subscribe()
      return wallNow()
    }
  }
}

/** Ticks ten times a second: countdowns that start at any moment. */
export const tenthClock = createClock(100)

/** Ticks once a second: talk timers. */
export const secondClock = createClock(1_000)

/** Ticks once a minute: days and pauses. */
export const minuteClock = createClock(60_000)

/**
 * The time left until `untilMs` (epoch ms of this computer; null: no wait). Reads the wall clock once, when `untilMs`
 * changes, and counts down on the monotonic clock, so that setting the clock has no effect.
 */
export function createCountdown(untilMs: () => number | null, clock = secondClock) {
  const until = $derived(untilMs())
  const start = $derived.by(() => {
    return until === null ? null : { leftMs: until - wallNow(), atMs: monotonicMs() }
  })

  return {
    /** Ms, 0 once it is over. */
    get leftMs(): number {
      if (start === null || clock.nowMs === 0) return 0
      return Math.max(0, start.leftMs - (monotonicMs() - start.atMs))
    }
  }
}

/**
 * The time since `sinceMs` (epoch ms; null: not counting). Reads `now` once, when `sinceMs` changes, and counts on the
 * monotonic clock, so that setting the clock has no effect.
 */
export function createElapsed(sinceMs: () => number | null, now: () => number) {
  const since = $derived(sinceMs())
  const start = $derived.by(() => {
    return since === null ? null : { ms: Math.max(0, now() - since), atMs: monotonicMs() }
  })

  return {
    /** Ms. */
    get ms(): number {
      if (start === null || secondClock.nowMs === 0) return 0
      return start.ms + monotonicMs() - start.atMs
    }
  }
}

/** A wait of `lengthMs` that restarts when that changes; 0 or less: no wait. */
export function createWait(lengthMs: () => number) {
  const wait = $derived({ ms: lengthMs() })
  let ended = $state.raw<unknown>(null)

  $effect(() => {
    const current = wait
    if (current.ms <= 0) return
    const timer = setTimeout(() => (ended = current), current.ms)
    return () => clearTimeout(timer)
  })

  return {
    get isOver(): boolean {
      return wait.ms <= 0 || ended === wait
    }
  }
}
