import type { WorkState } from '../../../shared/work-lists/limits'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import type { EntryCall, EntryStep } from './work-run-store'

// How entries change from state to state; the store applies these moves to its rows.

/** What changes of an entry while a list is worked through. */
export interface EntryStanding extends Pick<
  WorkEntry,
  'dueAtMs' | 'attempts' | 'retries' | 'lastAtMs' | 'outcome' | 'result' | 'note' | 'callKey' | 'callId'
> {
  state: WorkState
  /** When the call of `callKey` was claimed; null: no call was claimed. */
  claimedAtMs: number | null
  /** The service accepted the call of `callKey`. */
  isAccepted: boolean
  /** The entry before its claim; kept while it is `calling` or `unsure`. */
  former: EntryStanding | null
}

/** The entry after a move; null: it isn't in a state for that move. */
type Moved = EntryStanding | null

/** True if the entry has a claim that hasn't been settled. */
const isClaimedBy = ({ state, callKey, former }: EntryStanding, key: string): boolean =>
  (state === 'calling' || (state === 'unsure' && former !== null)) && callKey === key

/** The entry with one former one: an entry can be claimed and doubted again and again. */
const shortened = (entry: EntryStanding): EntryStanding => ({
  ...entry,
  former: entry.former === null ? null : { ...entry.former, former: null }
})

/** See `WorkRunStore.claim`. */
export function claimed(entry: EntryStanding, callKey: string, nowMs: number): Moved {
  if (entry.state === 'calling' || entry.state === 'never') return null
  return {
    ...entry,
    state: 'calling',
    dueAtMs: null,
    callKey,
    callId: null,
    claimedAtMs: nowMs,
    isAccepted: false,
    former: shortened(entry)
  }
}

/** See `WorkRunStore.release`. */
export function released(entry: EntryStanding, callKey: string): Moved {
  return isClaimedBy(entry, callKey) && !entry.isAccepted ? entry.former : null
}

/** See `WorkRunStore.accepted`. Accepting twice counts once. */
export function accepted(entry: EntryStanding, callKey: string, callId: string | null): Moved {
  if (!isClaimedBy(entry, callKey)) return null
  return {
    ...entry,
    state: 'calling',
    attempts: entry.attempts + (entry.isAccepted ? 0 : 1),
    lastAtMs: entry.claimedAtMs,
    callId: callId ?? entry.callId,
    isAccepted: true
  }
}

/** See `WorkRunStore.doubt`. */
export function doubted(entry: EntryStanding, callKey: string): Moved {
  return isClaimedBy(entry, callKey) ? { ...entry, state: 'unsure' } : null
}

/** The entry with what became known of its call. */
function withCall(entry: EntryStanding, call: EntryCall): EntryStanding {
  return {
    ...entry,
    callId: call.callId ?? entry.callId,
    outcome: call.outcome,
    result: call.result,
    note: call.note
  }
}

/** See `WorkRunStore.settle`. A call that is settled was made, so it counts as accepted. */
export function settled(entry: EntryStanding, step: EntryStep, call: EntryCall | null): Moved {
  const made = call === null ? entry : accepted(entry, call.callKey, call.callId)
  if (made === null || (call === null && (entry.state === 'calling' || entry.state === 'never'))) return null
  const known = call === null ? made : withCall(made, call)
  const isRetry = step.kind === 'later' && step.isRetry
  return {
    ...known,
    state: step.kind,
    dueAtMs: step.kind === 'later' ? step.dueAtMs : null,
    retries: isRetry ? known.retries + 1 : call === null ? known.retries : 0,
    former: null
  }
}

/** See `WorkRunStore.update`. An outcome that is known doesn't become unknown again. */
export const updated = (entry: EntryStanding, call: EntryCall): EntryStanding =>
  withCall(entry, { ...call, outcome: call.outcome ?? entry.outcome })
