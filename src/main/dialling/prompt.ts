import type { DialOutcome, DialReason, DialSource } from '../../shared/dialling/dialling'
import type { AppError } from '../../shared/platform/errors'
import type { FoundNumber } from '../../shared/numbers/number'
import { failed, succeeded, type Result } from '../../shared/platform/result'
import type { Dialer } from './dialer'
import { createKeyPresses, type KeyPresses } from './key-press'
import { findNumbers } from '../numbers/number'
import type { Clock } from '../platform/ports'
import { createPromptState, failureMs } from './prompt-state'
import { textBeginning } from './text-beginning'
import type { StateStore } from '../platform/state-store'

/** How long a press waits for its text, in ms. */
export const readLimitMs = 4_000

/** If a text has more numbers, only the first ones are shown. */
export const maxNumbers = 100

/** A dial source without a window of its own to show a reply. */
export type OutsideSource = Exclude<DialSource, 'window'>

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
   * it is dropped, and the prompt says so.
   */
  begin(text: string, source: OutsideSource): void
  /** The number of a dial source could not be obtained: nothing is dialled, and the prompt shows the reason. */
  refuse(error: AppError, source: OutsideSource): void
  /**
   * Redials the last number called from here; `nothing-to-redial` if there is none. Calls from elsewhere don't count.
   */
  redialLast(source: OutsideSource): void
  /** Dials from the window, where a sure number is called without a pause. Resolves with the outcome. */
  dialFromWindow(text: string): Promise<Result<DialOutcome>>
  /** Dials the number of a call from the window. */
  redialFromWindow(key: string): Promise<Result<DialOutcome>>
  /**
   * Chooses a number of question `id`; `question-replaced` if another question is shown by now. Does nothing before
   * the question could be read (300 ms).
   */
  choose(id: number, index: number): Result<undefined>
  /** Confirms question `id`; during a pause, calls immediately. Otherwise like `choose`. */
  confirm(id: number): Result<undefined>
  /** Cancels the pending intent and clears the prompt. */
  cancel(): void
  close(): void
}

const done = succeeded(undefined)

const sameNumbers = (a: readonly FoundNumber[], b: readonly FoundNumber[]): boolean =>
  a.length > 0 && a.length === b.length && a.every((number, index) => number.dial === b[index]?.dial)

const numbersIn = (text: string): FoundNumber[] => findNumbers(text).slice(0, maxNumbers)

