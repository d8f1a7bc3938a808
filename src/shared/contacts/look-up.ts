/** The limits of the look-up of names at a server that the user chose, such as that of a CRM. */
export const lookUpLimits = {
  /** For a whole request, in ms. */
  requestMs: 2_000,
  requestsAtOnce: 4,
  maxReplyBytes: 64 * 1_024,
  /** Numbers that one batch asks for; the most important come first. */
  maxPerBatch: 50,
  /** Numbers that wait for a request. */
  maxQueued: 100,
  maxCached: 2_000,
  /** How long an answer is used, in ms. */
  foundMs: 3_600_000,
  unknownMs: 300_000,
  maxLink: 2_000
} as const

/** Why a server gave no usable answer. */
export const lookUpProblems = [
  'unreachable',
  'timed-out',
  'certificate-refused',
  /** Any status but 2xx and 404. */
  'refused',
  /** A redirect isn't followed. */
  'redirected',
  'too-large',
  'not-json',
  /** JSON of another shape. */
  'unknown-shape'
] as const

/** See {@link lookUpProblems}. */
export type LookUpProblem = (typeof lookUpProblems)[number]
