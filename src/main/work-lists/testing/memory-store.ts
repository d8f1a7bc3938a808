import { failed, succeeded, type Result } from '../../../shared/platform/result'
import { workStates, type WorkState } from '../../../shared/work-lists/limits'
import type { WorkEntry, WorkProgress } from '../../../shared/work-lists/schema'
import type { WorkRunStore } from '../work-run-store'

/** An entry of the model, and what it was before its claim and its last step. */
interface Kept {
  entry: WorkEntry
  beforeClaim: WorkEntry | null
  beforeStep: WorkEntry | null
}

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
  onChange: (listId: string, id: number, from: WorkState, to: WorkState, by: string) => void = () => undefined
  #life = 0

  addList(listId: string, entries: readonly WorkEntry[]): void {
    this.lists.set(
      listId,
      new Map(entries.map((entry) => [entry.id, { entry, beforeClaim: null, beforeStep: null }]))
    )
  }

  removeList(listId: string): void {
    this.lists.delete(listId)
  }

  entries(listId: string): WorkEntry[] {
    return [...(this.lists.get(listId)?.values() ?? [])].map(({ entry }) => entry)
  }

  /** Changes an entry as the page of the list does. */
  edit(listId: string, id: number, part: Partial<WorkEntry>): void {
    const kept = this.lists.get(listId)?.get(id)
    if (kept !== undefined) this.#set(listId, kept, { ...kept.entry, ...part }, 'edit')
  }

  /** The program is killed: operations that have not applied yet never do. */
  kill(): void {
    this.#life += 1
  }

  /** The store as a start of the program opens it. */
  open(): WorkRunStore {
    const life = this.#life
    const operate = async <T>(act: () => Result<T>): Promise<Result<T>> => {
      await this.delay()
      if (life !== this.#life) return new Promise(() => undefined)
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
    const done = succeeded(undefined)
    const isClaimed = ({ entry }: Kept, key: string): boolean =>
      entry.state === 'calling' && entry.callKey === key

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
      get: (ref) => on(ref, ({ entry }) => succeeded(entry)),
      claim: (ref) =>
        on(ref, (kept) => {
          if (kept.entry.state === 'calling' || kept.entry.state === 'never') return changed
          kept.beforeClaim = kept.entry
          this.claims.set(ref.callKey, { listId: ref.listId, id: ref.id })
          const part = { state: 'calling', callKey: ref.callKey, callId: null, lastAtMs: ref.nowMs } as const
          this.#set(ref.listId, kept, { ...kept.entry, ...part, dueAtMs: null }, 'claim')
          return done
        }),
      release: (ref) =>
        on(ref, (kept) => {
          if (!isClaimed(kept, ref.callKey) || kept.beforeClaim === null) return changed
          this.#set(ref.listId, kept, kept.beforeClaim, 'release')
          return done
        }),
      accepted: (ref) =>
        on(ref, (kept) => {
          if (!isClaimed(kept, ref.callKey)) return changed
          const before = kept.beforeClaim?.attempts ?? 0
          this.#set(ref.listId, kept, { ...kept.entry, callId: ref.callId, attempts: before + 1 }, 'accepted')
          return done
        }),
      doubt: (ref) =>
        on(ref, (kept) => {
          if (!isClaimed(kept, ref.callKey)) return changed
          this.#set(ref.listId, kept, { ...kept.entry, state: 'unsure' }, 'doubt')
          return done
        }),
      settle: (ref) =>
        on(ref, (kept) => {
          const { step, call } = ref
          const { entry } = kept
          if (entry.state === 'calling' && entry.callKey !== call?.callKey) return changed
          kept.beforeStep = entry
          const state = step.kind
          const after: WorkEntry = {
            ...entry,
            ...(call === null ? {} : { callId: call.callId, outcome: call.outcome, result: call.result }),
            note: call === null ? entry.note : call.note,
            state,
            dueAtMs: step.kind === 'later' ? step.dueAtMs : null,
            retries: step.kind === 'later' && step.isRetry ? entry.retries + 1 : 0
          }
          this.#set(ref.listId, kept, after, 'settle')
          return succeeded(after)
        }),
      unsettle: (ref) =>
        on(ref, (kept) => {
          const before = kept.beforeStep
          if (before === null) return changed
          kept.beforeStep = null
          this.#set(ref.listId, kept, before, 'unsettle')
          return succeeded(before)
        }),
      update: (call) =>
        operate(() => {
          for (const [listId, list] of this.lists) {
            for (const kept of list.values()) {
              if (kept.entry.callKey !== call.callKey) continue
              const { callId, outcome, result, note } = call
              this.#set(listId, kept, { ...kept.entry, callId, outcome, result, note }, 'update')
            }
          }
          return done
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

  #set(listId: string, kept: Kept, entry: WorkEntry, by: string): void {
    const from = kept.entry.state
    kept.entry = entry
    this.onChange(listId, entry.id, from, entry.state, by)
  }
}
