// The only reads of the system's clocks in the renderer.

/** This computer's time, epoch ms. For display only: it can jump, so never measure with it. */
export const wallNow = (): number => Date.now()

/** The page's monotonic clock, ms: for durations and waits. */
export const monotonicMs = (): number => performance.now()
