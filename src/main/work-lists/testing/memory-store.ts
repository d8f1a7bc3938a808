import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { workStates, type WorkState } from '../../../shared/work-lists/limits'
import type { WorkEntry, WorkProgress } from '../../../shared/work-lists/schema'
import {
  accepted,
  claimed,
  doubted,
  released,
  settled,
  updated,
  type EntryStanding
} from '../run/entry-moves'
import type { WorkRunStore } from '../run/work-run-store'

/** An entry of the model, and what it was before its last step. */
interface Kept {
  readonly fixed: WorkEntry
  standing: EntryStanding
  beforeStep: EntryStanding | null
}

/** What a change of an entry was. */
export type StoreChange =
  | 'claim'
  | 'release'
  | 'accepted'
  | 'doubt'
  | 'settle'
  | 'unsettle'
  | 'update'
  | 'edit'

/** The number of the entry with an id in a list of tests: valid mobile numbers, different for each list. */
export const entryNumber = (list: number, id: number): string =>
  `1380013${list}${String(id).padStart(3, '0')}`

/** A blank entry. */
export const blankEntry = (id: number, number: string): WorkEntry => ({
  id,
  number,
  name: `Name ${id}`,
  company: '',
  fields: [],
  state: 'open',
  dueAtMs: null,
  attempts: 0,
  retries: 0,
  lastAtMs: null,
  outcome: null,
  result: null,
  note: '',
  callKey: null,
  callId: null
})

const standingOf = (entry: WorkEntry): EntryStanding => ({
  ...{ state: entry.state, dueAtMs: entry.dueAtMs, attempts: entry.attempts, retries: entry.retries },
  ...{ lastAtMs: entry.lastAtMs, outcome: entry.outcome, result: entry.result, note: entry.note },
  ...{ callKey: entry.callKey, callId: entry.callId, claimedAtMs: null, isAccepted: false, former: null }
})

function entryOf({ fixed, standing }: Kept): WorkEntry {
  const { state, dueAtMs, attempts, retries, lastAtMs, outcome, result, note, callKey, callId } = standing
  const known = { state, dueAtMs, attempts, retries, lastAtMs, outcome, result, note, callKey, callId }
  return { ...fixed, ...known }
}

/**
 * The store of work lists in memory, which a test can slow down, fail and kill. Its lists outlive `kill`, like the
 * database.
 */
export class MemoryStore {
  readonly lists = new Map<string, Map<number, Kept>>()
  /** The keys of all claims, with their entries. */
  readonly claims = new Map<string, { listId: string; id: number }>()
  /** How long an operation takes before it applies; it is durable once it has applied. */
  delay: () => Promise<void> = () => Promise.resolve()
  /** True: the next operation fails, and changes nothing. */
  takeFailure: () => boolean = () => false
  onChange: (change: {
    listId: string
    id: number
    from: WorkState
    to: WorkState
    by: StoreChange
  }) => void = () => undefined
  /** So many more operations are answered, so that a loop ends. */
  allowed = Infinity
  /** An operation to claim begins. */
  onClaim: (listId: string, id: number) => void = () => undefined
  #life = 0

  addList(listId: string, entries: readonly WorkEntry[]): void {
    this.lists.set(
      listId,
      new Map(entries.map((fixed) => [fixed.id, { fixed, standing: standingOf(fixed), beforeStep: null }]))
    )
  }

  removeList(listId: string): void {
    this.lists.delete(listId)
  }

  entries(listId: string): WorkEntry[] {
    return [...(this.lists.get(listId)?.values() ?? [])].map(entryOf)
  }

  /** Changes an entry as the page of the list does. */
  edit(listId: string, id: number, part: Partial<EntryStanding>): void {
    const kept = this.lists.get(listId)?.get(id)
    if (kept === undefined) return
    kept.beforeStep = null
    this.#set(listId, kept, { ...kept.standing, ...part, former: null }, 'edit')
  }

  /** The program is killed: operations that have not applied yet never do. */
  kill(): void {
    this.#life += 1
  }

