import type { ProgressFigure } from '../../../shared/imports/progress-schema'

/** What became of sent numbers, in the order of the bar. */
export const reachedParts = ['answered', 'notAnswered', 'notCalled'] as const

/** See {@link reachedParts}. */
type ReachedPart = (typeof reachedParts)[number]

/** The sent numbers by part. */
export type Reached = Pick<ProgressFigure, 'sent' | ReachedPart>

/** Numbers that were called. */
export const calledOf = ({ answered, notAnswered }: Reached): number => answered + notAnswered

/** The share of `part` in `whole`, 0 to 1; 0 of nothing. */
export const shareOf = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole)
