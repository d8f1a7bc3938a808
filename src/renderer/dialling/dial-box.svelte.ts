import type { Bridge } from '../../shared/app/contract'
import { callerOf, callerOptions } from '../../shared/dialling/caller-choice'
import type { CallerChoice, CallerNumbers, Prompt } from '../../shared/dialling/schema'
import { accountRefusal } from '../../shared/session/account-refusal'
import type { AppError } from '../../shared/platform/schema'
import { formatNumber } from '../../shared/numbers/number'
import type { DialInput, FoundNumber } from '../../shared/numbers/schema'
import type { Result } from '../../shared/platform/result'
import { createAnswerGuard } from '../platform/answer-guard'
import { commands } from '../platform/bridge'
import { NumberInput } from './number-input.svelte.ts'
import { createPromptAnswers } from './prompt/prompt-answers.svelte.ts'
import { app } from '../platform/state.svelte.ts'
import { keepView } from '../platform/kept-view'
import { monotonicMs } from '../platform/time'

/** What the box asks the user. `offer`: several numbers were pasted; one of them can be put into the box. */
type Question = 'none' | 'offer' | 'choose' | 'confirm' | 'pause'

const none: Prompt = { kind: 'none' }
const isStarted = ({ kind }: { kind: string }): boolean => kind === 'started'

/** The state that the box reads. */
interface DialState {
  prompt: () => Prompt
  /** True while any call waits for the service's answer, wherever it was started. */
  isBeingStarted: () => boolean
  /** The field of the account that the last call was refused for. */
  refusedField: () => string | null
  callers: () => CallerNumbers
}

/** What the user typed into the box and chose for it; `isOffered`: one of several pasted numbers can be put into it. */
interface DialDraft {
  text: string
  choice: CallerChoice | null
  isOffered: boolean
}

/**
 * The number box: its text, the numbers read in it, and the prompts of source `window`. Every call that is started in
 * this window goes through it, one at a time.
 */
class DialBox {
  #bridge: Pick<Bridge, 'commands'>
  #state: DialState
  #input: NumberInput
  #answers: ReturnType<typeof createPromptAnswers>
  // The second Enter of a double press must not answer the question that the first one raised.
  #guard = createAnswerGuard(monotonicMs)
  #isOffered = $state(false)
  #isSending = $state(false)
  /** The caller number that the user chose for the next call. */
  #choice = $state.raw<CallerChoice | null>(null)
  /** The highlighted one of several numbers. */
  #active = $state(0)

