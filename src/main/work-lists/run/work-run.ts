import type { CallbackWhen } from '../../../shared/callbacks/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { AppError } from '../../../shared/platform/schema'
import { AutomaticMode } from './automatic-mode'
import type { FoundEntry } from './claimed-entries'
import { Countdown } from './countdown'
import { EntryPresenting } from './entry-presenting'
import { EntrySettling } from './entry-settling'
import { EntryUpdates } from './entry-updates'
import { HoldConditions } from './hold-conditions'
import { RunCalls } from './run-calls'
import type { RunContext } from './run-context'
import { RunSteps } from './run-steps'
import { RunTurns } from './run-turns'
import { RunView } from './run-view'
import type { WorkRunDeps } from './work-run-ports'

const noRun = failed({ code: 'work-list-gone' })
const done = succeeded(undefined)

/** Working through the work lists of the signed-in account, one list and one entry at a time. */
export interface AccountWorkRun {
  /** Resolves once the entries whose calls were interrupted are matched and the last list is on the screen again. */
  readonly restored: Promise<void>
  start(listId: string): Result<undefined>
  stop(): Result<undefined>
  call(entry: number): Result<undefined>
  hold(): Result<undefined>
  resume(): Result<undefined>
  setAutomatic(isAutomatic: boolean): Result<undefined>
  setTyping(isTyping: boolean): Result<undefined>
  /** Skips an entry; one whose call's reply was lost becomes `unsure` instead, for the user to decide. */
  skip(entry: number): Promise<Result<undefined>>
  later(entry: number, when: CallbackWhen): Promise<Result<undefined>>
  finish(entry: number, result: string | null): Promise<Result<undefined>>
  again(entry: number): Promise<Result<undefined>>
  undo(): Promise<Result<undefined>>
  retry(): Result<undefined>
  /** The window of work lists was shown, or is hidden, minimised or closed. */
  setWindowVisible(isVisible: boolean): void
  /** The screen was locked or unlocked, or the computer sleeps or woke up. */
  onPresence(change: 'lock' | 'unlock' | 'sleep'): void
  close(): void
}

/** Start, stop and events of a run; its parts do the rest. */
class ListRun implements AccountWorkRun {
  readonly restored: Promise<void>
  readonly #context: RunContext
  readonly #presenting: EntryPresenting
  readonly #automatic: AutomaticMode
  readonly #calls: RunCalls
  readonly #settling: EntrySettling
  readonly #off: () => void
  #revision: number
  #isClosed = false

