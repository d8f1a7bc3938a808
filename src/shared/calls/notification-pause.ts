/** How long a pause of the notifications lasts, ms. */
export const notificationPauseMs = 3_600_000

/** Whether notifications are paused at `nowMs`, until `untilMs`: never for longer than a pause lasts, however the clock was set. */
export const isPauseOn = (untilMs: number, nowMs: number): boolean =>
  nowMs < untilMs && untilMs <= nowMs + notificationPauseMs
