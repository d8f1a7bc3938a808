import type { Result } from '../../../shared/platform/result'
import type { AppError } from '../../../shared/platform/schema'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import type { HoldConditions } from './hold-conditions'
import type { RunSteps, StepResult } from './run-steps'
import type { RunTurns } from './run-turns'
import type { RunView } from './run-view'
import type { WorkRunDeps } from './work-run-ports'

/** From one part of a run to another. */
interface RunMoves {
  /** Takes up a call of the list that wasn't wrapped up, else the next entry. */
  open(listId: string): Promise<void>
  /** Shows that an entry is being read (`entry`: the expected one), and returns the turn that this begins. */
  load(entry: WorkEntry | null): number
  /** Reads the next entry. `isAdvance`: the user has just finished one. `isQuiet`: without showing that it is read. */
  next(isAdvance: boolean, isQuiet?: boolean): Promise<void>
  /** Presents an entry. `isAdvance`: a countdown may start. `error`: why the last try failed. */
  present(entry: WorkEntry | null, isAdvance: boolean, error?: AppError | null): void
  prefetch(entry: WorkEntry): Promise<void>
  dial(entry: WorkEntry, isAutomatic: boolean): void
  /** Shows the call of an entry until it ends, then its wrap-up. */
  followCall(entry: WorkEntry, callKey: string): void
  /** Carries out a step of an entry, then presents the next one, or the same one (`isSame`). */
  step(entry: WorkEntry, settle: () => Promise<StepResult>, isSame?: boolean): Promise<Result<undefined>>
  /** Shows that the store failed; a list that is gone ends the run. */
  fail(error: AppError): void
}

/** What the parts of a run share. */
export interface RunContext {
  readonly deps: WorkRunDeps
  readonly view: RunView
  readonly holds: HoldConditions
  readonly steps: RunSteps
  readonly turns: RunTurns
  readonly moves: RunMoves
}
