/** The limits of work lists. */
export const workListLimits = {
  /** Lists of an account, with archived ones. */
  maxLists: 200,
  maxEntries: 1_000_000,
  /** Entries of all lists of an account. */
  maxAllEntries: 5_000_000,
  /** The longest name of a list, in UTF-16 units. */
  maxName: 100,
  /** Columns of a source. */
  maxColumns: 100,
  maxFields: 50,
  /** The longest name of a field and the longest value, in UTF-16 units. */
  maxFieldName: 60,
  maxValue: 500,
  /** The longest pasted text, in UTF-16 units. */
  maxPasted: 2_000_000,
  maxScript: 20_000,
  maxChecks: 30,
  maxCheck: 200,
  /** The shortest and longest countdown of automatic mode, in ms. */
  countdownMs: { min: 3_000, max: 60_000 },
  maxRetries: 20,
  /** The longest wait before a retry, in minutes. */
  maxRetryMinutes: 30 * 24 * 60
} as const

/** The state of an entry; an entry is in exactly one. */
export const workStates = [
  /** to be called, in the order of the list */
  'open',
  /** to be called from its due time on */
  'later',
  /** its call is being started, is active or waits for its result */
  'calling',
  /** it isn't known whether its call was made: the user decides whether it is called again */
  'unsure',
  'done',
  'skipped',
  /** the number must not be called: it is on the do-not-call list */
  'never'
] as const

/** See {@link workStates}. */
export type WorkState = (typeof workStates)[number]

/** The state of a list. */
export const workListStates = ['active', 'finished', 'archived'] as const

/** See {@link workListStates}. */
export type WorkListState = (typeof workListStates)[number]

/** Why the automatic mode doesn't start the next call. */
export const holdReasons = [
  /** the user pressed Space or Hold */
  'user',
  /** the user is typing a note, or a dialog is open */
  'typing',
  'screen-locked',
  /** no key or mouse was used for two minutes */
  'idle',
  /** the computer slept, or its clock was set, during the countdown */
  'asleep',
  /** the window is closed, hidden or minimised */
  'window-hidden',
  'line-lost',
  /** the desk phone failed twice in a row */
  'desk-phone',
  /** a calling rule or another question waits for an answer */
  'question',
  /** the last call could not be started */
  'call-failed',
  /** another call is active */
  'busy'
] as const

/** See {@link holdReasons}. */
export type HoldReason = (typeof holdReasons)[number]

/** Most rows of one page of entries. */
export const maxWorkRows = 500

/** Formats of exported lists. */
export const workListFormats = ['csv', 'xlsx'] as const

/** What the user can do to chosen entries: call them as if they were new, leave them out, call skipped ones again. */
export const workEntryChanges = ['reset', 'skip', 'put-back'] as const

/** What a column of a source becomes. */
export const workColumnKinds = ['name', 'company', 'number', 'field', 'ignore'] as const
