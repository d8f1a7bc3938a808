import { createSubscriber } from 'svelte/reactivity'

/**
 * A clock that moves at each full step of the wall clock, so it never drifts; it stands still while
 * nothing reads it and while the window is hidden, and is right again the moment it is shown.
 */
export function createClock(stepMs: number) {
  const subscribe = createSubscriber((update) => {
    let timer: ReturnType<typeof setTimeout> | undefined

    const wait = () => {
      timer = setTimeout(tick, stepMs - (Date.now() % stepMs))
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
      return Date.now()
    }
  }
}

/** Moves ten times a second: the seconds of a pause that begins at any moment. */
export const tenthClock = createClock(100)

/** Moves once a second: talk timers. */
export const secondClock = createClock(1_000)

/** Moves once a minute: days and pauses. */
export const minuteClock = createClock(60_000)

/** A clock that moves once, when `momentMs` (epoch ms; null for never) has come. */
export function createMoment(momentMs: () => number | null) {
  let nowMs = $state(Date.now())

  $effect(() => {
    const moment = momentMs()
    nowMs = Date.now()
    if (moment === null || moment <= Date.now()) return
    const timer = setTimeout(() => (nowMs = Date.now()), moment - Date.now() + 1)
    return () => clearTimeout(timer)
  })

  return {
    /** Epoch ms. */
    get nowMs(): number {
      return nowMs
    }
  }
}
