import { defaultSettings } from '../../../shared/app/settings'
import type { Callback } from '../../../shared/callbacks/schema'
import type { Call } from '../../../shared/calls/schema'
import { succeeded } from '../../../shared/platform/result'
import type { WorkList, WorkListSettings, WorkRun } from '../../../shared/work-lists/schema'
import { dueTimeOf } from '../../callbacks/due-time'
import { openPrompter, testAccount, type PrompterUnderTest } from '../../dialling/testing/prompt'
import type { StartCallRequest } from '../../platform/ports'
import type { HoldReason } from '../../../shared/work-lists/limits'
import { openWorkRun, type AccountWorkRun } from '../run/work-run'
import { blankEntry, entryNumber, MemoryStore } from './memory-store'

/** The ids of the two lists of tests. */
export const listIds = [
  '6d0d9d38-8f5a-4f6e-9b1e-000000000001',
  '6d0d9d38-8f5a-4f6e-9b1e-000000000002'
] as const

type Phase = NonNullable<WorkRun>['phase']

/**
 * Two lists, the work on them, and the real prompter and dialler in front of a service that answers when the test says
 * so.
 */
export class RunDesk {
  readonly under: PrompterUnderTest
  readonly store = new MemoryStore()
  run: AccountWorkRun
  isLocked = false
  idleMs = 0
  /** The call list as the last start of the program would find it. */
  savedCalls: Call[] = []
  #kept: { listId: string } | null = null
  #keys = 0
  #callbackIds = 0

  constructor(entries = 3, onRequest: (request: StartCallRequest) => void = () => undefined) {
    this.under = openPrompter(onRequest)
    for (const [at, id] of listIds.entries()) {
      this.store.addList(
        id,
        Array.from({ length: entries }, (_, entry) => blankEntry(entry, entryNumber(at, entry)))
      )
    }
    this.setLists()
    this.store.onChange = () => this.listsChanged()
    this.run = this.#open()
  }

  // State

  get shown(): NonNullable<WorkRun> {
    const run = this.under.state.get('workRun')
    if (run === null) throw new Error('no list is being worked through')
    return run
  }

  get phase(): Phase['kind'] | null {
    return this.under.state.get('workRun')?.phase.kind ?? null
  }

  get heldBy(): HoldReason | null {
    const { phase } = this.shown
    return phase.kind === 'ready' ? phase.heldBy : null
  }

  /** The id of the entry that is shown. */
  get entry(): number {
    return this.shown.entry?.id ?? -1
  }

  stateOf(id: number, list: 0 | 1 = 0): string | undefined {
    return this.store.entries(listIds[list])[id]?.state
  }

  get call(): Call | undefined {
    return this.under.state.get('calls')[0]
  }

  // The world

  change(part: Partial<WorkListSettings>): void {
    const settings = this.under.state.get('settings')
    this.under.state.set('settings', { ...settings, workLists: { ...settings.workLists, ...part } })
  }

  /** Lets what is under way happen. */
  settle(): Promise<void> {
    return this.under.clock.advance(0)
  }

  /** The lists of the state, as they are in the store. */
  setLists(): void {
    const { state } = this.under
    const before = state.get('workLists')
    const lists = [...this.store.lists.keys()].map((id): WorkList => ({
      id,
      name: id,
      state: 'active',
      createdAtMs: 0,
      fieldNames: [],
      guide: { script: '', checklist: [] },
      progress: this.store.progress(id)
    }))
    state.set('workLists', { ...before, lists, revision: before.revision + 1 })
  }

  /** An entry has changed: the state's topic follows, as the program's publisher does. */
  listsChanged(): void {
    queueMicrotask(() => this.setLists())
  }

  /** The user chooses a result of a call, on any card. */
  setResult(result: string | null, key = this.call?.key ?? ''): void {
    const { state } = this.under
    const rest = state.get('wrapUps').filter((one) => one.key !== key)
    const before = state.get('wrapUps').find((one) => one.key === key) ?? { note: '', tags: [] }
    state.set('wrapUps', [...rest, { ...before, key, result }])
  }

