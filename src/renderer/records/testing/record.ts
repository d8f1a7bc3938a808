import type { RecordRow } from '../../../shared/records/row-schema'

/** A complete, answered call; `index` makes rows distinguishable. */
export const rowOf = (index: number, part: Partial<RecordRow> = {}): RecordRow => ({
  id: `call-${index}`,
  startedAtMs: 1_780_000_000_000 + index * 60_000,
  answeredAtMs: 1_780_000_010_000 + index * 60_000,
  endedAtMs: 1_780_000_075_000 + index * 60_000,
  callerNumber: '02558881234',
  calleeNumber: '13812345678',
  contactName: '',
  agentId: 699861013,
  salesmanCode: 'S-042',
  durationSeconds: 65,
  duration: null,
  costYuan: 0.15,
  cost: null,
  outcome: 'answered',
  hasRecording: true,
  result: null,
  note: '',
  tags: [],
  ...part
})
