import type { Bridge } from '../../shared/app/contract'
import type { DialInput } from '../../shared/numbers/schema'
import type { AppError } from '../../shared/platform/schema'

/** The longest text that is sent to the main process, in characters. */
const longestText = 10_000

/** A text and the numbers that the main process reads in it. */
export class NumberInput {
  text = $state('')
  reading = $state.raw<DialInput>({ kind: 'empty' })
  /** Why the text couldn't be read, or the call for it failed; `set` clears it. */
  failure = $state.raw<AppError | null>(null)
  /** Resolves when the current text has been read. */
  whenRead: Promise<void> = Promise.resolve()
  #bridge: Pick<Bridge, 'commands'>
  #version = 0

  constructor(bridge: Pick<Bridge, 'commands'>) {
    this.#bridge = bridge
  }

  set(text: string): void {
    this.text = text
    this.failure = null
    this.#version += 1
    if (text.trim() === '') this.reading = { kind: 'empty' }
    else this.whenRead = this.#read(this.#version)
  }

  async #read(version: number): Promise<void> {
    const reply = await this.#bridge.commands['numbers:read']({ text: this.text.slice(0, longestText) })
    // The text has changed since.
    if (version !== this.#version) return
    if (reply.ok) this.reading = reply.value
    else this.failure = reply.error
  }
}