  setNote(note: string, key = this.call?.key ?? ''): void {
    const { state } = this.under
    const rest = state.get('wrapUps').filter((one) => one.key !== key)
    const before = state.get('wrapUps').find((one) => one.key === key) ?? { result: null, tags: [] }
    state.set('wrapUps', [...rest, { ...before, key, note }])
  }

  /** The call of the run ends; `states`: what the live line reports of it. */
  async end(states: readonly string[] = ['callCallee', 'calleeAnswered', 'hangup']): Promise<void> {
    const { call } = this
    for (const one of states) this.under.hear(call?.callId ?? '', call?.callee ?? '', one)
    await this.settle()
  }

  /** Starts the shown entry's call, which the service accepts. */
  async callAndAccept(): Promise<void> {
    this.run.call(this.entry)
    await this.settle()
    if (this.under.state.get('prompt').kind === 'confirming') {
      // Not before the question could be read.
      await this.under.clock.advance(500)
      this.under.confirm()
      await this.settle()
    }
    await this.under.answer()
    await this.settle()
  }

  /** Calls the shown entry, and ends the call. */
  async callAndEnd(states?: readonly string[]): Promise<void> {
    await this.callAndAccept()
    await this.end(states)
    // A call to a number that was called a moment ago is refused.
    await this.under.clock.advance(5_000)
  }

  async start(list: 0 | 1 = 0): Promise<void> {
    this.run.start(listIds[list])
    await this.settle()
  }

  /**
   * The program is killed and started again with the calls that were saved; `isSaved`: with all of them. Replies that
   * were under way are lost.
   */
  async restart(isSaved = true): Promise<void> {
    if (isSaved) this.saveCalls()
    this.store.kill()
    this.run.close()
    this.under.signOut()
    this.under.signIn(testAccount, this.savedCalls)
    this.under.state.set('line', { kind: 'live', sinceMs: 0 })
    this.run = this.#open()
    await this.settle()
    await this.settle()
  }

  saveCalls(): void {
    this.savedCalls = this.under.state.get('calls')
  }

  #open(): AccountWorkRun {
    const { under } = this
    const run = openWorkRun({
      state: under.state,
      clock: under.clock,
      store: this.store.open(),
      file: {
        read: () => this.#kept,
        write: (kept) => {
          this.#kept = kept
        }
      },
      dial: (claimed) => under.prompter.dialClaimed(claimed),
      cancelDial: () => under.prompter.cancel(),
      callbacks: {
        add: ({ from, when, note }) => {
          const due = dueTimeOf(when, under.clock.now(), 'UTC')
          if (!due.ok) return Promise.resolve(due)
          const id = `callback-${(this.#callbackIds += 1)}`
          this.addCallback(id, from.kind === 'call' ? from.key : null, due.value.dueAtMs, note)
          return Promise.resolve(succeeded({ id }))
        },
        remove: (id) => {
          under.state.set(
            'callbacks',
            under.state.get('callbacks').filter((one) => one.id !== id)
          )
          return Promise.resolve(succeeded(undefined))
        }
      },
      doNotCall: {
        add: (number, reason) => {
          const added = under.doNotCall.add([number], { reason, untilMs: null })
          return Promise.resolve(added.ok ? succeeded({ changeId: added.value.changeId }) : added)
        },
        undo: (changeId) => Promise.resolve(under.doNotCall.undo(changeId))
      },
      neverReason: (result) => result,
      presence: { isLocked: () => this.isLocked, idleMs: () => this.idleMs },
      newKey: () => `run-${(this.#keys += 1)}`,
      timeZone: () => 'UTC'
    })
    run.setWindowVisible(true)
    return run
  }

  addCallback(id: string, callKey: string | null, dueAtMs: number, note = ''): void {
    const { state, clock } = this.under
    const added: Callback = {
      id,
      number: '13800138000',
      note,
      call: callKey === null ? null : { key: callKey, callId: null },
      createdAtMs: clock.now(),
      dueAtMs,
      localTime: null,
      isAnnounced: false,
      closedAtMs: null,
      closedBy: null,
      attempt: null
    }
    state.set('callbacks', [...state.get('callbacks'), added])
  }
}

/** The settings of a new installation, for tests that compare with them. */
export const workListDefaults = defaultSettings.workLists
