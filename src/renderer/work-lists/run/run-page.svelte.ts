import type { Bridge } from '../../../shared/app/contract'
import type { CallbackWhen } from '../../../shared/callbacks/schema'
import type { AppError } from '../../../shared/platform/schema'
import type { Result } from '../../../shared/platform/result'
import type { WorkEntry, WorkRun } from '../../../shared/work-lists/schema'
import { suggestedResult, nextStepOf } from '../../../shared/work-lists/next-step'
import type { Call } from '../../../shared/calls/schema'
import { isUnresolved } from '../../../shared/calls/unresolved'
import type { Prompt } from '../../../shared/dialling/schema'
import { createPromptAnswers } from '../../dialling/prompt/prompt-answers.svelte.ts'
import { announcer } from '../../platform/announcer.svelte.ts'
import { createAnswerGuard } from '../../platform/answer-guard'
import { i18n } from '../../platform/i18n.svelte.ts'
import { app } from '../../platform/state.svelte.ts'
import { monotonicMs } from '../../platform/time'
import { wrapUpOf } from '../../wrap-ups/wrap-up-of'

type ShownRun = NonNullable<WorkRun>

/** The view model of the call screen. */
export class RunPageModel {
  readonly #commands: Bridge['commands']
  readonly #answers: ReturnType<typeof createPromptAnswers>
  readonly #guard = createAnswerGuard(monotonicMs)
  #error = $state.raw<AppError | null>(null)
  /** The time of the entry is being chosen. */
  #isChoosingTime = $state(false)
  #isSending = $state(false)

  /** The call that is active or wrapped up; null: none, or it has left the recent calls. */
  readonly call = $derived.by((): Call | null => {
    const phase = app.workRun?.phase
    const key = phase?.kind === 'calling' || phase?.kind === 'wrap-up' ? phase.callKey : null
    return app.calls.find((call) => call.key === key) ?? null
  })
  /** The reply was lost: the user can leave the call to decide about it. */
  readonly isUnresolved = $derived(
    app.workRun?.phase.kind === 'calling' && this.call !== null && isUnresolved(this.call)
  )
  readonly result = $derived(this.call === null ? null : wrapUpOf(app.wrapUps, this.call.key).result)
  /** The result that Enter confirms; it is chosen only then. */
  readonly suggestion = $derived(
    this.call?.step === 'ended' && this.result === null
      ? suggestedResult(this.call.outcome, app.settings?.results ?? [])
      : null
  )
  /** The result needs a time, which the user hasn't chosen. */
  readonly needsTime = $derived.by(() => {
    const settings = app.settings?.workLists
    if (settings === undefined || this.call === null || app.workRun?.phase.kind !== 'wrap-up') return false
    const { key } = this.call
    const hasTime = app.callbacks.some((one) => one.call?.key === key && one.closedAtMs === null)
    return !hasTime && nextStepOf(this.result, settings).kind === 'call-back'
  })
  readonly isChoosingTime = $derived(this.#isChoosingTime || this.needsTime)
  /** The question about the run's own call. */
  readonly question = $derived.by((): Extract<Prompt, { kind: 'confirming' }> | null =>
    app.prompt.kind === 'confirming' && app.prompt.source === 'work-list' ? app.prompt : null
  )

  constructor(bridge: Pick<Bridge, 'commands'>) {
    this.#commands = bridge.commands
    this.#answers = createPromptAnswers(bridge)
  }

  /** Why the last command failed. */
  get error(): AppError | null {
    return this.#error
  }

  get run(): ShownRun | null {
    return app.workRun
  }

  /** Must run when another entry or phase is shown. */
  moved(): void {
    this.#isChoosingTime = false
    this.#error = null
  }

  /** Must run when a question becomes visible: keys that were meant for something else don't answer it. */
  arm(): void {
    this.#guard.arm()
  }

  callEntry = (): Promise<void> => this.#on((entry) => this.#commands['work-run:call']({ entry: entry.id }))
  skip = (): Promise<void> => this.#on((entry) => this.#commands['work-run:skip']({ entry: entry.id }))
  again = (): Promise<void> => this.#on((entry) => this.#commands['work-run:again']({ entry: entry.id }))
  later = (when: CallbackWhen): Promise<void> =>
    this.#on((entry) => this.#commands['work-run:later']({ entry: entry.id, when }))
  finish = (result: string | null = null): Promise<void> =>
    this.#on((entry) => this.#commands['work-run:finish']({ entry: entry.id, result }))
  hold = (): Promise<void> => this.#send(() => this.#commands['work-run:hold'](undefined))
  resume = (): Promise<void> => this.#send(() => this.#commands['work-run:resume'](undefined))
  stop = (): Promise<void> => this.#send(() => this.#commands['work-run:stop'](undefined))
  undo = (): Promise<void> => this.#send(() => this.#commands['work-run:undo'](undefined))
  retry = (): Promise<void> => this.#send(() => this.#commands['work-run:retry'](undefined))
  setAutomatic = (isAutomatic: boolean): Promise<void> =>
    this.#send(() => this.#commands['work-run:set-automatic']({ isAutomatic }))

  /** Chooses the result that is suggested, or goes on with the chosen one. */
  async confirmResult(): Promise<void> {
    if (this.isChoosingTime) return
    const { call, suggestion } = this
    if (this.result !== null) await this.finish()
    else if (call !== null && suggestion !== null) {
      await this.#send(() => this.#commands['wrap-ups:change']({ key: call.key, result: suggestion }))
    }
  }

  confirmQuestion(): void {
    if (this.question !== null && this.#guard.mayAnswer()) void this.#answers.confirm(this.question)
  }

  /** Changes the caller number of the call that is asked about. */
  setCaller(number: string | null): void {
    if (this.question !== null) void this.#answers.setCaller(this.question, number)
  }

  /** Cancels the question or the start of the call. */
  cancel(): void {
    if (app.prompt.kind !== 'none' && app.prompt.source === 'work-list') void this.#answers.cancel(app.prompt)
    else void this.hold()
  }

  chooseTime(): void {
    this.#isChoosingTime = true
  }

  /** Leaves the choice of a time; a result that needs one is taken back. */
  leaveTime(): void {
    this.#isChoosingTime = false
    const { call } = this
    if (call !== null && this.needsTime) {
      void this.#send(() => this.#commands['wrap-ups:change']({ key: call.key, result: null }))
    }
  }

  #on(act: (entry: WorkEntry) => Promise<Result<unknown>>): Promise<void> {
    const entry = this.run?.entry
    return entry == null ? Promise.resolve() : this.#send(() => act(entry))
  }

  /** One command at a time: a second press while one is under way does nothing. */
  async #send(command: () => Promise<Result<unknown>>): Promise<void> {
    if (this.#isSending) return
    this.#isSending = true
    this.#error = null
    const reply = await command()
    this.#isSending = false
    // The screen has moved on by itself: what it shows now says so.
    if (reply.ok || reply.error.code === 'work-entry-changed') return
    this.#error = reply.error
    announcer.warn(i18n.error(reply.error))
  }
}
