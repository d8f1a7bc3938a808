import type { Callback, CallbackWhen } from '../../../shared/callbacks/schema'
import type { Result } from '../../../shared/platform/result'
import type { ClaimedDial } from '../../dialling/claimed-dial'
import type { Clock } from '../../platform/ports'
import type { StateStore } from '../../platform/state-store'
import type { Presence } from './hold-conditions'
import type { WorkRunStore } from './work-run-store'

/** The list that is being worked through, kept between runs of the program. */
export interface WorkRunFile {
  read(): { listId: string } | null
  write(kept: { listId: string } | null): void
}

/** The call-backs of the account, as far as working through a list needs them. */
interface RunCallbacks {
  add(entered: {
    from: { kind: 'call'; key: string } | { kind: 'number'; text: string }
    when: CallbackWhen
    note: string
  }): Promise<Result<Pick<Callback, 'id'>>>
  remove(id: string): Promise<Result<undefined>>
}

/** The do-not-call list, as far as working through a list needs it. Changes are durable when they resolve. */
interface RunDoNotCall {
  /** Adds a number. `changeId`: for `undo`; null: nothing changed. */
  add(number: string, reason: string): Promise<Result<{ changeId: number | null }>>
  /** Undoes a change of this run of the program. */
  undo(changeId: number): Promise<Result<undefined>>
}

/** What working through a list needs of the program. */
export interface WorkRunDeps {
  state: StateStore
  clock: Clock
  store: WorkRunStore
  file: WorkRunFile
  /** Starts the call of an intent. */
  dial: (claimed: ClaimedDial) => void
  /** Cancels the intent whose question is shown. */
  cancelDial: () => void
  callbacks: RunCallbacks
  doNotCall: RunDoNotCall
  /** The reason of a number that a result puts on the do-not-call list. */
  neverReason: (result: string) => string
  presence: Presence
  newKey: () => string
  /** The computer's current zone (IANA). */
  timeZone: () => string
}
