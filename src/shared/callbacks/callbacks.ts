import type { Callback, CallbackWhen } from './schema'

const minuteMs = 60_000

/** The times offered for a new call-back. */
export const newTimes = {
  'in-15-min': { kind: 'in', delayMs: 15 * minuteMs },
  'in-1-hour': { kind: 'in', delayMs: 60 * minuteMs },
  tomorrow: { kind: 'tomorrow' }
} as const satisfies Record<string, CallbackWhen>

/** The times offered for postponing a call-back. */
export const postponedTimes = {
  'in-10-min': { kind: 'in', delayMs: 10 * minuteMs },
  'in-1-hour': newTimes['in-1-hour'],
  tomorrow: newTimes.tomorrow
} as const satisfies Record<string, CallbackWhen>

/** The time of day of "tomorrow". */
export const tomorrowTime = '09:00'

/** True until it is done. */
export const isOpen = ({ closedAtMs }: Callback): boolean => closedAtMs === null

/** True if it is open and its time has come at `nowMs` (epoch ms of this computer). */
export const isDue = (callback: Callback, nowMs: number): boolean =>
  isOpen(callback) && callback.dueAtMs <= nowMs

/** The question that an open call-back asks after a call; null for none. */
export const questionOf = (callback: Callback): NonNullable<Callback['attempt']>['outcome'] =>
  isOpen(callback) ? (callback.attempt?.outcome ?? null) : null
