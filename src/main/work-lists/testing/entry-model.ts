import type { WorkEntry, WorkEntryFilter } from '../../../shared/work-lists/schema'
import type { EntryCall, EntryStep } from '../run/work-run-store'

// A plain model of one list in memory, written from the contract of WorkRunStore; the store's moves aren't used.

/** An entry of the model. */
interface ModelEntry extends WorkEntry {
  claimedAtMs: number | null
  isAccepted: boolean
  /** The entries before its unsettled claims, the newest last. */
  before: ModelEntry[]
}

/** Outcome of a change: `work-entry-changed` if the entry isn't in the right state. */
export type ModelOutcome = 'done' | 'work-entry-changed'

/** One list in memory. */
export class ListModel {
  entries: ModelEntry[]
  #undo: { id: number; entry: ModelEntry } | null = null

  constructor(entries: readonly WorkEntry[]) {
    this.entries = entries.map((entry) => ({ ...entry, claimedAtMs: null, isAccepted: false, before: [] }))
  }

  /** The entries as the program sees them. */
  shown(): WorkEntry[] {
    return this.entries.map(({ claimedAtMs: _at, isAccepted: _is, before: _before, ...entry }) => entry)
  }

  claim(id: number, callKey: string, nowMs: number): ModelOutcome {
    return this.#change(id, (entry) => {
      if (entry.state === 'calling' || entry.state === 'never') return null
      const before = [...entry.before.slice(-1), entry]
      const claim = { callKey, callId: null, claimedAtMs: nowMs, isAccepted: false, dueAtMs: null }
      return { ...entry, ...claim, state: 'calling', before }
    })
  }

  release(id: number, callKey: string): ModelOutcome {
    return this.#change(id, (entry) => {
      const former = entry.before.at(-1)
      if (!isClaim(entry, callKey) || entry.isAccepted || former === undefined) return null
      return { ...former, before: entry.before.slice(0, -1) }
    })
  }

  accept(id: number, callKey: string, callId: string | null): ModelOutcome {
    return this.#change(id, (entry) => (isClaim(entry, callKey) ? acceptedOf(entry, callId) : null))
  }

  doubt(id: number, callKey: string): ModelOutcome {
    return this.#change(id, (entry) => (isClaim(entry, callKey) ? { ...entry, state: 'unsure' } : null))
  }

  settle(id: number, step: EntryStep, call: EntryCall | null): ModelOutcome {
    const before = this.entries[id]
    const outcome = this.#change(id, (entry) => {
      if (call === null && (entry.state === 'calling' || entry.state === 'never')) return null
      if (call !== null && !isClaim(entry, call.callKey)) return null
      const made = call === null ? entry : { ...acceptedOf(entry, call.callId), ...knownOf(call) }
      const dueAtMs = step.kind === 'later' ? step.dueAtMs : null
      const retries =
        step.kind === 'later' && step.isRetry ? made.retries + 1 : call === null ? made.retries : 0
      return { ...made, state: step.kind, dueAtMs, retries, before: [] }
    })
    if (outcome === 'done' && before !== undefined) this.#undo = { id, entry: before }
    return outcome
  }

  unsettle(id: number): ModelOutcome {
    const undo = this.#undo
    if (undo?.id !== id) return 'work-entry-changed'
    this.#undo = null
    this.entries[id] = undo.entry
    return 'done'
  }

  update(call: EntryCall): number {
    const mine = this.entries.filter(({ callKey }) => callKey === call.callKey)
    for (const entry of mine) {
      const known = { ...knownOf(call), outcome: call.outcome ?? entry.outcome }
      this.entries[entry.id] = { ...entry, ...known, callId: call.callId ?? entry.callId }
    }
    return mine.length
  }

  choose(ids: readonly number[], change: 'reset' | 'skip' | 'put-back'): number {
    let changed = 0
    for (const id of new Set(ids)) {
      const entry = this.entries[id]
      const next = entry === undefined ? null : chosen(entry, change)
      if (next === null) continue
      this.entries[id] = next
      changed += 1
    }
    if (changed > 0) this.#undo = null
    return changed
  }

  /** The id of the entry to call next, and the next due time without one. */
  next(nowMs: number, except: readonly number[]): { id: number | null; nextDueAtMs: number | null } {
    const left = this.entries.filter(({ id }) => !except.includes(id))
    const later = left
      .filter(({ state }) => state === 'later')
      .toSorted((one, other) => (one.dueAtMs ?? 0) - (other.dueAtMs ?? 0) || one.id - other.id)
    const due = later.find(({ dueAtMs }) => (dueAtMs ?? 0) <= nowMs)
    const found =
      left.find(({ state }) => state === 'unsure') ?? due ?? left.find(({ state }) => state === 'open')
    const waiting = later.find(({ dueAtMs }) => (dueAtMs ?? 0) > nowMs)
    return { id: found?.id ?? null, nextDueAtMs: found === undefined ? (waiting?.dueAtMs ?? null) : null }
  }

  /** The ids of the entries that match a filter of states and results. */
  matching({ states, results }: Pick<WorkEntryFilter, 'states' | 'results'>): number[] {
    return this.entries
      .filter(({ state }) => states.length === 0 || states.includes(state))
      .filter(
        ({ lastAtMs, result }) => results.length === 0 || (lastAtMs !== null && results.includes(result))
      )
      .map(({ id }) => id)
  }

  #change(id: number, change: (entry: ModelEntry) => ModelEntry | null): ModelOutcome {
    const entry = this.entries[id]
    const changed = entry === undefined ? null : change(entry)
    if (changed === null) return 'work-entry-changed'
    this.entries[id] = changed
    if (this.#undo?.id === id) this.#undo = null
    return 'done'
  }
}

/** True if the call is claimed and not settled. */
const isClaim = ({ state, callKey, before }: ModelEntry, key: string): boolean =>
  before.length > 0 && (state === 'calling' || state === 'unsure') && callKey === key

const acceptedOf = (entry: ModelEntry, callId: string | null): ModelEntry => ({
  ...entry,
  state: 'calling',
  attempts: entry.attempts + (entry.isAccepted ? 0 : 1),
  lastAtMs: entry.claimedAtMs,
  callId: callId ?? entry.callId,
  isAccepted: true
})

const knownOf = ({ outcome, result, note }: EntryCall): Pick<WorkEntry, 'outcome' | 'result' | 'note'> => ({
  outcome,
  result,
  note
})

function chosen(entry: ModelEntry, change: 'reset' | 'skip' | 'put-back'): ModelEntry | null {
  const { state } = entry
  if (change === 'put-back') return state === 'skipped' ? { ...entry, state: 'open' } : null
  if (state === 'calling' || state === 'never') return null
  if (change === 'skip')
    return state === 'done' || state === 'skipped'
      ? null
      : { ...entry, state: 'skipped', dueAtMs: null, before: [] }
  const call = { lastAtMs: null, outcome: null, result: null, note: '', callKey: null, callId: null }
  const rest = { attempts: 0, retries: 0, dueAtMs: null, claimedAtMs: null, isAccepted: false, before: [] }
  return { ...entry, ...call, ...rest, state: 'open' }
}
