import type { IntervalHistogram } from 'node:perf_hooks'
import type { Deskline } from './deskline'
import { inMain } from './main-process'

/** Measures how long the main process's event loop was blocked. */
export interface Stalls {
  /** The longest stall since the last call, in ms. */
  longestMs(): Promise<number>
}

declare global {
  var stallHistogram: IntervalHistogram | undefined
}

/**
 * The longest stall a test allows, in ms: 500 ms more than in the undisturbed run, or four times as long, because a
 * busy machine lengthens both.
 */
export const mostStallMs = (undisturbedMs: number): number => Math.max(undisturbedMs + 500, undisturbedMs * 4)

/** Starts monitoring the event loop of the main process. */
export async function watchStalls({ app }: Pick<Deskline, 'app'>): Promise<Stalls> {
  await inMain(app, () => {
    const { monitorEventLoopDelay } = process.getBuiltinModule('node:perf_hooks')
    globalThis.stallHistogram = monitorEventLoopDelay({ resolution: 10 })
    globalThis.stallHistogram.enable()
  })
  return {
    longestMs: () =>
      inMain(app, () => {
        const longestMs = (globalThis.stallHistogram?.max ?? Number.NaN) / 1e6
        globalThis.stallHistogram?.reset()
        return longestMs
      })
  }
}
