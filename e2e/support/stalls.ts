import type { IntervalHistogram } from 'node:perf_hooks'
import type { Deskline } from './deskline'

/** The longest time in which the main process did nothing else, since the last question. */
export interface Stalls {
  /** In ms; begins anew. */
  longestMs(): Promise<number>
}

declare global {
  var stallHistogram: IntervalHistogram | undefined
}

/**
 * The longest stall that a test allows, in ms: 250 ms more than in the undisturbed run, or four times as long, because
 * a busy machine lengthens both.
 */
export const mostStallMs = (undisturbedMs: number): number => Math.max(undisturbedMs + 250, undisturbedMs * 4)

/** Begins to watch the event loop of the main process. */
export async function watchStalls({ app }: Pick<Deskline, 'app'>): Promise<Stalls> {
  await app.evaluate(() => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    globalThis.stallHistogram = monitorEventLoopDelay({ resolution: 10 })
    globalThis.stallHistogram.enable()
  })
  return {
    longestMs: () =>
      app.evaluate(() => {
        const longestMs = (globalThis.stallHistogram?.max ?? Number.NaN) / 1e6
        globalThis.stallHistogram?.reset()
        return longestMs
      })
  }
}
