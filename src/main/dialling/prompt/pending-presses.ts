import { failed, type Result } from '../../../shared/platform/result'
import { createKeyPresses, type KeyPresses } from '../key-press'
import type { Clock } from '../../platform/ports'

/** How long a press waits for its text, in ms. */
export const readLimitMs = 4_000

/** The dial keys. */
export type DialKey = 'copied' | 'redial'

/** Presses of the dial keys that may still turn out to be repeats, or whose text is still being fetched. */
export class PendingPresses {
  readonly #clock: Clock
  readonly #keys: Record<DialKey, KeyPresses>
  #fetch: { cancelTimer: () => void } | null = null

  constructor(clock: Clock) {
    this.#clock = clock
    this.#keys = { copied: createKeyPresses(clock), redial: createKeyPresses(clock) }
  }

  isOpen(): boolean {
    return this.#keys.copied.isJudging() || this.#keys.redial.isJudging() || this.#fetch !== null
  }

  /** See {@link KeyPresses.press}. The newer of the two keys wins. */
  press(key: DialKey, mustSettle: boolean, act: () => void, held: () => void): void {
    this.#keys[key === 'copied' ? 'redial' : 'copied'].drop()
    this.#keys[key].press(mustSettle, act, held)
  }

  /** Calls `onText` with the text of a press, unless it is dropped. Ignored while another text is being fetched. */
  fetchText(fetch: () => Promise<Result<string>>, onText: (text: Result<string>) => void): void {
    if (this.#fetch !== null) return
    const silent = failed({ code: 'clipboard-silent' })
    const end = (text: Result<string>): void => {
      if (this.#fetch !== own) return
      this.dropText()
      onText(text)
    }
    const own = { cancelTimer: this.#clock.after(readLimitMs, () => end(silent)) }
    this.#fetch = own
    fetch().then(end, () => end(silent))
  }

  dropText(): void {
    this.#fetch?.cancelTimer()
    this.#fetch = null
  }

  drop(): void {
    this.#keys.copied.drop()
    this.#keys.redial.drop()
    this.dropText()
  }
}
