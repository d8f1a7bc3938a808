// The clocks of a page; nothing else in the windows reads them.

/** This computer's time, epoch ms. It can jump: to be shown, and never to measure with. */
export const wallNow = (): number => Date.now()

/** Ms on the page's monotonic clock: durations and waits. */
export const monotonicMs = (): number => performance.now()
