import type { CallRecord } from '../../../shared/records/schema'

/** A record of which nothing is known; a base for tests. */
export const blankRecord: CallRecord = {
  id: 'record',
  callerNumber: null,
  calleeNumber: null,
  agentId: null,
  salesmanCode: null,
  startedAtMs: null,
  answeredAtMs: null,
  endedAtMs: null,
  duration: null,
  cost: null,
  recordUrl: null
}
