/** Limits of campaigns' progress. */
export const progressLimits = {
  maxDays: 3_660,
  /** Missing parts that are listed. */
  maxGaps: 20,
  maxFigures: 1_000,
  /** A result older than this is counted again when its import is opened, in ms. */
  staleAfterMs: 10 * 60_000
} as const

/** Which sent numbers a list of those not reached has: never called, called without an answer, or both. */
export const notReachedChoices = ['not-called', 'not-answered', 'both'] as const

/** See {@link notReachedChoices}. */
export type NotReachedChoice = (typeof notReachedChoices)[number]
