import type { Call } from '../../shared/calls/schema'
import type { FollowedCall } from '../../shared/records/load-schema'

/** Outcomes of calls that were followed live, where they are more precise than the record. */
export function followedOf(calls: readonly Call[]): FollowedCall[] {
  return calls.flatMap(({ callId, outcome }): FollowedCall[] => {
    if (callId === null) return []
    switch (outcome) {
      case 'answered':
      case 'not-answered':
      case 'not-reached':
      case 'phone-failed':
        return [{ id: callId, outcome }]
      case 'hung-up-early':
      case 'refused':
      case 'unknown':
      case null:
        return []
    }
  })
}

/** Ids of the period's calls whose records are complete. */
export const completeIn = (
  calls: readonly Call[],
  period: { startMs: number; endMs: number } | null
): string[] =>
  calls.flatMap(({ callId, startedAtMs, record }) => {
    const isIn = period !== null && startedAtMs >= period.startMs && startedAtMs < period.endMs
    return callId !== null && isIn && record.status === 'complete' ? [callId] : []
  })
