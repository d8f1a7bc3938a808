import type { Call, CallOutcome } from '../../shared/call'
import type { Settings } from '../../shared/settings'
import type { CallChange } from './call-book'

/** Something to tell the person by a native notification. */
export type Alert =
  | { kind: 'phone-rings'; call: Call }
  | { kind: 'callee-answered'; call: Call }
  | { kind: 'call-ended'; call: Call; outcome: CallOutcome }

const failures: readonly CallOutcome[] = ['not-answered', 'not-reached', 'phone-failed', 'hung-up-early']

/**
 * What a change of a call is worth telling: each thing once a call, nothing that was only filled in
 * from a record, nothing while notifications are paused (`nowMs`: epoch ms).
 */
export function alertFor(change: CallChange, settings: Settings, nowMs: number): Alert | null {
  const { before, after } = change
  if (nowMs < settings.notificationsPausedUntilMs) return null
  if (before?.step === after.step) return null
  const last = after.timeline.findLast((entry) => !entry.isLate)
  if (last === undefined || last.source !== 'live') return null

  const wanted = settings.notifications
  switch (after.step) {
    case 'phone-rings':
      return wanted.phoneRings ? { kind: 'phone-rings', call: after } : null
    case 'talking':
      return wanted.calleeAnswered ? { kind: 'callee-answered', call: after } : null
    case 'ended':
      return wanted.callEnded && after.outcome !== null && failures.includes(after.outcome)
        ? { kind: 'call-ended', call: after, outcome: after.outcome }
        : null
    case 'requesting':
    case 'unknown':
    case 'starting':
    case 'phone-answered':
    case 'calling':
    case 'ringing':
      return null
  }
}
