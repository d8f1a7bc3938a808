import { tomorrowTime } from '../../shared/callbacks/callbacks'
import { callbackLimits } from '../../shared/callbacks/limits'
import type { CallbackWhen } from '../../shared/callbacks/schema'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import { localEpochs, nextDayAt } from '../platform/local-time'
import type { Due } from './callback-list'

/** A time within the current minute can still be chosen, in ms. */
const minuteMs = 60_000

/**
 * The due time that the user chose at `nowMs` (epoch ms) in the zone; `callback-time-invalid` if it is over, too far
 * ahead, or doesn't exist.
 */
export function dueTimeOf(when: CallbackWhen, nowMs: number, timeZone?: string): Result<Due> {
  const localTime =
    when.kind === 'in' ? null : when.kind === 'at' ? when.localTime : nextDayAt(nowMs, tomorrowTime, timeZone)
  const dueAtMs =
    when.kind === 'in' ? nowMs + when.delayMs : localTime === null ? null : localEpochs(timeZone)(localTime)
  const isPossible =
    dueAtMs !== null && dueAtMs > nowMs - minuteMs && dueAtMs <= nowMs + callbackLimits.maxAheadMs
  return isPossible
    ? succeeded({ dueAtMs, localTime })
    : failed({ code: 'callback-time-invalid', field: 'callbackTime' })
}
