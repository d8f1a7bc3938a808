import type { Bridge } from '../../shared/app/contract'
import type { Prompt } from '../../shared/dialling/dialling'
import type { AppError } from '../../shared/platform/errors'
import { formatNumber, type DialInput, type FoundNumber } from '../../shared/numbers/number'
import type { Result } from '../../shared/platform/result'
import { createAnswerGuard } from '../platform/answer-guard'
import { commands } from '../platform/bridge'
import { createPromptAnswers } from './prompt-answers.svelte.ts'
import { app } from '../platform/state.svelte.ts'
import { monotonicMs } from '../platform/time'

/** What the box asks back. `offer`: several numbers were pasted, one may be put into the box. */
export type Question = 'none' | 'offer' | 'choose' | 'confirm' | 'pause'

const none: Prompt = { kind: 'none' }

/**
 * The number box: its text, what the text amounts to, the one way in this window to start a call, and
 * the one place of the window's questions: the state's `prompt` of source `window`. `isBeingStarted`
 * says that some call, of whatever way in, is being asked for.
 */
export function createDialBox(
  bridge: Pick<Bridge, 'commands'>,
  seen: { prompt: () => Prompt; isBeingStarted: () => boolean }
) {
  let text = $state('')
  let reading = $state.raw<DialInput>({ kind: 'empty' })
  let isOffered = $state(false)
  let failure = $state.raw<AppError | null>(null)
  let isSending = $state(false)
  let lastRead: Promise<void> = Promise.resolve()
  let reads = 0

  const answers = createPromptAnswers(bridge)
  // The second Enter of a double press must not answer what the first one asked.
  const guard = createAnswerGuard(monotonicMs)

  const standing = $derived.by(() => {
    const prompt = seen.prompt()
    const isOurs = prompt.kind !== 'none' && prompt.source === 'window'
    return isOurs && prompt.id !== answers.answered ? prompt : none
  })
  const question = $derived.by((): Question => {
    if (standing.kind === 'confirming') return 'confirm'
    if (standing.kind === 'choosing') return 'choose'
    if (standing.kind === 'pausing') return 'pause'
    return isOffered && reading.kind === 'several' ? 'offer' : 'none'
  })
  const error = $derived.by((): AppError | null => {
    if (failure !== null) return failure
    if (standing.kind === 'refused') return standing.error
    return standing.kind === 'no-number' ? { code: 'number-missing' } : null
  })

  async function read(): Promise<void> {
    const turn = (reads += 1)
    const reply = await bridge.commands['numbers:read']({ text: text.slice(0, 10_000) })
    // An answer to an older text says nothing about this one.
    if (turn !== reads) return
    if (reply.ok) reading = reply.value
    else failure = reply.error
  }

  function set(next: string): void {
    text = next
    failure = null
    isOffered = false
    if (next.trim() === '') {
      reads += 1
      reading = { kind: 'empty' }
      return
    }
    lastRead = read()
  }

  /** What is asked about another text than the one in the box is asked no more. */
  function withdraw(): void {
    if (standing.kind !== 'none') void answers.cancel(standing)
  }

  /** Whether nothing more is asked: taking a number, say, can be followed by a question about it. */
  const hasNoQuestion = (): boolean => standing.kind === 'none'

  function put(next: string): void {
    withdraw()
    set(next)
  }

  /** Sends one command at a time. Once nothing is left to ask, the box is empty for the next number. */
  async function send<Value>(command: () => Promise<Result<Value>>, isOver: (value: Value) => boolean) {
    const sent = text
    isSending = true
    failure = null
    const reply = await command()
    isSending = false
    guard.arm()
    if (text !== sent) return
    if (reply.ok) {
      if (isOver(reply.value)) set('')
    }
    // A lost reply is the call's own affair: its card tells how it goes on.
    else if (reply.error.code === 'call-unknown') set('')
    else failure = reply.error
  }

  const isBusy = (): boolean => isSending || seen.isBeingStarted()

  return {
    get text() {
      return text
    },
    get reading() {
      return reading
    },
    get question() {
      return question
    },
    /** The window's prompt as it stands. */
    get prompt() {
      return standing
    },
    /** Several numbers, one of which can be chosen. */
    get numbers(): FoundNumber[] {
      if (standing.kind === 'choosing') return standing.numbers
      return standing.kind === 'none' && reading.kind === 'several' ? reading.numbers : []
    },
    get error() {
      return error
    },
    /** From the press until the reply, and while any call waits for the service's answer. */
    get isStarting() {
      return isBusy()
    },

    put,

    /** As pasted: when it is one sure number, the box shows it spaced for reading. */
    async paste(pasted: string): Promise<void> {
      put(pasted)
      await lastRead
      if (text !== pasted) return
      if (reading.kind === 'several') isOffered = true
      if (reading.kind === 'number' && reading.number.extension === undefined)
        text = formatNumber(reading.number.dial)
    },

    /** Takes one of several numbers: calls it when a call was asked for, else puts it into the box. */
    async choose(index: number): Promise<void> {
      if (standing.kind === 'choosing') {
        const asked = standing
        if (isBusy() || !guard.mayAnswer()) return
        await send(() => answers.choose(asked, index), hasNoQuestion)
      } else if (reading.kind === 'several') {
        const number = reading.numbers[index]
        if (number !== undefined) put(formatNumber(number.dial))
      }
    },

    /** Calls the number in the box, or answers what was asked about it with yes. Never two at a time. */
    async submit(): Promise<void> {
      if (isBusy()) return
      if (standing.kind === 'confirming' || standing.kind === 'pausing') {
        const asked = standing
        if (!guard.mayAnswer()) return
        await send(() => answers.confirm(asked), hasNoQuestion)
        return
      }
      if (standing.kind === 'choosing' || text.trim() === '') return
      isSending = true
      failure = null
      await lastRead
      isSending = false
      if (reading.kind === 'none') failure = { code: 'number-missing' }
      else if (reading.kind === 'partial') failure = { code: 'number-invalid' }
      else {
        const number = text
        await send(
          () => bridge.commands['calls:dial']({ number }),
          ({ kind }) => kind === 'started'
        )
      }
    },

    /** Calls the number of a call again; what is asked or said about it is shown at the box. */
    async redial(call: { key: string; callee: string }): Promise<void> {
      if (isBusy()) return
      put(formatNumber(call.callee))
      await send(
        () => bridge.commands['calls:redial']({ key: call.key }),
        ({ kind }) => kind === 'started'
      )
    },

    /** Takes back what was asked, then the text; false when there was nothing to take back. */
    retreat(): boolean {
      if (standing.kind !== 'none') {
        withdraw()
        return true
      }
      if (isOffered) {
        isOffered = false
        return true
      }
      if (text === '' && failure === null) return false
      set('')
      return true
    }
  }
}

/** The window's number box. */
export const dialBox = createDialBox(
  { commands },
  {
    prompt: () => app.prompt,
    isBeingStarted: () => app.calls.some((call) => call.step === 'requesting')
  }
)
