import type { RetainedStore } from '../../app/retention'

/** The settings of privacy and data, in English. */
export const privacyEn = {
  maskedSummary: 'Numbers masked',
  wholeSummary: 'Numbers shown',
  numbers: 'Numbers',
  mask: 'Mask customers’ numbers everywhere',
  maskHint:
    'Shown, copied, exported and logged as 138****8000. Calling still works. Web pages and the look-up get whole numbers only if your organisation set their address.',
  retention: 'Keep on this computer',
  retentionHint: 'Older entries are removed when Deskline starts, and once a day.',
  stores: {
    calls: 'Recent calls',
    recordings: 'Played recordings',
    ruleDecisions: 'Log of calling rules',
    logs: 'Log files'
  } satisfies Record<RetainedStore, string>,
  days: (days: number) => (days === 0 ? 'No limit' : days === 1 ? '1 day' : `${days} days`)
}

/** The shape of every language's texts. */
export type PrivacyMessages = typeof privacyEn
