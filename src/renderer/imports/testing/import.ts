import type { ImportSummary } from '../../../shared/imports/state-schema'

/** An import with 10 numbers, none of them sent. */
export const importOf = (over: Partial<ImportSummary> = {}): ImportSummary => ({
  id: '0a8f5a1e-0000-4000-8000-000000000001',
  campaignId: '8842',
  name: 'customers.csv',
  files: 1,
  createdAtMs: 0,
  endedAtMs: null,
  status: { kind: 'running' },
  total: 10,
  sent: 0,
  refused: 0,
  unknown: 0,
  waiting: 10,
  cancelled: 0,
  leftOut: 0,
  undecided: 0,
  perSecond: null,
  leftMs: null,
  batchSize: 1_000,
  hasDetails: true,
  ...over
})
