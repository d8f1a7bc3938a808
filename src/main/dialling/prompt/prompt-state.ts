import { isLink, type DialSource } from '../../../shared/dialling/dialling'
import type { CallerChoice, DialReason, Prompt } from '../../../shared/dialling/schema'
import type { AppError } from '../../../shared/platform/schema'
import type { FoundNumber } from '../../../shared/numbers/schema'
import { lastCallTo } from '../dial-rules'
import type { ClaimedDial } from '../claimed-dial'
import { isOfRule } from '../../calling-rules/breach-error'
import type { Dialer } from '../dialer'
import { instantOf, longestMsSince, type Instant } from '../../platform/elapsed'
import type { Moment } from '../../platform/moment'
import type { Clock } from '../../platform/ports'
import type { StateStore } from '../../platform/state-store'

/** How long a notice stays that nothing was dialled, in ms. */
export const noticeMs = 4_000

/** How long the notice of a failed request stays, in ms. */
export const failureMs = 6_000

/** A question visible for less than this can't have been read, so a double click doesn't answer it; in ms. */
export const unreadMs = 300

/**
 * If a pause ends later than this after its due time, the computer was asleep, and the user no longer expects a call;
 * ms.
 */
export const staleMs = 5_000

/** A number that is to be called. */
export interface DialIntent {
  source: DialSource
  number: FoundNumber
  /** The caller number that the user chose for this call; null: none was chosen. */
  caller: CallerChoice | null
  /** What must be written down before the request; null: nothing. Dropped when its prompt goes. */
  claimed: ClaimedDial | null
}

/** The only owner of the state's `prompt`: questions and notices about dialling, and when they disappear. */
export interface PromptState {
  prompt(): Prompt
  /** The dialler that the prompt belongs to. */
  owner(): Dialer | null
  /** The numbers that await the user's confirmation or the end of their pause. */
  asked(): readonly FoundNumber[]
  /** True while question `id` is shown; an answer to another one came too late. */
  isAsked(id: number): boolean
  /** True if the prompt hasn't been visible long enough to be read. */
  isUnread(): boolean
  /** Notes in the current question, once, that a link was dropped. */
  noteIgnoredLink(): void
  clear(): void
  /** Clears the prompt because its intent is carried out: the intent isn't dropped. */
  clearForRequest(): void
  /** The intent of the current prompt; null: it isn't about one number. */
  intent(): DialIntent | null
  choose(to: Dialer, source: DialSource, numbers: FoundNumber[]): void
  ask(to: Dialer, intent: DialIntent, reasons: DialReason[]): void
  /** The current question is confirmed; otherwise it counts as not confirmed once another prompt is shown. */
  confirmed(): void
  /** Shows that the service is asked before the number can be called. Returns the prompt's id. */
  showChecking(to: Dialer, intent: DialIntent): number
  /** `onEnd` runs after `pauseMs` unless another prompt is shown before, or the timer fires far too late. */
  pause(to: Dialer, intent: DialIntent, pauseMs: number, onEnd: () => void): void
  /** Changes the caller number of the current question or pause; a pause starts again. */
  setCaller(caller: CallerChoice): void
  showNoNumber(to: Dialer, source: DialSource, copied: string): void
  /** `to` is null while signed out. `refusedCaller`: the caller number, if the error is about that. */
  showRefused(
    to: Dialer | null,
    about: { source: DialSource; number: FoundNumber | null; refusedCaller?: string | null },
    error: AppError,
    forMs?: number
  ): void
}

interface PromptStateDeps {
  state: StateStore
  clock: Clock
}

const asked = { hasIgnoredLink: false, caller: null }

const timesOf = ({ wallMs }: Instant, pauseMs: number): { startedAtMs: number; untilMs: number } => ({
  startedAtMs: wallMs,
  untilMs: wallMs + pauseMs
})

class KeptPromptState implements PromptState {
  readonly #state: StateStore
  readonly #clock: Clock
  #owner: Dialer | null = null
  #visibleSince: Moment | null = null
  #lastId = 0
  #stopTimer: () => void = () => undefined
  #endPause: () => void = () => undefined
  #claimed: ClaimedDial | null = null
  /** The question that waits for an answer. */
  #asked: { to: Dialer; intent: DialIntent; reasons: readonly DialReason[] } | null = null

  constructor({ state, clock }: PromptStateDeps) {
    this.#state = state
    this.#clock = clock
  }

  // What is shown

  prompt(): Prompt {
    return this.#state.get('prompt')
  }

  owner(): Dialer | null {
    return this.#owner
  }

  asked(): readonly FoundNumber[] {
    const prompt = this.prompt()
    switch (prompt.kind) {
      case 'pausing':
      case 'confirming':
      case 'checking':
        return [prompt.number]
      case 'choosing':
        return prompt.numbers
      case 'none':
      case 'no-number':
      case 'refused':
        return []
    }
  }

  isAsked(id: number): boolean {
    const prompt = this.prompt()
    return 'hasIgnoredLink' in prompt && prompt.id === id
  }

  isUnread(): boolean {
    return this.#visibleSince !== null && this.#clock.moment().msSince(this.#visibleSince) < unreadMs
  }

