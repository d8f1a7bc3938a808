import type { Call } from './schema'

/** A call without any data; a base for rules and tests. */
export const blankCall: Omit<Call, 'key' | 'callee' | 'startedAtMs'> = {
  callId: null,
  caller: null,
  agentId: null,
  salesmanCode: null,
  origin: 'here',
  step: 'starting',
  outcome: null,
  answeredAtMs: null,
  endedAtMs: null,
  timeline: [],
  hasGap: false,
  record: { status: 'none', duration: null, cost: null, hasRecording: false },
  error: null
}
