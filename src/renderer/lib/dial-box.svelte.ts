import type { Bridge } from '../../shared/contract'
import type { AppError } from '../../shared/errors'
import { formatNumber, type DialInput, type FoundNumber } from '../../shared/number'
import { commands } from './bridge'
import { app } from './state.svelte'

/** What the box asks back before it calls. */
export type Question = 'none' | 'confirm' | 'choose'

/**
 * The number box: its text, what the text amounts to, and the one way in this window to start a call.
 * `isBeingStarted` says that some call, of whatever way in, is being asked for.
 */
export function createDialBox(bridge: Pick<Bridge, 'commands'>, isBeingStarted: () => boolean) {
  let text = $state('')
  let reading = $state.raw<DialInput>({ kind: 'empty' })
  let question = $state<Question>('none')
  let error = $state.raw<AppError | null>(null)
  let isSending = $state(false)
  let lastRead: Promise<void> = Promise.resolve()
  let reads = 0

  async function read(): Promise<void> {
    const turn = (reads += 1)
    const reply = await bridge.commands['numbers:read']({ text: text.slice(0, 10_000) })
    // An answer to an older text says nothing about this one.
    if (turn !== reads) return
    if (reply.ok) reading = reply.value
    else error = reply.error
  }

  function put(next: string): void {
    text = next
    error = null
    question = 'none'
    if (next.trim() === '') {
      reads += 1
      reading = { kind: 'empty' }
      return
    }
    lastRead = read()
  }

  async function send(number: string, isConfirmed: boolean): Promise<void> {
    const sent = text
    const reply = await bridge.commands['calls:dial']({ number, isConfirmed })
    if (reply.ok) {
      if (text === sent) put('')
      return
    }
    if (reply.error.code === 'number-doubtful') question = 'confirm'
    else if (reply.error.code === 'number-several') question = 'choose'
    // A lost reply is the call's own affair: its card tells how it goes on.
    else if (reply.error.code === 'call-unknown') put('')
    else error = reply.error
  }

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
    get error() {
      return error
    },
    /** From the press until the reply, and while any call waits for the service's answer. */
    get isStarting() {
      return isSending || isBeingStarted()
    },

    put,

    /** As pasted: when it is one sure number, the box shows it spaced for reading. */
    async paste(pasted: string): Promise<void> {
      put(pasted)
      await lastRead
      if (text !== pasted) return
      if (reading.kind === 'several') question = 'choose'
      if (reading.kind === 'number' && reading.number.extension === undefined)
        text = formatNumber(reading.number.dial)
    },

    /** Puts one of several numbers into the box; calling stays a press of its own. */
    choose(number: FoundNumber): void {
      put(formatNumber(number.dial))
    },

    /** Calls the number in the box, or asks back what has to be asked. Never two at a time. */
    async submit(): Promise<void> {
      if (isSending || isBeingStarted() || text.trim() === '') return
      isSending = true
      error = null
      try {
        await lastRead
        if (reading.kind === 'several') question = 'choose'
        else if (reading.kind === 'number' && reading.number.kind === 'doubtful' && question !== 'confirm') {
          question = 'confirm'
        } else if (reading.kind === 'none') error = { code: 'number-missing' }
        else if (reading.kind === 'partial') error = { code: 'number-invalid' }
        else await send(text, question === 'confirm')
      } finally {
        isSending = false
      }
    },

    /** Calls a number that was called before; what the service says to it is shown at the box. */
    async redial(number: string): Promise<void> {
      if (isSending || isBeingStarted()) return
      put(formatNumber(number))
      await this.submit()
    },

    /** Takes back what was asked, then the text; false when there was nothing to take back. */
    retreat(): boolean {
      if (question !== 'none') {
        question = 'none'
        return true
      }
      if (text === '' && error === null) return false
      put('')
      return true
    }
  }
}

/** The window's number box. */
export const dialBox = createDialBox({ commands }, () => app.calls.some((call) => call.step === 'requesting'))
