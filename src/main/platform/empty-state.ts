import { initialState } from '../../shared/app/state'

/** The initial state of the program, and the base of states in tests. */
export const emptyState = initialState
