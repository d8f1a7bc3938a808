import type { WorkProgress } from '../../../shared/work-lists/schema'

/** Entries of a list that are finished: done, skipped or never called. */
export const finishedIn = ({ byState }: WorkProgress): number =>
  byState.done + byState.skipped + byState.never

/** Entries of a list that are left. */
export const leftIn = (progress: WorkProgress): number => progress.entries - finishedIn(progress)
