import type { CallerChoice } from '../../../shared/dialling/schema'
import type { AppError } from '../../../shared/platform/schema'
import type { Result } from '../../../shared/platform/result'
import { isOfRule } from '../../calling-rules/breach-error'
import type { DialEnd } from '../claimed-dial'
import type { Dialer, ReasonKind } from '../dialer'
import { failureMs, type DialIntent, type PromptState } from './prompt-state'

interface DialOfferDeps {
  promptState: PromptState
  /** The dialler of the signed-in account, null while signed out. */
  dialer: () => Dialer | null
  /** True while a press is pending that may be for another number. */
  isPressPending: () => boolean
}

/** The end of a claimed intent by the outcome of its request. */
function endOf(sent: Result<{ key: string }>): DialEnd {
  if (sent.ok) return { kind: 'started', key: sent.value.key }
  return { kind: 'failed', error: sent.error, mayRing: sent.error.code === 'call-unknown' }
}

/** Writes down a refusal by a calling rule. */
export function noteRefusal(to: Dialer, { number, source }: DialIntent, { code }: AppError): void {
  if (isOfRule(code)) to.decided({ number: number.dial, source, breaches: [code], answer: 'refused' })
}

/** The path from one number to a request: the dial rules, the question or the pause, and the request. */
export class DialOffer {
  readonly #promptState: PromptState
  readonly #deps: DialOfferDeps
  /** The pause ended while a press was pending. */
  #isDue = false

  constructor(deps: DialOfferDeps) {
    this.#deps = deps
    this.#promptState = deps.promptState
  }

  /**
   * Applies the dial rules; a number that may be called first waits `pauseMs`. `confirmed`: the reasons that the user
   * confirmed; a new one is asked.
   */
  offer(to: Dialer, intent: DialIntent, pauseMs: number, confirmed: readonly ReasonKind[] = []): void {
    this.#isDue = false
    const decision = to.check(intent.number, intent.source, confirmed)
    switch (decision.kind) {
      case 'refuse':
        this.#refuse(to, intent, decision.error)
        return
      case 'ask':
        this.#promptState.ask(to, intent, decision.reasons)
        return
      case 'wait':
        // The pause runs while the service is asked.
        if (pauseMs > 0) this.#promptState.pause(to, intent, pauseMs, () => this.#endPause())
        else this.#checkAgain(to, intent, confirmed, decision.facts)
        return
      case 'go':
        if (pauseMs > 0) this.#promptState.pause(to, intent, pauseMs, () => this.#endPause())
        else this.#send(to, intent, confirmed)
    }
  }

  #send(to: Dialer, { source, number, caller, claimed }: DialIntent, confirmed: readonly ReasonKind[]): void {
    this.#promptState.clearForRequest()
    const callerNumber = to.callerOf(number, caller)
    void to.send({ number, source, choice: caller, confirmed, claimed }).then((sent) => {
      if (claimed !== null) {
        claimed.onEnd(endOf(sent))
        return
      }
      // After a sign-out or during a new question, don't show the error: the call is in the list.
      if (sent.ok || this.#deps.dialer() !== to || this.#promptState.asked().length > 0) return
      const refusedCaller = sent.error.field === 'callerNumber' ? callerNumber : null
      this.#promptState.showRefused(to, { source, number, refusedCaller }, sent.error, failureMs)
    })
  }

  /** Changes the caller number of the current question or pause, which starts again. */
  setCaller(caller: CallerChoice): void {
    this.#isDue = false
    this.#promptState.setCaller(caller)
  }

  /** Ends the pause. Checks the rules again, since e.g. another call may have started meanwhile. */
  callNow(): void {
    const prompt = this.#promptState.prompt()
    if (prompt.kind !== 'pausing') return
    const to = this.ownDialer()
    const intent = this.#promptState.intent()
    if (to !== null && intent !== null) this.offer(to, intent, 0)
  }

  /** Call when a press may be over: calls the number whose pause ended during the press. */
  onPressOver(): void {
    if (!this.#isDue || this.#deps.isPressPending()) return
    this.#isDue = false
    this.callNow()
  }

  /** The dialler of the account that the prompt belongs to; if it isn't signed in any more, clears the prompt. */
  ownDialer(): Dialer | null {
    const to = this.#deps.dialer()
    if (to !== null && to === this.#promptState.owner()) return to
    this.#promptState.clear()
    return null
  }

  /** Cancels the pending intent and clears the prompt. */
  cancel(): void {
    this.#isDue = false
    this.#promptState.clear()
  }

  #checkAgain(to: Dialer, intent: DialIntent, confirmed: readonly ReasonKind[], facts: Promise<void>): void {
    const id = this.#promptState.showChecking(to, intent)
    void facts.then(() => {
      const current = this.#promptState.intent()
      if (this.#promptState.isAsked(id) && current !== null) this.offer(to, current, 0, confirmed)
    })
  }

  /** A claimed intent reports its error by its end, which its own view shows. */
  #refuse(to: Dialer, intent: DialIntent, error: AppError): void {
    noteRefusal(to, intent, error)
    if (intent.claimed === null) {
      this.#promptState.showRefused(to, intent, error)
      return
    }
    this.#promptState.clearForRequest()
    intent.claimed.onEnd({ kind: 'failed', error, mayRing: false })
  }

  #endPause(): void {
    if (this.#deps.isPressPending()) this.#isDue = true
    else this.callNow()
  }
}