/** `dialer`: the dialler of the signed-in account, null while signed out. */
export function createPrompter(deps: {
  state: StateStore
  clock: Clock
  dialer: () => Dialer | null
}): Prompter {
  const { state, clock, dialer } = deps
  const promptState = createPromptState({ state, clock })
  const isPausing = (): boolean => promptState.prompt().kind === 'pausing'

  // ── pending presses ──
  const copiedKey = createKeyPresses(clock)
  const redialKey = createKeyPresses(clock)
  let reading: { off: () => void } | null = null
  /** The pause ended while a press was pending that may be for another number. */
  let isDue = false

  const isPressOpen = (): boolean => copiedKey.isJudging() || redialKey.isJudging() || reading !== null
  const dropReading = (): void => {
    reading?.off()
    reading = null
  }
  const dropPress = (): void => {
    copiedKey.drop()
    redialKey.drop()
    dropReading()
  }
  const goOn = (): void => {
    if (!isDue || isPressOpen()) return
    isDue = false
    callNow()
  }

  // ── from a number to a request ──
  const send = (to: Dialer, source: DialSource, number: FoundNumber): void => {
    promptState.clear()
    void to.send(number).then((sent) => {
      // After a sign-out or during a new question, don't show the error: the call is in the list.
      if (sent.ok || dialer() !== to || promptState.asked().length > 0) return
      promptState.showRefused(to, source, number, sent.error, failureMs)
    })
  }

  /** Applies the dial rules; a number that may be called first waits `pauseMs`. */
  const offer = (to: Dialer, source: DialSource, number: FoundNumber, pauseMs: number): void => {
    isDue = false
    const decision = to.check(number, source)
    switch (decision.kind) {
      case 'refuse':
        promptState.showRefused(to, source, number, decision.error)
        return
      case 'ask':
        promptState.ask(to, source, number, decision.reasons)
        return
      case 'go':
        if (pauseMs > 0) promptState.pause(to, source, number, pauseMs, endPause)
        else send(to, source, number)
    }
  }

  function endPause(): void {
    if (isPressOpen()) isDue = true
    else callNow()
  }

  /** Ends the pause. Checks the rules again, since e.g. another call may have started meanwhile. */
  function callNow(): void {
    const prompt = promptState.prompt()
    const to = dialer()
    if (prompt.kind !== 'pausing') return
    if (to === null || to !== promptState.owner()) promptState.clear()
    else offer(to, prompt.source, prompt.number, 0)
  }

  // ── dial sources ──
  /** The dialler of the signed-in account; if signed out, shows a notice and returns null. */
  const deskFor = (source: DialSource): Dialer | null => {
    const to = dialer()
    if (to === null) promptState.showRefused(null, source, null, { code: 'signed-out' })
    return to
  }

  const take = (to: Dialer, source: OutsideSource, text: string, numbers: FoundNumber[]): void => {
    if (sameNumbers(promptState.asked(), numbers)) return
    const [number] = numbers
    if (number === undefined) promptState.showNoNumber(to, source, textBeginning(text))
    else if (numbers.length > 1) promptState.choose(to, source, numbers)
    else offer(to, source, number, state.get('settings').dialling.undoPauseMs)
  }

  const begin = (text: string, source: OutsideSource): void => {
    const to = deskFor(source)
    if (to === null) return
    const prompt = promptState.prompt()
    // A page that opens many links must not replace a number that the user is about to confirm.
    if (source === 'link' && promptState.asked().length > 0) {
      const isNoted = 'hasIgnoredLink' in prompt && prompt.hasIgnoredLink
      if (!isNoted && !sameNumbers(promptState.asked(), numbersIn(text))) promptState.noteIgnoredLink()
      return
    }
    dropPress()
    take(to, source, text, numbersIn(text))
    goOn()
  }

  const pressed = (text: string): void => {
    const to = deskFor('hot-key')
    if (to === null) return
    const numbers = numbersIn(text)
    if (isPausing() && sameNumbers(promptState.asked(), numbers)) callNow()
    else take(to, 'hot-key', text, numbers)
  }

  /** The account may change while a press is pending: then the press is ignored. */
  const press = (key: KeyPresses, act: () => void): void => {
    const to = dialer()
    const actForSame = (): void => {
      if (dialer() === to) act()
      goOn()
    }
    // The newer of the two keys wins.
    const other = key === copiedKey ? redialKey : copiedKey
    other.drop()
    key.press(isPausing(), actForSame, goOn)
  }

  const fetchAndPress = (fetchText: () => Promise<Result<string>>): void => {
    if (reading !== null) return
    const to = dialer()
    const silent = failed({ code: 'clipboard-silent' })
    const end = (text: Result<string>): void => {
      if (reading !== mine) return
      dropReading()
      if (dialer() === to) {
        if (text.ok) pressed(text.value)
        else promptState.showRefused(to, 'hot-key', null, text.error, failureMs)
      }
      goOn()
    }
    const mine = { off: clock.after(readLimitMs, () => end(silent)) }
    reading = mine
    fetchText().then(end, () => end(silent))
  }

  const redial = (source: OutsideSource): void => {
    // Determine the last call at key press; calls from elsewhere, known by events, don't count.
    const last = state
      .get('calls')
      .find((call) => call.origin === 'here' && findNumbers(call.callee).length === 1)
    const act = (): void => {
      dropReading()
      if (last === undefined) {
        const to = deskFor(source)
        if (to !== null) promptState.showRefused(to, source, null, { code: 'nothing-to-redial' })
      } else if (source === 'hot-key') pressed(last.callee)
      else begin(last.callee, source)
    }
    if (source === 'hot-key') press(redialKey, act)
    else act()
  }

  const startFromWindow = async (to: Dialer, number: FoundNumber): Promise<Result<DialOutcome>> => {
    const decision = to.check(number, 'window')
    if (decision.kind === 'ask') {
      promptState.ask(to, 'window', number, decision.reasons)
      return succeeded({ kind: 'asked' })
    }
    // The newer intent replaces the question, even if it is refused.
    promptState.clear()
    if (decision.kind === 'refuse') return failed(decision.error)
    const sent = await to.send(number)
    return sent.ok ? succeeded({ kind: 'started', key: sent.value.key }) : sent
  }

  const dialFromWindow = async (text: string): Promise<Result<DialOutcome>> => {
    const to = dialer()
    if (to === null) return failed({ code: 'signed-out' })
    if (text.trim() === '') return failed({ code: 'number-missing', field: 'calleeNumber' })
    const numbers = numbersIn(text)
    const [number] = numbers
    if (number === undefined) return failed({ code: 'number-invalid', field: 'calleeNumber' })
    dropPress()
    const prompt = promptState.prompt()
    const isFromWindow = prompt.kind !== 'none' && prompt.source === 'window'
    if (isFromWindow && sameNumbers(promptState.asked(), numbers)) return succeeded({ kind: 'asked' })
    if (numbers.length === 1) return startFromWindow(to, number)
    promptState.choose(to, 'window', numbers)
    return succeeded({ kind: 'asked' })
  }

  const leave = (): void => {
    dropPress()
    isDue = false
    promptState.clear()
  }
  const off = state.onChange((topic) => {
    if (topic !== 'prompt' && promptState.prompt().kind !== 'none' && dialer() !== promptState.owner())
      leave()
  })

  return {
    press: (text) =>
      press(copiedKey, () => {
        if (typeof text !== 'string') fetchAndPress(text)
        else {
          dropReading()
          pressed(text)
        }
      }),
    begin,
    refuse(error, source) {
      if (promptState.asked().length === 0) promptState.showRefused(dialer(), source, null, error, failureMs)
    },
    redialLast: redial,
    dialFromWindow,
    async redialFromWindow(key) {
      const call = state.get('calls').find((one) => one.key === key)
      return call === undefined ? failed({ code: 'nothing-to-redial' }) : dialFromWindow(call.callee)
    },

    choose(id, index) {
      if (!promptState.isAsked(id)) return failed({ code: 'question-replaced' })
      const prompt = promptState.prompt()
      const number = prompt.kind === 'choosing' ? prompt.numbers[index] : undefined
      if (prompt.kind !== 'choosing' || number === undefined || promptState.isUnread()) return done
      dropPress()
      const to = dialer()
      if (to === null || to !== promptState.owner()) promptState.clear()
      else offer(to, prompt.source, number, 0)
      return done
    },

    confirm(id) {
      if (!promptState.isAsked(id)) return failed({ code: 'question-replaced' })
      const prompt = promptState.prompt()
      if (prompt.kind === 'pausing') {
        dropPress()
        callNow()
        return done
      }
      if (prompt.kind !== 'confirming' || promptState.isUnread()) return done
      dropPress()
      const to = dialer()
      if (to === null || to !== promptState.owner()) {
        promptState.clear()
        return done
      }
      const { number, source } = prompt
      const decision = to.check(number, source)
      // The confirmation covers only the reasons that were shown.
      const isNew = (reason: DialReason): boolean => !prompt.reasons.some(({ kind }) => kind === reason.kind)
      if (decision.kind === 'refuse') promptState.showRefused(to, source, number, decision.error)
      else if (decision.kind === 'ask' && decision.reasons.some(isNew)) {
        promptState.ask(to, source, number, decision.reasons)
      } else send(to, source, number)
      return done
    },

    cancel: leave,
    close() {
      off()
      leave()
    }
  }
}
