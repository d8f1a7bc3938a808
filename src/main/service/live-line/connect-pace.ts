import { monotonicMs } from '../../platform/clock'

const maxQuickReplies = 3
const quickReplyMs = 200
const slowedDownMs = 1_000

/** Throttles connects to a server that answers each one at once without events, which would loop endlessly. */
export class ConnectPace {
  #sentAtMs = 0
  #hasData = false
  #wasQuick = false
  #quickReplies = 0

  /** Returns the delay before the next connect, in ms. Call it once for each connect. */
  nextDelayMs(): number {
    // Counted here and not in `answered`, because a poll's events arrive after its reply.
    this.#quickReplies = this.#wasQuick && !this.#hasData ? this.#quickReplies + 1 : 0
    return this.#quickReplies > maxQuickReplies ? slowedDownMs : 0
  }

  sent(): void {
    this.#sentAtMs = monotonicMs()
    this.#hasData = false
  }

  answered(): void {
    this.#wasQuick = monotonicMs() - this.#sentAtMs < quickReplyMs
  }

  dataArrived(): void {
    this.#hasData = true
  }
}
