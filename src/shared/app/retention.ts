import type { Settings } from './schema'

/** The longest retention, in days. */
export const maxRetentionDays = 3_650

/** A local store whose entries are removed after some days. */
export type RetainedStore = keyof Settings['retention']

/** The stores in the order of the settings page. */
export const retainedStores = [
  'calls',
  'recordings',
  'ruleDecisions',
  'logs'
] as const satisfies readonly RetainedStore[]
