import type { Countdown } from './countdown'

/** Each change of what is shown begins a turn: it cancels the countdown, and replies for earlier turns are dropped. */
export class RunTurns {
  readonly #countdown: Countdown
  #current = 0

  constructor(countdown: Countdown) {
    this.#countdown = countdown
  }

  /** The current turn. */
  get current(): number {
    return this.#current
  }

  begin(): number {
    this.#countdown.cancel()
    return (this.#current += 1)
  }
}
