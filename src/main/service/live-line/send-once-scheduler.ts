import type { BayeuxMessage, MessageScheduler } from 'faye'

/** What a session decides about the sending of its client's messages. */
export interface SendRules {
  /** False once nothing may be sent any longer. */
  isOpen(): boolean
  /** How long the reply to a message on `channel` may take, in ms. */
  replyMs(channel: string | undefined): number
  /** A message couldn't be sent, or its reply is overdue. */
  onFailed(): void
}

/** A scheduler class for faye's client that sends each message once and never repeats it. */
export function sendOnceScheduler(rules: SendRules): new (message: BayeuxMessage) => MessageScheduler {
  return class implements MessageScheduler {
    readonly #channel: string | undefined
    #isSent = false
    constructor(message: BayeuxMessage) {
      this.#channel = message.channel
    }
    isDeliverable(): boolean {
      return !this.#isSent && rules.isOpen()
    }
    getTimeout(): number {
      return rules.replyMs(this.#channel) / 1_000
    }
    getInterval(): number {
      return 0
    }
    send(): void {
      this.#isSent = true
    }
    succeed(): void {
      return
    }
    fail(): void {
      rules.onFailed()
    }
    abort(): void {
      return
    }
  }
}
