import type { Call } from '../../shared/calls/schema'
import { formatNumber } from '../../shared/numbers/number'
import type { WindowMessages } from '../../shared/messages/en/window'
import { formatCost, formatDay, formatDuration, formatExactTime, formatTalk } from '../platform/times'
import type { Fact } from '../ui/fact'
import { talkMs } from '../../shared/calls/talk-time'

const isKnown = (fact: Omit<Fact, 'value'> & { value: string | null }): fact is Fact =>
  fact.value !== null && fact.value !== ''

/** Start, region of the callee, origin and caller, as far as known; a colleague's call has no known origin. */
export function callFacts(
  call: Call,
  nowMs: number,
  locale: string,
  t: WindowMessages,
  { hasOrigin, region }: { hasOrigin: boolean; region: string }
): Fact[] {
  const day = formatDay(call.startedAtMs, nowMs, locale, t.recents)
  const origin = call.origin === 'here' ? t.call.originHere : t.call.originElsewhere
  return [
    { name: t.call.startedAt, value: `${day} ${formatExactTime(call.startedAtMs, locale)}` },
    { name: t.call.region, value: region },
    { name: t.call.origin, value: hasOrigin ? origin : null },
    { name: t.call.phone, value: call.agentId === null ? null : String(call.agentId) },
    { name: t.call.caller, value: call.caller === null ? null : formatNumber(call.caller) },
    { name: t.call.salesman, value: call.salesmanCode },
    { name: t.call.callId, value: call.callId, copyLabel: t.call.copyCallId }
  ].filter(isKnown)
}

/**
 * The facts of the record, without those that it doesn't hold yet. `openRecording`: shows the call where its recording
 * can be played; null: it can't be.
 */
export function recordFacts(
  call: Call,
  locale: string,
  t: WindowMessages,
  openRecording: (() => void) | null = null
): Fact[] {
  const { duration, cost, hasRecording, status } = call.record
  const talkedMs = talkMs(call)
  const heard = talkedMs === null ? null : formatTalk(talkedMs)
  const isAsked = status === 'complete' || status === 'incomplete'
  return [
    { name: t.call.duration, value: duration === null ? heard : formatDuration(duration) },
    { name: t.call.cost, value: cost === null ? null : formatCost(cost, locale) },
    {
      name: t.call.recording,
      value: hasRecording
        ? t.call.recordingThere
        : isAsked && call.outcome === 'answered'
          ? t.call.recordingNone
          : null,
      ...(hasRecording && openRecording !== null && { open: openRecording })
    }
  ].filter(isKnown)
}
