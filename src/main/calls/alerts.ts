import type { Call, CallOutcome } from '../../shared/calls/call'
import { isPauseOn } from '../../shared/calls/notification-pause'
import type { OfflineReport } from '../../shared/calls/offline'
import type { Settings } from '../../shared/app/settings'
import type { CallChange } from './call-list'
import { callEventOf, isHeardLive } from './call-event'

/** Something to tell the person by a native notification. */
export type Alert =
  | { kind: 'phone-rings'; call: Call }
  | { kind: 'callee-answered'; call: Call }
  | { kind: 'call-ended'; call: Call; outcome: CallOutcome }
  /** `calls`: those of the report, newest first; at least one. */
  | { kind: 'while-offline'; report: OfflineReport; calls: Call[] }

const failures: readonly CallOutcome[] = ['not-answered', 'not-reached', 'phone-failed', 'hung-up-early']

/**
 * What a change of a call is worth telling: of its live events those that are wanted, of the ends only
 * those without an answer, nothing while notifications are paused (`nowMs`: epoch ms).
 */
export function alertFor(change: CallChange, settings: Settings, nowMs: number): Alert | null {
  const { after } = change
  if (isPauseOn(settings.notificationsPausedUntilMs, nowMs)) return null
  const event = callEventOf(change)
  if (event === null || !settings.notifications[event]) return null
  switch (event) {
    case 'phoneRings':
      return { kind: 'phone-rings', call: after }
    case 'calleeAnswered':
      return { kind: 'callee-answered', call: after }
    case 'callEnded':
      return after.outcome !== null && failures.includes(after.outcome)
        ? { kind: 'call-ended', call: after, outcome: after.outcome }
        : null
  }
}

/**
 * What the end of a call that was started here is worth telling, when its record alone told it. As of
 * {@link alertFor}.
 */
export function recordedEndAlertFor(change: CallChange, settings: Settings, nowMs: number): Alert | null {
  const { before, after } = change
  if (isPauseOn(settings.notificationsPausedUntilMs, nowMs)) return null
  if (!settings.notifications.callEnded) return null
  const isEndOfRecord =
    after.origin === 'here' &&
    before !== null &&
    before.step !== 'ended' &&
    after.step === 'ended' &&
    after.record.status === 'complete' &&
    !isHeardLive(change)
  const { outcome } = after
  return isEndOfRecord && outcome !== null && failures.includes(outcome)
    ? { kind: 'call-ended', call: after, outcome }
    : null
}

/**
 * What the calls of the time without a line are worth telling: one alert for all of them. They are ended calls
 * in the main, so the setting for these decides; nothing while notifications are paused (`nowMs`: epoch ms).
 */
export function offlineAlertFor(
  report: OfflineReport,
  calls: Call[],
  settings: Settings,
  nowMs: number
): Alert | null {
  const isWanted = settings.notifications.callEnded && !isPauseOn(settings.notificationsPausedUntilMs, nowMs)
  return isWanted && calls.length > 0 ? { kind: 'while-offline', report, calls } : null
}