  intent(): DialIntent | null {
    const prompt = this.prompt()
    return prompt.kind === 'confirming' || prompt.kind === 'pausing' || prompt.kind === 'checking'
      ? { source: prompt.source, number: prompt.number, caller: prompt.caller, claimed: this.#claimed }
      : null
  }

  // Questions

  choose(to: Dialer, source: DialSource, numbers: FoundNumber[]): void {
    this.#show({ kind: 'choosing', ...asked, id: this.#newId(), source, numbers }, to)
  }

  ask(to: Dialer, intent: DialIntent, reasons: DialReason[]): void {
    this.#show({ kind: 'confirming', ...this.#about(intent), reasons }, to, intent.claimed)
    this.#asked = { to, intent, reasons }
  }

  confirmed(): void {
    this.#answer('yes')
  }

  showChecking(to: Dialer, intent: DialIntent): number {
    const prompt = { kind: 'checking', ...this.#about(intent) } as const
    this.#show(prompt, to, intent.claimed)
    return prompt.id
  }

  pause(to: Dialer, intent: DialIntent, pauseMs: number, onEnd: () => void): void {
    const start = instantOf(this.#clock)
    this.#show({ kind: 'pausing', ...this.#about(intent), ...timesOf(start, pauseMs) }, to, intent.claimed)
    this.#endPause = onEnd
    this.#startPauseTimer(start, pauseMs)
  }

  setCaller(caller: CallerChoice): void {
    const prompt = this.prompt()
    if (!('caller' in prompt)) return
    if (prompt.kind !== 'pausing') {
      this.#state.set('prompt', { ...prompt, caller })
      return
    }
    const start = instantOf(this.#clock)
    const pauseMs = prompt.untilMs - prompt.startedAtMs
    this.#stopTimer()
    this.#startPauseTimer(start, pauseMs)
    this.#state.set('prompt', { ...prompt, caller, ...timesOf(start, pauseMs) })
  }

  noteIgnoredLink(): void {
    const prompt = this.prompt()
    if ('hasIgnoredLink' in prompt && !prompt.hasIgnoredLink) {
      this.#state.set('prompt', { ...prompt, hasIgnoredLink: true })
    }
  }

  // Notices

  showNoNumber(to: Dialer, source: DialSource, copied: string): void {
    if (this.#isLinkNoticeVisible(source)) return
    const untilMs = this.#clock.now() + noticeMs
    this.#show({ kind: 'no-number', id: this.#newId(), source, copied, untilMs }, to)
    this.#clearAfter(noticeMs)
  }

  showRefused(
    to: Dialer | null,
    about: { source: DialSource; number: FoundNumber | null; refusedCaller?: string | null },
    error: AppError,
    forMs = noticeMs
  ): void {
    const { source, number, refusedCaller = null } = about
    if (this.#isLinkNoticeVisible(source)) return
    const untilMs = this.#clock.now() + forMs
    this.#show({ kind: 'refused', id: this.#newId(), source, number, error, refusedCaller, untilMs }, to)
    this.#clearAfter(forMs)
  }

  clear(): void {
    this.#show({ kind: 'none' }, null)
  }

  clearForRequest(): void {
    this.#claimed = null
    this.clear()
  }

  // The one prompt

  #show(prompt: Prompt, to: Dialer | null, claimed: ClaimedDial | null = null): void {
    const left = this.#claimed
    this.#claimed = claimed
    this.#answer('no')
    this.#stopTimer()
    this.#stopTimer = () => undefined
    this.#owner = to
    this.#visibleSince = this.#clock.moment()
    if (prompt.kind !== 'none' || this.prompt().kind !== 'none') this.#state.set('prompt', prompt)
    if (left !== claimed) left?.onEnd({ kind: 'dropped' })
  }

  #answer(given: 'yes' | 'no'): void {
    if (this.#asked === null) return
    const { to, intent, reasons } = this.#asked
    this.#asked = null
    const breaches = reasons.map(({ kind }) => kind).filter(isOfRule)
    to.decided({ number: intent.number.dial, source: intent.source, breaches, answer: given })
  }

  /** What the prompt of one number shows. */
  #about({ source, number, caller }: DialIntent) {
    const lastCall = lastCallTo(number, this.#state.get('calls'))
    return { ...asked, source, number, caller, id: this.#newId(), lastCall }
  }

  #newId(): number {
    return (this.#lastId += 1)
  }

  /** A page that opens many links must not keep a notice visible or cause a repaint for each link. */
  #isLinkNoticeVisible(source: DialSource): boolean {
    const prompt = this.prompt()
    const isNotice = prompt.kind === 'no-number' || prompt.kind === 'refused'
    return isLink(source) && isNotice && isLink(prompt.source)
  }

  #clearAfter(ms: number): void {
    this.#stopTimer = this.#clock.after(ms, () => this.clear())
  }

  #startPauseTimer(start: Instant, pauseMs: number): void {
    this.#stopTimer = this.#clock.after(pauseMs, () => {
      if (longestMsSince(this.#clock, start) > pauseMs + staleMs) this.clear()
      else this.#endPause()
    })
  }
}

/** Starts without a prompt. */
export const createPromptState = (deps: PromptStateDeps): PromptState => new KeptPromptState(deps)
