import { readDecimal } from '../platform/decimal'
import type { Call } from './schema'

/** The talk time in ms: from the record, else from answer to end; null for an unanswered or open call. */
export function talkMs(call: Call): number | null {
  const recorded = call.record.duration === null ? null : readDecimal(call.record.duration)
  if (call.outcome === 'answered' && recorded !== null) return recorded * 1_000
  if (call.answeredAtMs === null || call.endedAtMs === null) return null
  return Math.max(0, call.endedAtMs - call.answeredAtMs)
}
