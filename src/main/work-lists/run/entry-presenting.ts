import type { AppError } from '../../../shared/platform/schema'
import type { WorkEntry, WorkRun } from '../../../shared/work-lists/schema'
import type { AutomaticMode } from './automatic-mode'
import type { RunCalls } from './run-calls'
import type { RunContext } from './run-context'

/** The longest wait for a due entry, in ms: a jump of the wall clock is noticed after it at the latest. */
const longestWaitMs = 30_000

/** How long to wait for an entry; both in epoch ms. */
const waitFor = (dueAtMs: number, atMs: number): number =>
  Math.min(Math.max(0, dueAtMs - atMs), longestWaitMs)

/** Presents one entry after the other, and waits for the next due one. */
export class EntryPresenting {
  readonly #context: RunContext
  readonly #automatic: Pick<AutomaticMode, 'onPresented'>
  readonly #calls: Pick<RunCalls, 'matchClaimed'>
  #cancelWait: () => void = () => undefined
  /** The turn in which the next entry is being read, and whether the list has changed since. */
  #reading: { turn: number; isStale: boolean } | null = null

  constructor(
    context: RunContext,
    parts: { automatic: Pick<AutomaticMode, 'onPresented'>; calls: Pick<RunCalls, 'matchClaimed'> }
  ) {
    this.#context = context
    this.#automatic = parts.automatic
    this.#calls = parts.calls
  }

  /** See {@link RunContext.moves}. */
  load(entry: WorkEntry | null): number {
    const { turns, view } = this.#context
    const turn = turns.begin()
    view.set({ entry, next: null, phase: { kind: 'loading' } })
    return turn
  }

  async next(isAdvance: boolean, isQuiet = false): Promise<void> {
    const { view, turns } = this.#context
    const { run } = view
    if (run === null) return
    const reading = { turn: isQuiet ? turns.begin() : this.load(run.next), isStale: false }
    this.#reading = reading
    this.cancelWait()
    await this.#read(run.listId, isAdvance)
    if (this.#reading !== reading) return
    this.#reading = null
    // Not before: taking up a call changes its entry, so reading anew at once would never end.
    if (reading.isStale && reading.turn === turns.current) await this.next(isAdvance, true)
  }

  present(entry: WorkEntry | null, isAdvance: boolean, error: AppError | null = null): void {
    const { deps, view, turns } = this.#context
    const { run } = view
    if (run === null || entry === null) return
    turns.begin()
    view.set({ entry })
    void this.prefetch(entry)
    if (deps.file.read()?.listId !== run.listId) deps.file.write({ listId: run.listId })
    this.#automatic.onPresented(entry, isAdvance, error)
  }

  async prefetch(entry: WorkEntry): Promise<void> {
    const { deps, view } = this.#context
    const { run } = view
    if (run === null) return
    const { store, clock } = deps
    const reply = await store.next({ listId: run.listId, nowMs: clock.now(), except: [entry.id] })
    const current = view.run
    if (current?.listId === run.listId && current.entry?.id === entry.id) {
      view.set({ next: reply.ok ? reply.value.entry : null })
    }
  }

  /** Follows a change of the presented entry that wasn't made by the run. */
  async check({ listId, entry, phase }: NonNullable<WorkRun>): Promise<void> {
    const { deps, view, turns, moves } = this.#context
    if (this.#reading?.turn === turns.current) {
      this.#reading.isStale = true
      return
    }
    if (phase.kind === 'waiting' || phase.kind === 'finished') {
      await this.next(false, true)
      return
    }
    if (entry === null || (phase.kind !== 'ready' && phase.kind !== 'countdown')) return
    const turn = turns.current
    const reply = await deps.store.get({ listId, id: entry.id })
    if (turn !== turns.current) return
    const { kind } = view.run?.phase ?? { kind: null }
    if (kind !== 'ready' && kind !== 'countdown') return
    if (!reply.ok) moves.fail(reply.error)
    else if (['open', 'later', 'unsure'].includes(reply.value.state)) view.setEntry(reply.value)
    else void this.next(false)
  }

  cancelWait(): void {
    this.#cancelWait()
    this.#cancelWait = () => undefined
  }

  async #read(listId: string, isAdvance: boolean): Promise<void> {
    const { deps, turns, moves } = this.#context
    const turn = turns.current
    const reply = await deps.store.next({ listId, nowMs: deps.clock.now(), except: [] })
    if (turn !== turns.current) return
    if (!reply.ok) {
      moves.fail(reply.error)
      return
    }
    if (reply.value.entry !== null) {
      this.present(reply.value.entry, isAdvance)
      return
    }
    // Nothing is due: takes up a call that the user left without wrapping it up, else waits.
    const found = await this.#calls.matchClaimed(listId)
    if (turn !== turns.current) return
    const one = found.ok ? found.value.find((each) => each.listId === listId) : undefined
    if (!found.ok) moves.fail(found.error)
    else if (one !== undefined) moves.followCall(one.entry, one.callKey)
    else if (this.#reading?.isStale !== true) this.#wait(reply.value.nextDueAtMs)
  }

  #wait(nextDueAtMs: number | null): void {
    const { deps, view } = this.#context
    const { clock, file } = deps
    if (nextDueAtMs === null) {
      file.write(null)
      view.set({ entry: null, next: null, phase: { kind: 'finished' } })
      return
    }
    view.set({ entry: null, next: null, phase: { kind: 'waiting', nextDueAtMs } })
    this.#cancelWait = clock.after(waitFor(nextDueAtMs, clock.now()), () => void this.next(false, true))
  }
}
