import { createSubscriber } from 'svelte/reactivity'
import { monotonicMs, wallNow } from './time'

/**
 * A clock that moves at each full step of the wall clock, so it never drifts; it stands still while
 * nothing reads it and while the window is hidden, and is right again the moment it is shown.
 */
export function createClock(stepMs: number) {
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

/** Moves ten times a second: the seconds of a pause that begins at any moment. */
export const tenthClock = createClock(100)

/** Moves once a second: talk timers. */
export const secondClock = createClock(1_000)

/** Moves once a minute: days and pauses. */
export const minuteClock = createClock(60_000)

/**
 * The time left until `untilMs` (epoch ms on this computer's clock; null: nothing is waited for). Read off the wall
 * clock when `untilMs` comes and counted down from there, so that a clock that is set meanwhile doesn't show.
 */
export function createCountdown(untilMs: () => number | null, clock = secondClock) {
  const until = $derived(untilMs())
  const start = $derived.by(() => {
    return until === null ? null : { leftMs: until - wallNow(), atMs: monotonicMs() }
  })

  return {
    /** Ms, 0 when it is time. */
    get leftMs(): number {
      if (start === null || clock.nowMs === 0) return 0
      return Math.max(0, start.leftMs - (monotonicMs() - start.atMs))
    }
  }
}

/**
 * The time since `sinceMs` (epoch ms; null: nothing is counted), by `now` when it is first seen and counted on from
 * there, so that a clock that is set meanwhile doesn't show.
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

/** A wait of `lengthMs`, which begins anew when that changes; 0 or less: there is none. */
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
