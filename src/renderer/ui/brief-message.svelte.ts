import { announcer } from '../platform/announcer.svelte.ts'

/** A sentence that is announced, and shown for a moment. */
export class BriefMessage {
  readonly #shownMs: number
  #text = $state('')
  #isBad = $state(false)
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(shownMs: number) {
    this.#shownMs = shownMs
  }

  /** Empty: nothing to show. */
  get text(): string {
    return this.#text
  }
  /** The text reports a failure. */
  get isBad(): boolean {
    return this.#isBad
  }

  show(text: string, isBad = false): void {
    this.#text = text
    this.#isBad = isBad
    if (isBad) announcer.warn(text)
    else announcer.say(text)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => (this.#text = ''), this.#shownMs)
  }
  dispose(): void {
    clearTimeout(this.#timer)
  }
}
