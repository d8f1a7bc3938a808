import { callerOptions } from '../../../shared/dialling/caller-choice'
import { isLink, type DialSource } from '../../../shared/dialling/dialling'
import { linkSchemeOf } from '../../../shared/dialling/links'
import type { CallerChoice, DialOutcome } from '../../../shared/dialling/schema'
import type { AppError } from '../../../shared/platform/schema'
import type { FoundNumber } from '../../../shared/numbers/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { Dialer } from '../dialer'
import { endingOnce, type ClaimedDial } from '../claimed-dial'
import { DialOffer, noteRefusal } from './dial-offer'
import { findNumbers } from '../../numbers/number'
import type { Clock } from '../../platform/ports'
import { PendingPresses, type DialKey } from './pending-presses'
import { createPromptState, failureMs, type DialIntent, type PromptState } from './prompt-state'
import { textBeginning } from '../text-beginning'
import type { StateStore } from '../../platform/state-store'

/** A trusted link can be cancelled for at least this long, whatever the undo pause is; in ms. */
export const leastLinkPauseMs = 1_500

/** If a text has more numbers, only the first ones are shown. */
export const maxNumbers = 100

/** A dial source without a window of its own to show a reply. */
export type OutsideSource = Exclude<DialSource, 'window' | 'work-list' | 'trusted-link'>

/**
 * The path from a number to a call, shared by all dial sources. Questions and notices are shown in the state's
 * `prompt`, one at a time. Each intent sends at most one request, and none after it was cancelled.
 */
export interface Prompter {
  /**
   * The "dial copied number" key. A text that must be fetched is fetched only for a press that counts. During the
   * pause of the same number a single press calls immediately; a held key changes nothing.
   */
  press(text: string | (() => Promise<Result<string>>)): void
  /**
   * A number from the tray, a link or the command line. A link never replaces a question, even that of another link:
   * it is dropped, and the prompt says so. A link whose scheme the user trusts gets the undo pause instead of a
   * question; all other rules apply to it.
   */
  begin(text: string, source: OutsideSource): void
  /** The number of a dial source could not be obtained: nothing is dialled, and the prompt shows the reason. */
  refuse(error: AppError, source: OutsideSource): void
  /**
   * Redials the last number called from here; `nothing-to-redial` if there is none. Calls from elsewhere don't count.
   */
  redialLast(source: OutsideSource): void
  /**
   * Dials from the window, where a sure number is called without a pause. Resolves with the outcome. `caller`: the
   * caller number that the user chose for this call.
   */
  dialFromWindow(text: string, caller?: CallerChoice | null): Promise<Result<DialOutcome>>
  /** Dials the number of a call from the window. */
  redialFromWindow(key: string): Promise<Result<DialOutcome>>
  /**
   * Dials a number of a work list, without a pause. A question is answered like any other; it replaces an older one.
   * `onEnd` runs exactly once and has the error of a refusal, which isn't shown in the prompt.
   */
  dialClaimed(dial: ClaimedDial): void
  /**
   * Chooses a number of question `id`; `question-replaced` if another question is shown by now. Does nothing before
   * the question could be read (300 ms).
   */
  choose(id: number, index: number): Result<undefined>
  /** Confirms question `id`; during a pause, calls immediately. Otherwise like `choose`. */
  confirm(id: number): Result<undefined>
  /** Changes the caller number of the call that prompt `id` is about; a pause starts again. Errors like `choose`. */
  setCaller(id: number, caller: CallerChoice): Result<undefined>
  /** The key of the caller number at `index` of `callerOptions`, pressed during a pause. */
  pressCallerKey(index: number): void
  /** Cancels the pending intent and clears the prompt. */
  cancel(): void
  close(): void
}

const done = succeeded(undefined)
const replaced = failed({ code: 'question-replaced' })

const sameNumbers = (a: readonly FoundNumber[], b: readonly FoundNumber[]): boolean =>
  a.length > 0 && a.length === b.length && a.every((number, index) => number.dial === b[index]?.dial)

const numbersIn = (text: string): FoundNumber[] => findNumbers(text).slice(0, maxNumbers)

interface PrompterDeps {
  state: StateStore
  clock: Clock
  /** The dialler of the signed-in account, null while signed out. */
  dialer: () => Dialer | null
}

class NumberPrompter implements Prompter {
  readonly #deps: PrompterDeps
  readonly #promptState: PromptState
  readonly #presses: PendingPresses
  readonly #offer: DialOffer
  readonly #off: () => void

