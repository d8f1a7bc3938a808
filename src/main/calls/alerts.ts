import type { Call, OfflineReport } from '../../shared/calls/schema'
import type { CallOutcome } from '../../shared/calls/steps'
import { isPauseOn } from '../../shared/calls/notification-pause'
import type { Settings } from '../../shared/app/schema'
import type { CallChange } from './call-list'
import { callEventOf, isHeardLive } from './call-event'

/** An event to show the user as a native notification. */
export type Alert =
  | { kind: 'phone-rings'; call: Call }
  | { kind: 'callee-answered'; call: Call }
  | { kind: 'call-ended'; call: Call; outcome: CallOutcome }
  /** `calls`: the calls of the report, newest first; at least one. */
  | { kind: 'while-offline'; report: OfflineReport; calls: Call[] }

const failures: readonly CallOutcome[] = ['not-answered', 'not-reached', 'phone-failed', 'hung-up-early']

/**
 * The alert for a change of a call, or null: live events whose notification is enabled, call ends only if unanswered,
 * nothing while notifications are paused (`nowMs`: epoch ms).
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
 * The alert for the end of a call that was started here, if only its record reported the end. Same rules as {@link
 * alertFor}.
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
 * One alert for all calls found after a gap. Most of them have ended, so the setting for ended calls applies; null
 * while notifications are paused (`nowMs`: epoch ms).
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
