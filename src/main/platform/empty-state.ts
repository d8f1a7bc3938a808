import { initialState } from '../../shared/app/state'

/** The state before anything is known: what the program starts with, and tests vary. */
export const emptyState = initialState
