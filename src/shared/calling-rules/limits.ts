/** What a rule does with a number that breaks it. */
export const ruleActions = ['off', 'ask', 'refuse'] as const

/** See {@link ruleActions}. */
export type RuleAction = (typeof ruleActions)[number]

/** The calling rules, in the order in which they are checked. */
const callingRules = ['do-not-call', 'hours', 'attempts'] as const

/** See {@link callingRules}. */
export type CallingRule = (typeof callingRules)[number]

/** The rule that a breach belongs to, by the kind of the breach. */
export const ruleOf = {
  'do-not-call': 'do-not-call',
  'do-not-call-unknown': 'do-not-call',
  'outside-hours': 'hours',
  'too-many-attempts': 'attempts',
  'attempts-unknown': 'attempts'
} as const satisfies Record<string, CallingRule>

/** The rolling periods in which attempts are counted: 60 minutes, 24 hours, and the user's number of days. */
export const attemptPeriods = ['hour', 'day', 'total'] as const

/** See {@link attemptPeriods}. */
export type AttemptPeriod = (typeof attemptPeriods)[number]

/** How a rule's question or refusal ended: confirmed, not confirmed, or refused. */
export const ruleAnswers = ['yes', 'no', 'refused'] as const

/** The limits of calling rules. */
export const ruleLimits = {
  /** Numbers that the user puts on the do-not-call list; a file can hold more. */
  maxDoNotCall: 100_000,
  /** The most entries of a page. */
  maxPage: 200,
  /** The longest reason, in UTF-16 units. */
  maxReason: 200,
  /** The highest limit of attempts in a period. */
  maxAttempts: 100,
  /** The longest period for the total, in days. */
  maxTotalDays: 90
} as const
