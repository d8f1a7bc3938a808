/** The source of a number to dial. */
export const dialSources = [
  'window',
  'hot-key',
  'tray',
  'link',
  'command-line',
  'notification',
  'work-list'
] as const

/** See {@link dialSources}. */
export type DialSource = (typeof dialSources)[number]

/** True if the questions about numbers of this source are shown in a full window, not in the small prompt window. */
export const isShownInWindows = (source: DialSource): boolean => source === 'window' || source === 'work-list'

/** When the user is asked before a call, in addition to the rules against accidental calls. */
export const dialPolicies = ['never-ask', 'ask-when-doubtful', 'ask-always'] as const

/** See {@link dialPolicies}. */
export type DialPolicy = (typeof dialPolicies)[number]
