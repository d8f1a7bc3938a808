import type { DialSource } from '../../shared/dialling/dialling'
import type { FoundNumber } from '../../shared/numbers/schema'
import type { Dialer } from './dialer'
import { failureMs, type PromptState } from './prompt-state'

interface DialOfferDeps {
  promptState: PromptState
  /** The dialler of the signed-in account, null while signed out. */
  dialer: () => Dialer | null
  /** True while a press is pending that may be for another number. */
  isPressPending: () => boolean
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

  /** Applies the dial rules; a number that may be called first waits `pauseMs`. */
  offer(to: Dialer, source: DialSource, number: FoundNumber, pauseMs: number): void {
    this.#isDue = false
    const decision = to.check(number, source)
    switch (decision.kind) {
      case 'refuse':
        this.#promptState.showRefused(to, source, number, decision.error)
        return
      case 'ask':
        this.#promptState.ask(to, source, number, decision.reasons)
        return
      case 'go':
        if (pauseMs > 0) this.#promptState.pause(to, source, number, pauseMs, () => this.#endPause())
        else this.send(to, source, number)
    }
  }

  send(to: Dialer, source: DialSource, number: FoundNumber): void {
    this.#promptState.clear()
    void to.send(number).then((sent) => {
      // After a sign-out or during a new question, don't show the error: the call is in the list.
      if (sent.ok || this.#deps.dialer() !== to || this.#promptState.asked().length > 0) return
      this.#promptState.showRefused(to, source, number, sent.error, failureMs)
    })
  }

  /** Ends the pause. Checks the rules again, since e.g. another call may have started meanwhile. */
  callNow(): void {
    const prompt = this.#promptState.prompt()
    if (prompt.kind !== 'pausing') return
    const to = this.ownDialer()
    if (to !== null) this.offer(to, prompt.source, prompt.number, 0)
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

  #endPause(): void {
    if (this.#deps.isPressPending()) this.#isDue = true
    else this.callNow()
  }
}
