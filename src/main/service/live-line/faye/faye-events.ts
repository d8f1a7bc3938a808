import type { AppError } from '../../../../shared/platform/schema'

/** Notified by a wrapped client. */
export interface FayeClientListener {
  /** Something that isn't a Bayeux message was dropped. */
  onGarbage: () => void
  /** The client is no longer usable. */
  onBroken: () => void
  /** A long-polling request was answered by something other than a Bayeux server; `answer` describes it. */
  onForeign: (answer: AppError) => void
  /** A long-polling request couldn't be sent. Called before the client handles it as a cut connection. */
  onUnreachable: (problem: AppError) => void
}

/** Runs what a wrapped client does in its socket events, until it is destroyed. */
export class FayeEvents {
  readonly listener: FayeClientListener
  #isDestroyed = false

  constructor(listener: FayeClientListener) {
    this.listener = listener
  }

  isDestroyed(): boolean {
    return this.#isDestroyed
  }

  destroy(): void {
    this.#isDestroyed = true
  }

  /** Runs `work` unless the client is destroyed; if it throws, the client is broken. */
  run(work: () => void): void {
    if (this.#isDestroyed) return
    try {
      work()
    } catch {
      this.listener.onBroken()
    }
  }
}