  #prompt = $derived.by(() => {
    const prompt = this.#state.prompt()
    const isOurs = prompt.kind !== 'none' && prompt.source === 'window'
    return isOurs && prompt.id !== this.#answers.answered ? prompt : none
  })
  #question = $derived.by((): Question => {
    if (this.#prompt.kind === 'confirming') return 'confirm'
    if (this.#prompt.kind === 'choosing') return 'choose'
    if (this.#prompt.kind === 'pausing') return 'pause'
    return this.#isOffered && this.reading.kind === 'several' ? 'offer' : 'none'
  })
  #error = $derived.by((): AppError | null => {
    if (this.#input.failure !== null) return this.#input.failure
    if (this.#prompt.kind === 'refused') return this.#prompt.error
    return this.#prompt.kind === 'no-number' ? { code: 'number-missing' } : null
  })

  #callee = $derived.by((): FoundNumber | null => {
    if ('number' in this.#prompt && 'caller' in this.#prompt) return this.#prompt.number
    if (this.reading.kind === 'number') return this.reading.number
    return this.numbers[Math.min(this.#active, this.numbers.length - 1)] ?? null
  })
  #caller = $derived.by((): string | null => {
    const choice = 'caller' in this.#prompt ? this.#prompt.caller : this.#choice
    return callerOf(this.#state.callers(), this.#callee, choice)
  })

  constructor(bridge: Pick<Bridge, 'commands'>, state: DialState) {
    this.#bridge = bridge
    this.#state = state
    this.#input = new NumberInput(bridge)
    this.#answers = createPromptAnswers(bridge)
  }

  get text(): string {
    return this.#input.text
  }
  get reading(): DialInput {
    return this.#input.reading
  }
  get question(): Question {
    return this.#question
  }
  /** The window's unanswered prompt. */
  get prompt(): Prompt {
    return this.#prompt
  }
  /** Several numbers, one of which can be chosen. */
  get numbers(): FoundNumber[] {
    if (this.#prompt.kind === 'choosing') return this.#prompt.numbers
    return this.#prompt.kind === 'none' && this.reading.kind === 'several' ? this.reading.numbers : []
  }
  /** Why there is no call. An error of the account is shown there, and not at the number. */
  get error(): AppError | null {
    const error = this.#error
    return error !== null && error.field === this.#state.refusedField() ? null : error
  }
  /** True from the press until the reply, and while any call waits for the service's answer. */
  get isStarting(): boolean {
    return this.#isSending || this.#state.isBeingStarted()
  }

  get callers(): CallerNumbers {
    return this.#state.callers()
  }
  /** The caller number of the call in the box; null: the desk phone's own. */
  get caller(): string | null {
    return this.#caller
  }
  /** True if there is a choice of caller numbers, or the service refused the one that was used. */
  get hasCallerControl(): boolean {
    return callerOptions(this.callers).length > 1 || this.isCallerRefused
  }
  /** The service refused the caller number: the error belongs there, not to the number in the box. */
  get isCallerRefused(): boolean {
    return this.error?.field === 'callerNumber'
  }

  /** The number at `index` of several is highlighted. */
  highlight(index: number): void {
    this.#active = index
  }

  /** Chooses the caller number of this call. */
  chooseCaller(number: string | null): void {
    const prompt = this.#prompt
    this.#choice = { number }
    if ('caller' in prompt) void this.#answers.setCaller(prompt, number)
    if (!this.isCallerRefused) return
    this.#input.failure = null
    if (prompt.kind === 'refused') this.#cancelPrompt()
  }

  /** Chooses the caller number with this key; false if there is none. */
  pressCallerKey(index: number): boolean {
    const options = callerOptions(this.callers)
    const number = options[index]
    if (options.length < 2 || number === undefined) return false
    this.chooseCaller(number)
    return true
  }

  /** What the user typed and chose. */
  get draft(): DialDraft {
    return { text: this.text, choice: this.#choice, isOffered: this.#isOffered }
  }
  set draft({ text, choice, isOffered }: DialDraft) {
    this.#input.set(text)
    this.#choice = choice
    this.#isOffered = isOffered
  }

  /** Replaces the text and cancels a prompt about the previous one. */
  put(text: string): void {
    this.#cancelPrompt()
    this.#set(text)
  }

  /** Puts pasted text into the box; a single, certain number is formatted. */
  async paste(pasted: string): Promise<void> {
    this.put(pasted)
    await this.#input.whenRead
    if (this.text !== pasted) return
    const { reading } = this
    if (reading.kind === 'several') this.#isOffered = true
    if (reading.kind === 'number' && reading.number.extension === undefined)
      this.#input.text = formatNumber(reading.number.dial)
  }

  /** Chooses one of several numbers: calls it when a prompt asks for one, else puts it into the box. */
  async choose(index: number): Promise<void> {
    const { reading } = this
    const prompt = this.#prompt
    if (prompt.kind === 'choosing') {
      if (this.isStarting || !this.#guard.mayAnswer()) return
      await this.#send(() => this.#answers.choose(prompt, index), this.#hasNoPrompt)
    } else if (reading.kind === 'several') {
      const number = reading.numbers[index]
      if (number !== undefined) this.put(formatNumber(number.dial))
    }
  }

  /** Confirms the prompt, or calls the number in the box; does nothing while a call is being started. */
  async submit(): Promise<void> {
    if (this.isStarting) return
    const prompt = this.#prompt
    if (prompt.kind === 'confirming' || prompt.kind === 'pausing') {
      if (!this.#guard.mayAnswer()) return
      await this.#send(() => this.#answers.confirm(prompt), this.#hasNoPrompt)
    } else if (prompt.kind !== 'choosing' && prompt.kind !== 'checking' && this.text.trim() !== '')
      await this.#dialText()
  }

  /** Calls a number of a contact or of an earlier call; prompts and errors are shown at the box. */
  async call(number: string): Promise<void> {
    if (this.isStarting) return
    this.put(formatNumber(number))
    await this.#dialText()
  }

  /** Calls the number of an earlier call again; prompts and errors are shown at the box. */
  async redial(call: { key: string; callee: string }): Promise<void> {
    if (this.isStarting) return
    this.put(formatNumber(call.callee))
    this.#choice = null
    await this.#send(() => this.#bridge.commands['calls:redial']({ key: call.key }), isStarted)
  }

  /** Calls a call-back's number; prompts and errors are shown at the box. */
  async callBack({ id, number }: { id: string; number: string }): Promise<void> {
    if (this.isStarting) return
    this.put(formatNumber(number))
    await this.#send(() => this.#bridge.commands['callbacks:call']({ id }), isStarted)
  }

  /** Cancels the prompt, else the offer, else clears the text; false when there was nothing to undo. */
  retreat(): boolean {
    if (this.#prompt.kind !== 'none') {
      this.#cancelPrompt()
      return true
    }
    if (this.#isOffered) {
      this.#isOffered = false
      return true
    }
    if (this.text === '' && this.#input.failure === null) return false
    this.#set('')
    return true
  }

  #set(text: string): void {
    this.#isOffered = false
    this.#active = 0
    if (text === '') this.#choice = null
    this.#input.set(text)
  }

  #cancelPrompt(): void {
    if (this.#prompt.kind !== 'none') void this.#answers.cancel(this.#prompt)
  }

  /** Answering a prompt can raise another one: choosing a number, say, can lead to a confirmation. */
  readonly #hasNoPrompt = (): boolean => this.#prompt.kind === 'none'

  async #dialText(): Promise<void> {
    this.#isSending = true
    this.#input.failure = null
    await this.#input.whenRead
    this.#isSending = false
    if (this.reading.kind === 'none') this.#input.failure = { code: 'number-missing' }
    else if (this.reading.kind === 'partial') this.#input.failure = { code: 'number-invalid' }
    else {
      const number = this.text
      const choice = this.#choice
      const input = choice === null ? { number } : { number, caller: choice }
      await this.#send(() => this.#bridge.commands['calls:dial'](input), isStarted)
    }
  }

  /** Runs one command. Clears the box when `isDone` says that no prompt follows, unless the text changed meanwhile. */
  async #send<Value>(
    command: () => Promise<Result<Value>>,
    isDone: (value: Value) => boolean
  ): Promise<void> {
    const sent = this.text
    this.#isSending = true
    this.#input.failure = null
    const reply = await command()
    this.#isSending = false
    this.#guard.arm()
    if (this.text !== sent) return
    if (reply.ok) {
      if (isDone(reply.value)) this.#set('')
    }
    // The reply was lost, so the call may exist: its card shows the outcome.
    else if (reply.error.code === 'call-unknown') this.#set('')
    else this.#input.failure = reply.error
  }
}

/** The window's number box. */
export const dialBox = new DialBox(
  { commands },
  {
    prompt: () => app.prompt,
    callers: () => app.callerNumbers,
    refusedField: () =>
      app.session?.kind === 'signed-in'
        ? (accountRefusal(app.calls, app.session.account)?.field ?? null)
        : null,
    isBeingStarted: () => app.calls.some((call) => call.step === 'requesting')
  }
)

keepView(
  'number-box',
  () => dialBox.draft,
  (kept: typeof dialBox.draft) => (dialBox.draft = kept)
)