  constructor(deps: PrompterDeps) {
    const { state, clock, dialer } = deps
    this.#deps = deps
    this.#promptState = createPromptState({ state, clock })
    this.#presses = new PendingPresses(clock)
    this.#offer = new DialOffer({
      promptState: this.#promptState,
      dialer,
      isPressPending: () => this.#presses.isOpen()
    })
    this.#off = state.onChange((topic) => {
      if (topic === 'prompt' || this.#promptState.prompt().kind === 'none') return
      if (dialer() !== this.#promptState.owner()) this.cancel()
    })
  }

  // Global keys

  press(text: string | (() => Promise<Result<string>>)): void {
    this.#press('copied', () => {
      if (typeof text !== 'string') this.#fetchAndDial(text)
      else {
        this.#presses.dropText()
        this.#dialPressed(text)
      }
    })
  }

  redialLast(source: OutsideSource): void {
    // Determine the last call at key press; calls from elsewhere, known by events, don't count.
    const last = this.#deps.state
      .get('calls')
      .find((call) => call.origin === 'here' && findNumbers(call.callee).length === 1)
    const redial = (): void => {
      this.#presses.dropText()
      if (last === undefined) {
        const to = this.#dialerFor(source)
        if (to !== null)
          this.#promptState.showRefused(to, { source, number: null }, { code: 'nothing-to-redial' })
      } else if (source === 'hot-key') this.#dialPressed(last.callee)
      else this.begin(last.callee, source)
    }
    if (source === 'hot-key') this.#press('redial', redial)
    else redial()
  }

  /** The account may change while a press is pending: then the press is ignored. */
  #press(key: DialKey, act: () => void): void {
    const to = this.#deps.dialer()
    const actForSame = (): void => {
      if (this.#deps.dialer() === to) act()
      this.#offer.onPressOver()
    }
    this.#presses.press(key, this.#isPausing(), actForSame, () => this.#offer.onPressOver())
  }

  #fetchAndDial(fetch: () => Promise<Result<string>>): void {
    const to = this.#deps.dialer()
    this.#presses.fetchText(fetch, (text) => {
      if (this.#deps.dialer() === to) {
        if (text.ok) this.#dialPressed(text.value)
        else this.#promptState.showRefused(to, { source: 'hot-key', number: null }, text.error, failureMs)
      }
      this.#offer.onPressOver()
    })
  }

  #dialPressed(text: string): void {
    const to = this.#dialerFor('hot-key')
    if (to === null) return
    const numbers = numbersIn(text)
    if (this.#isPausing() && sameNumbers(this.#promptState.asked(), numbers)) this.#offer.callNow()
    else this.#offerNumbers(to, 'hot-key', text, numbers)
  }

  // Tray, links, command line

  begin(text: string, from: OutsideSource): void {
    const source = from === 'link' && this.#isTrusted(text) ? 'trusted-link' : from
    const to = this.#dialerFor(source)
    if (to === null) return
    const prompt = this.#promptState.prompt()
    const asked = this.#promptState.asked()
    // A page that opens many links must not replace a number that the user is about to confirm.
    if (isLink(source) && asked.length > 0) {
      const isNoted = 'hasIgnoredLink' in prompt && prompt.hasIgnoredLink
      if (!isNoted && !sameNumbers(asked, numbersIn(text))) this.#promptState.noteIgnoredLink()
      return
    }
    this.#presses.drop()
    this.#offerNumbers(to, source, text, numbersIn(text))
    this.#offer.onPressOver()
  }

  refuse(error: AppError, source: OutsideSource): void {
    if (this.#promptState.asked().length > 0) return
    this.#promptState.showRefused(this.#deps.dialer(), { source, number: null }, error, failureMs)
  }

  // The window

  async dialFromWindow(text: string, caller: CallerChoice | null = null): Promise<Result<DialOutcome>> {
    const to = this.#deps.dialer()
    if (to === null) return failed({ code: 'signed-out' })
    if (text.trim() === '') return failed({ code: 'number-missing', field: 'calleeNumber' })
    const numbers = numbersIn(text)
    const [number] = numbers
    if (number === undefined) return failed({ code: 'number-invalid', field: 'calleeNumber' })
    this.#presses.drop()
    const prompt = this.#promptState.prompt()
    const isFromWindow = prompt.kind !== 'none' && prompt.source === 'window'
    if (isFromWindow && sameNumbers(this.#promptState.asked(), numbers)) return succeeded({ kind: 'asked' })
    if (numbers.length === 1) {
      return this.#startFromWindow(to, { source: 'window', number, caller, claimed: null })
    }
    this.#promptState.choose(to, 'window', numbers)
    if (caller !== null) this.#promptState.setCaller(caller)
    return succeeded({ kind: 'asked' })
  }

  async redialFromWindow(key: string): Promise<Result<DialOutcome>> {
    const call = this.#deps.state.get('calls').find((one) => one.key === key)
    return call === undefined ? failed({ code: 'nothing-to-redial' }) : this.dialFromWindow(call.callee)
  }

  async #startFromWindow(to: Dialer, intent: DialIntent): Promise<Result<DialOutcome>> {
    const { number, source, caller } = intent
    const decision = to.check(number, source)
    if (decision.kind === 'ask') {
      this.#promptState.ask(to, intent, decision.reasons)
      return succeeded({ kind: 'asked' })
    }
    if (decision.kind === 'wait') {
      const id = this.#promptState.showChecking(to, intent)
      await decision.facts
      const current = this.#promptState.intent()
      if (!this.#promptState.isAsked(id) || current === null) return succeeded({ kind: 'asked' })
      return this.#startFromWindow(to, current)
    }
    // The newer intent replaces the question, even if it is refused.
    this.#promptState.clear()
    if (decision.kind === 'refuse') {
      noteRefusal(to, intent, decision.error)
      return failed(decision.error)
    }
    const sent = await to.send({ number, source, choice: caller })
    return sent.ok ? succeeded({ kind: 'started', key: sent.value.key }) : sent
  }

  // Work lists

  dialClaimed(dial: ClaimedDial): void {
    const claimed = endingOnce(dial)
    const to = this.#deps.dialer()
    const numbers = numbersIn(dial.number)
    const [number] = numbers
    if (to === null) claimed.onEnd({ kind: 'failed', error: { code: 'signed-out' }, mayRing: false })
    else if (number === undefined || numbers.length > 1) {
      claimed.onEnd({ kind: 'failed', error: { code: 'number-invalid' }, mayRing: false })
    } else {
      this.#presses.drop()
      this.#offer.offer(to, { source: 'work-list', number, caller: null, claimed }, 0)
    }
  }

  // Answers to the prompt

  choose(id: number, index: number): Result<undefined> {
    if (!this.#promptState.isAsked(id)) return replaced
    const prompt = this.#promptState.prompt()
    const number = prompt.kind === 'choosing' ? prompt.numbers[index] : undefined
    if (prompt.kind !== 'choosing' || number === undefined || this.#promptState.isUnread()) return done
    this.#presses.drop()
    const to = this.#offer.ownDialer()
    const { source, caller } = prompt
    if (to !== null) this.#offer.offer(to, { source, number, caller, claimed: null }, 0)
    return done
  }

  confirm(id: number): Result<undefined> {
    if (!this.#promptState.isAsked(id)) return replaced
    const prompt = this.#promptState.prompt()
    if (prompt.kind === 'pausing') {
      this.#presses.drop()
      this.#offer.callNow()
      return done
    }
    if (prompt.kind !== 'confirming' || this.#promptState.isUnread()) return done
    this.#presses.drop()
    const to = this.#offer.ownDialer()
    const intent = this.#promptState.intent()
    if (to === null || intent === null) return done
    // The confirmation covers only the reasons that were shown.
    this.#promptState.confirmed()
    const confirmed = prompt.reasons.map(({ kind }) => kind)
    this.#offer.offer(to, intent, 0, confirmed)
    return done
  }

  setCaller(id: number, caller: CallerChoice): Result<undefined> {
    if (!this.#promptState.isAsked(id)) return replaced
    if (this.#offer.ownDialer() !== null) this.#offer.setCaller(caller)
    return done
  }

  pressCallerKey(index: number): void {
    const number = callerOptions(this.#deps.state.get('callerNumbers'))[index]
    if (number !== undefined && this.#isPausing() && this.#offer.ownDialer() !== null) {
      this.#offer.setCaller({ number })
    }
  }

  cancel(): void {
    this.#presses.drop()
    this.#offer.cancel()
  }

  close(): void {
    this.#off()
    this.cancel()
  }

  // All sources

  /** The dialler of the signed-in account; if signed out, shows a notice and returns null. */
  #dialerFor(source: DialSource): Dialer | null {
    const to = this.#deps.dialer()
    if (to === null) this.#promptState.showRefused(null, { source, number: null }, { code: 'signed-out' })
    return to
  }

  #isPausing(): boolean {
    return this.#promptState.prompt().kind === 'pausing'
  }

  /** Without the bar, nothing would show that a link is about to call. */
  #isTrusted(url: string): boolean {
    const { links, dialling } = this.#deps.state.get('settings')
    const scheme = linkSchemeOf(url)
    return scheme !== null && links[scheme] === 'pause' && dialling.isBarShown
  }

  #offerNumbers(to: Dialer, source: DialSource, text: string, numbers: FoundNumber[]): void {
    if (sameNumbers(this.#promptState.asked(), numbers)) return
    const [number] = numbers
    if (number === undefined) this.#promptState.showNoNumber(to, source, textBeginning(text))
    else if (numbers.length > 1) this.#promptState.choose(to, source, numbers)
    else {
      const { undoPauseMs } = this.#deps.state.get('settings').dialling
      const pauseMs = source === 'trusted-link' ? Math.max(undoPauseMs, leastLinkPauseMs) : undoPauseMs
      this.#offer.offer(to, { source, number, caller: null, claimed: null }, pauseMs)
    }
  }
}

/** Starts without a prompt. */
export const createPrompter = (deps: PrompterDeps): Prompter => new NumberPrompter(deps)
