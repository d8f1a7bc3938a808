/** How long notifications stay paused, in ms. */
export const notificationPauseMs = 3_600_000

/**
 * True if notifications are paused at `nowMs`, until `untilMs`; never longer than one pause, even after clock
 * changes.
 */
export const isPauseOn = (untilMs: number, nowMs: number): boolean =>
  nowMs < untilMs && untilMs <= nowMs + notificationPauseMs
