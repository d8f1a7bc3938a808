import type { DialSource } from '../../shared/dialling/dialling'
import type { CallerChoice, DialReason, Prompt } from '../../shared/dialling/schema'
import type { AppError } from '../../shared/platform/schema'
import type { FoundNumber } from '../../shared/numbers/schema'
import { lastCallTo } from './dial-rules'
import type { ClaimedDial } from './claimed-dial'
import { isOfRule } from '../calling-rules/breach-error'
import type { Dialer } from './dialer'
import { instantOf, longestMsSince, type Instant } from '../platform/elapsed'
import type { Moment } from '../platform/moment'
import type { Clock } from '../platform/ports'
import type { StateStore } from '../platform/state-store'

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

/** Starts without a prompt. */
export function createPromptState({ state, clock }: { state: StateStore; clock: Clock }): PromptState {
  let owner: Dialer | null = null
  let visibleSince: Moment | null = null
  let lastId = 0
  let stopTimer: () => void = () => undefined
  let claimed: ClaimedDial | null = null
  let askedNow: { to: Dialer; intent: DialIntent; reasons: readonly DialReason[] } | null = null
  let endPause: () => void = () => undefined

  const answer = (given: 'yes' | 'no'): void => {
    if (askedNow === null) return
    const { to, intent, reasons } = askedNow
    askedNow = null
    const breaches = reasons.map(({ kind }) => kind).filter(isOfRule)
    to.decided({ number: intent.number.dial, source: intent.source, breaches, answer: given })
  }
  const show = (prompt: Prompt, to: Dialer | null, newClaimed: ClaimedDial | null = null): void => {
    const left = claimed
    claimed = newClaimed
    answer('no')
    stopTimer()
    stopTimer = () => undefined
    owner = to
    visibleSince = clock.moment()
    if (prompt.kind !== 'none' || state.get('prompt').kind !== 'none') state.set('prompt', prompt)
    if (left !== newClaimed) left?.onEnd({ kind: 'dropped' })
  }
  const clear = (): void => show({ kind: 'none' }, null)
  const newId = (): number => (lastId += 1)
  const asked = { hasIgnoredLink: false, caller: null }
  /** A page that opens many links must not keep a notice visible or cause a repaint for each link. */
  const isLinkNoticeVisible = (source: DialSource): boolean => {
    const prompt = state.get('prompt')
    const isNotice = prompt.kind === 'no-number' || prompt.kind === 'refused'
    return source === 'link' && isNotice && prompt.source === 'link'
  }
  /** What the prompt of one number shows. */
  const shown = ({ source, number, caller }: DialIntent) => ({
    ...asked,
    source,
    number,
    caller,
    id: newId(),
    lastCall: lastCall(number)
  })
  const lastCall = (number: FoundNumber) => lastCallTo(number, state.get('calls'))
  const timesOf = ({ wallMs }: Instant, pauseMs: number): { startedAtMs: number; untilMs: number } => ({
    startedAtMs: wallMs,
    untilMs: wallMs + pauseMs
  })
  const startPauseTimer = (start: Instant, pauseMs: number): void => {
    stopTimer = clock.after(pauseMs, () => {
      if (longestMsSince(clock, start) > pauseMs + staleMs) clear()
      else endPause()
    })
  }

  return {
    prompt: () => state.get('prompt'),
    owner: () => owner,
    asked() {
      const prompt = state.get('prompt')
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
    },
    isAsked(id) {
      const prompt = state.get('prompt')
      return 'hasIgnoredLink' in prompt && prompt.id === id
    },
    isUnread: () => visibleSince !== null && clock.moment().msSince(visibleSince) < unreadMs,
    noteIgnoredLink() {
      const prompt = state.get('prompt')
      if ('hasIgnoredLink' in prompt && !prompt.hasIgnoredLink) {
        state.set('prompt', { ...prompt, hasIgnoredLink: true })
      }
    },
    clear,
    clearForRequest() {
      claimed = null
      clear()
    },
    intent() {
      const prompt = state.get('prompt')
      return prompt.kind === 'confirming' || prompt.kind === 'pausing' || prompt.kind === 'checking'
        ? { source: prompt.source, number: prompt.number, caller: prompt.caller, claimed }
        : null
    },
    choose: (to, source, numbers) => show({ kind: 'choosing', ...asked, id: newId(), source, numbers }, to),
    ask(to, intent, reasons) {
      show({ kind: 'confirming', ...shown(intent), reasons }, to, intent.claimed)
      askedNow = { to, intent, reasons }
    },
    confirmed: () => answer('yes'),
    showChecking(to, intent) {
      const prompt = { kind: 'checking', ...shown(intent) } as const
      show(prompt, to, intent.claimed)
      return prompt.id
    },
    pause(to, intent, pauseMs, onEnd) {
      const start = instantOf(clock)
      show({ kind: 'pausing', ...shown(intent), ...timesOf(start, pauseMs) }, to, intent.claimed)
      endPause = onEnd
      startPauseTimer(start, pauseMs)
    },
    setCaller(caller) {
      const prompt = state.get('prompt')
      if (!('caller' in prompt)) return
      if (prompt.kind !== 'pausing') {
        state.set('prompt', { ...prompt, caller })
        return
      }
      const start = instantOf(clock)
      const pauseMs = prompt.untilMs - prompt.startedAtMs
      stopTimer()
      startPauseTimer(start, pauseMs)
      state.set('prompt', { ...prompt, caller, ...timesOf(start, pauseMs) })
    },
    showNoNumber(to, source, copied) {
      if (isLinkNoticeVisible(source)) return
      show({ kind: 'no-number', id: newId(), source, copied, untilMs: clock.now() + noticeMs }, to)
      stopTimer = clock.after(noticeMs, clear)
    },
    showRefused(to, { source, number, refusedCaller = null }, error, forMs = noticeMs) {
      if (isLinkNoticeVisible(source)) return
      const untilMs = clock.now() + forMs
      show({ kind: 'refused', id: newId(), source, number, error, refusedCaller, untilMs }, to)
      stopTimer = clock.after(forMs, clear)
    }
  }
}
