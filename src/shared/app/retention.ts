/** The longest retention, in days. */
export const maxRetentionDays = 3_650

/** The local stores whose entries are removed after some days, in the order of the settings page. */
export const retainedStores = ['calls', 'recordings', 'ruleDecisions', 'logs'] as const

/** See {@link retainedStores}. */
export type RetainedStore = (typeof retainedStores)[number]
