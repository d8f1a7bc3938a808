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
      // As after a sleep.
      powerMonitor.emit('resume')
    },
    byMs
  )
}
