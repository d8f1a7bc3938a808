import type { CallOutcome } from '../../../shared/calls/steps'
import type { Result } from '../../../shared/platform/result'
import type { WorkEntry, WorkProgress } from '../../../shared/work-lists/schema'

/** What becomes of an entry after its call, or instead of one. */
export type EntryStep =
  | { kind: 'done' }
  | { kind: 'later'; dueAtMs: number; isRetry: boolean }
  | { kind: 'skipped' }
  | { kind: 'never' }

/** What is known of an entry's call. */
export interface EntryCall {
  callKey: string
  callId: string | null
  /** Null: still unknown. */
  outcome: CallOutcome | null
  result: string | null
  note: string
}

/** An entry of a list. */
interface EntryRef {
  listId: string
  id: number
}

/**
 * The work lists as far as working through one needs them. Every change is durable when its promise resolves. Errors:
 * `work-list-gone`, `work-entry-changed` if the entry isn't in the state that the change needs, `work-lists-failed`.
 */
export interface WorkRunStore {
  /**
   * The entry to call next: `unsure` ones, then `later` ones that are due (earliest first), then `open` ones in order.
   * `except`: ids that don't count. `nextDueAtMs`: when the next `later` entry is due if none is returned.
   */
  next(asked: {
    listId: string
    nowMs: number
    except: readonly number[]
  }): Promise<Result<{ entry: WorkEntry | null; nextDueAtMs: number | null }>>
  get(ref: EntryRef): Promise<Result<WorkEntry>>
  /** Makes an entry `calling` (from any state but `calling` and `never`), right before its request is sent. */
  claim(ref: EntryRef & { callKey: string; nowMs: number }): Promise<Result<undefined>>
  /** The claimed call wasn't made: the entry is back in its former state. Not once the call was accepted. */
  release(ref: EntryRef & { callKey: string }): Promise<Result<undefined>>
  /** The service accepted the claimed call: it counts as an attempt, once. Also for a doubted one, which is `calling` again. */
  accepted(ref: EntryRef & { callKey: string; callId: string | null }): Promise<Result<undefined>>
  /** Whether the claimed call was made is unknown: the user decides. */
  doubt(ref: EntryRef & { callKey: string }): Promise<Result<undefined>>
  /** Moves an entry on. `call`: of its claimed or doubted call; null: without a call, from any state but `calling` and `never`. */
  settle(
    ref: EntryRef & { step: EntryStep; call: EntryCall | null; nowMs: number }
  ): Promise<Result<WorkEntry>>
  /** Undoes the last `settle` of a list unless the entry has changed since; returns the entry as it was before. */
  unsettle(ref: EntryRef): Promise<Result<WorkEntry>>
  /** Result, note or outcome of the last call of an entry have changed later. Nothing happens if it is of no entry. */
  update(call: EntryCall): Promise<Result<undefined>>
  /** The entries that are `calling`, of all lists, as at the start of the program. */
  claimed(): Promise<Result<{ listId: string; entry: WorkEntry }[]>>
  progress(listId: string): Promise<Result<WorkProgress>>
}
