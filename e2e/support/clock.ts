import type { Deskline } from './deskline'
import { inMain } from './main-process'

/** Sets the program's wall clock forward: first that of the window, which looks when the main process notifies it. */
export async function setClockForward({ app, page }: Deskline, byMs: number): Promise<void> {
  await page.evaluate((forwardMs) => {
    const real = Date.now
    Date.now = () => real() + forwardMs
  }, byMs)
  await inMain(
    app,
    ({ powerMonitor }, forwardMs) => {
      const real = Date.now
      Date.now = () => real() + forwardMs
      // For `resetClock`.
      if (!Reflect.has(globalThis, 'realNow')) Reflect.set(globalThis, 'realNow', real)
      // As after a sleep.
      powerMonitor.emit('resume')
    },
    byMs
  )
}

/** Sets the main process's wall clock back to the real time; a window's clock is reset by loading its page anew. */
export const resetClock = ({ app }: Deskline): Promise<void> =>
  inMain(app, () => {
    const real: unknown = Reflect.get(globalThis, 'realNow')
    if (typeof real === 'function') Date.now = real as typeof Date.now
  })

/**
 * From now on, and until it is called again, waits of the main process of exactly `waitMs` take 50 ms, and its monotonic clock is set forward by them:
 * for what happens after minutes.
 */
export const skipWaits = ({ app }: Pick<Deskline, 'app'>, waitMs: number): Promise<void> =>
  inMain(
    app,
    (_electron, skippedMs) => {
      const former: unknown = Reflect.get(globalThis, 'realSetTimeout')
      const wait = typeof former === 'function' ? (former as typeof setTimeout) : globalThis.setTimeout
      Reflect.set(globalThis, 'realSetTimeout', wait)
      const now = performance.now.bind(performance)
      let aheadMs = 0
      performance.now = () => now() + aheadMs
      const skipping = (task: () => void, delayMs?: number): NodeJS.Timeout =>
        delayMs !== skippedMs
          ? wait(task, delayMs)
          : wait(() => {
              aheadMs += skippedMs
              task()
            }, 50)
      Reflect.set(globalThis, 'setTimeout', Object.assign(skipping, wait))
    },
    waitMs
  )