  /** The store as a start of the program opens it. */
  open(): WorkRunStore {
    const life = this.#life
    const operate = async <T>(act: () => Result<T>): Promise<Result<T>> => {
      this.allowed -= 1
      await this.delay()
      if (life !== this.#life || this.allowed < 0) return new Promise(() => undefined)
      return this.takeFailure() ? failed({ code: 'work-lists-failed' }) : act()
    }
    const on = <T>(ref: { listId: string; id: number }, act: (kept: Kept) => Result<T>): Promise<Result<T>> =>
      operate(() => {
        const list = this.lists.get(ref.listId)
        if (list === undefined) return failed({ code: 'work-list-gone' })
        const kept = list.get(ref.id)
        return kept === undefined ? failed({ code: 'work-entry-changed' }) : act(kept)
      })
    const changed = failed({ code: 'work-entry-changed' })
    const move = (
      ref: { listId: string; id: number },
      by: StoreChange,
      to: (standing: EntryStanding) => EntryStanding | null
    ): Promise<Result<undefined>> =>
      on(ref, (kept) => {
        const moved = to(kept.standing)
        if (moved === null) return changed
        this.#set(ref.listId, kept, moved, by)
        return succeeded(undefined)
      })

    return {
      next: ({ listId, nowMs, except }) =>
        operate(() => {
          if (!this.lists.has(listId)) return failed({ code: 'work-list-gone' })
          const rest = this.entries(listId).filter(({ id }) => !except.includes(id))
          const later = rest
            .filter(({ state }) => state === 'later')
            .sort((a, b) => (a.dueAtMs ?? 0) - (b.dueAtMs ?? 0))
          const entry =
            rest.find(({ state }) => state === 'unsure') ??
            later.find(({ dueAtMs }) => (dueAtMs ?? 0) <= nowMs) ??
            rest.find(({ state }) => state === 'open') ??
            null
          return succeeded({ entry, nextDueAtMs: entry === null ? (later[0]?.dueAtMs ?? null) : null })
        }),
      get: (ref) => on(ref, (kept) => succeeded(entryOf(kept))),
      claim: (ref) => {
        this.onClaim(ref.listId, ref.id)
        return move(ref, 'claim', (standing) => {
          const moved = claimed(standing, ref.callKey, ref.nowMs)
          if (moved !== null) this.claims.set(ref.callKey, { listId: ref.listId, id: ref.id })
          return moved
        })
      },
      release: (ref) => move(ref, 'release', (standing) => released(standing, ref.callKey)),
      accepted: (ref) => move(ref, 'accepted', (standing) => accepted(standing, ref.callKey, ref.callId)),
      doubt: (ref) => move(ref, 'doubt', (standing) => doubted(standing, ref.callKey)),
      settle: (ref) =>
        on(ref, (kept) => {
          const before = kept.standing
          const moved = settled(before, ref.step, ref.call)
          if (moved === null) return changed
          this.#set(ref.listId, kept, moved, 'settle')
          kept.beforeStep = before
          return succeeded(entryOf(kept))
        }),
      unsettle: (ref) =>
        on(ref, (kept) => {
          const before = kept.beforeStep
          if (before === null) return changed
          kept.beforeStep = null
          this.#set(ref.listId, kept, before, 'unsettle')
          return succeeded(entryOf(kept))
        }),
      update: (call) =>
        operate(() => {
          for (const [listId, list] of this.lists) {
            for (const kept of list.values()) {
              if (kept.standing.callKey === call.callKey) {
                this.#set(listId, kept, updated(kept.standing, call), 'update')
              }
            }
          }
          return succeeded(undefined)
        }),
      claimed: () =>
        operate(() =>
          succeeded(
            [...this.lists.keys()].flatMap((listId) =>
              this.entries(listId)
                .filter(({ state }) => state === 'calling')
                .map((entry) => ({ listId, entry }))
            )
          )
        ),
      progress: (listId) => operate(() => succeeded(this.progress(listId)))
    }
  }

  /** The progress of a list. */
  progress(listId: string): WorkProgress {
    const entries = this.entries(listId)
    const countOf = (state: WorkState): number => entries.filter((one) => one.state === state).length
    const byState = Object.fromEntries(workStates.map((state) => [state, countOf(state)]))
    return {
      entries: entries.length,
      byState: byState as WorkProgress['byState'],
      called: entries.filter(({ attempts }) => attempts > 0).length,
      answered: entries.filter(({ outcome }) => outcome === 'answered').length,
      byResult: [],
      nextDueAtMs: null,
      betweenCallsMs: null
    }
  }

  #set(listId: string, kept: Kept, standing: EntryStanding, by: StoreChange): void {
    const from = kept.standing.state
    kept.standing = standing
    this.onChange({ listId, id: kept.fixed.id, from, to: standing.state, by })
  }
}