  constructor(deps: WorkRunDeps) {
    const { state, store, clock, presence } = deps
    const countdown = new Countdown(clock)
    const context: RunContext = {
      deps,
      view: new RunView(state),
      holds: new HoldConditions(state, presence),
      steps: new RunSteps(deps),
      turns: new RunTurns(countdown),
      moves: {
        open: (listId) => this.#open(listId),
        load: (entry) => this.#presenting.load(entry),
        next: (...how) => this.#presenting.next(...how),
        present: (...how) => this.#presenting.present(...how),
        prefetch: (entry) => this.#presenting.prefetch(entry),
        dial: (entry, isAutomatic) => this.#calls.dial(entry, isAutomatic),
        followCall: (entry, callKey) => this.#calls.followCall(entry, callKey),
        step: (...what) => this.#settling.step(...what),
        fail: (error) => this.#fail(error)
      }
    }
    this.#context = context
    this.#settling = new EntrySettling(context)
    this.#calls = new RunCalls(context, (callKey) => this.#settling.begin(callKey))
    this.#automatic = new AutomaticMode(context, { countdown, calls: this.#calls })
    this.#presenting = new EntryPresenting(context, { automatic: this.#automatic, calls: this.#calls })
    const updates = new EntryUpdates(state, store)
    this.#revision = state.get('workLists').revision
    this.#off = state.onChange((topic) => {
      if (topic === 'calls' || topic === 'wrapUps') updates.follow()
      if (topic === 'calls') this.#calls.follow()
      if (topic === 'wrapUps' || topic === 'callbacks') this.#settling.onWrapUp()
      if (topic === 'calls' || topic === 'line' || topic === 'prompt') this.#automatic.onConditions()
      if (topic === 'workLists') this.#onLists()
    })
    this.restored = this.#restore()
  }

  // Commands

  start(listId: string): Result<undefined> {
    const { deps, view } = this.#context
    const { run } = view
    if (run?.listId === listId && run.phase.kind !== 'finished') return done
    const { lists } = deps.state.get('workLists')
    if (lists !== null && lists.every(({ id, state }) => id !== listId || state === 'archived')) return noRun
    this.#leave()
    deps.file.write({ listId })
    view.begin(listId, deps.state.get('settings').workLists.isAutomatic)
    void this.#open(listId)
    return done
  }

  stop(): Result<undefined> {
    this.#leave()
    this.#context.deps.file.write(null)
    return done
  }

  call(entry: number): Result<undefined> {
    const run = this.#settling.presented(entry)
    if (run === null) return failed({ code: 'work-entry-changed' })
    this.#context.holds.release()
    this.#calls.dial(run.entry, false)
    return done
  }

  retry(): Result<undefined> {
    const { run } = this.#context.view
    if (run?.phase.kind !== 'failed') return failed({ code: 'work-entry-changed' })
    void this.#open(run.listId)
    return done
  }

  hold = (): Result<undefined> => this.#automatic.hold()
  resume = (): Result<undefined> => this.#automatic.resume()
  setAutomatic = (isAutomatic: boolean): Result<undefined> => this.#automatic.setAutomatic(isAutomatic)
  setTyping = (isTyping: boolean): Result<undefined> => this.#automatic.setTyping(isTyping)
  setWindowVisible = (isVisible: boolean): void => this.#automatic.setWindowVisible(isVisible)
  onPresence = (change: 'lock' | 'unlock' | 'sleep'): void => this.#automatic.onPresence(change)

  skip = (entry: number): Promise<Result<undefined>> =>
    this.#calls.leaveUnresolved(entry) ?? this.#settling.skip(entry)
  later = (entry: number, when: CallbackWhen): Promise<Result<undefined>> => this.#settling.later(entry, when)
  finish = (entry: number, result: string | null): Promise<Result<undefined>> =>
    this.#settling.finish(entry, result)
  again = (entry: number): Promise<Result<undefined>> => this.#settling.again(entry)
  undo = (): Promise<Result<undefined>> => this.#settling.undo()

  close(): void {
    this.#leave()
    this.#isClosed = true
    this.#off()
  }

  // Start and end

  async #restore(): Promise<void> {
    const { deps, view, holds } = this.#context
    const found = await this.#calls.matchClaimed()
    const kept = deps.file.read()
    if (kept === null || this.#isClosed || view.run !== null) return
    view.begin(kept.listId, deps.state.get('settings').workLists.isAutomatic)
    holds.keep('user')
    if (found.ok) this.#resumeOrLoad(kept.listId, found.value)
    else this.#fail(found.error)
  }

  async #open(listId: string): Promise<void> {
    const { turns } = this.#context
    const turn = this.#presenting.load(null)
    const found = await this.#calls.matchClaimed()
    if (turn !== turns.current) return
    if (found.ok) this.#resumeOrLoad(listId, found.value)
    else this.#fail(found.error)
  }

  #resumeOrLoad(listId: string, found: readonly FoundEntry[]): void {
    const one = found.find((each) => each.listId === listId)
    if (one === undefined) void this.#presenting.next(false)
    else this.#calls.followCall(one.entry, one.callKey)
  }

  #leave(): void {
    const { view, holds, turns, steps } = this.#context
    turns.begin()
    this.#presenting.cancelWait()
    // First: dropping a question must not start a countdown for an entry that is left.
    view.clear()
    this.#calls.leave()
    holds.reset()
    steps.forget()
  }

  #fail(error: AppError): void {
    const { view, turns } = this.#context
    turns.begin()
    if (error.code === 'work-list-gone') this.stop()
    else view.set({ phase: { kind: 'failed', error } })
  }

  // Changes of the lists

  #onLists(): void {
    const { deps, view } = this.#context
    const { run } = view
    const { lists, revision } = deps.state.get('workLists')
    const isNew = revision !== this.#revision
    this.#revision = revision
    if (run === null || lists === null) return
    const list = lists.find(({ id }) => id === run.listId)
    if (list === undefined || list.state === 'archived') this.stop()
    else if (isNew) void this.#presenting.check(run)
  }
}

/** Opens the work on the lists of an account. */
export const openWorkRun = (deps: WorkRunDeps): AccountWorkRun => new ListRun(deps)
