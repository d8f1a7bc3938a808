import type { CallOutcome } from '../calls/steps'

/** The source of a number to dial. */
export const dialSources = [
  'window',
  'hot-key',
  'tray',
  'link',
  /** A link of a scheme that the user trusts: the undo pause replaces the question. */
  'trusted-link',
  'command-line',
  'notification',
  'work-list'
] as const

/** See {@link dialSources}. */
export type DialSource = (typeof dialSources)[number]

/** True for phone links, whether or not the user trusts their scheme. */
export const isLink = (source: DialSource): boolean => source === 'link' || source === 'trusted-link'

/** True if the questions about numbers of this source are shown in a full window, not in the small prompt window. */
export const isShownInWindows = (source: DialSource): boolean => source === 'window' || source === 'work-list'

/** When the user is asked before a call, in addition to the rules against accidental calls. */
export const dialPolicies = ['never-ask', 'ask-when-doubtful', 'ask-always'] as const

/** See {@link dialPolicies}. */
export type DialPolicy = (typeof dialPolicies)[number]

/**
 * Whether the callee may have been reached, so that calling again could be an accident. After no answer, busy or not
 * reached, calling again is what the user means. `outcome`: null while the call is open.
 */
export const mayHaveTalked = (outcome: CallOutcome | null): boolean =>
  outcome === null || outcome === 'answered' || outcome === 'unknown'
