import type { BayeuxMessage, MessageScheduler } from 'faye'

/** A session's rules for sending its client's messages. */
export interface SendRules {
  /** Returns false once nothing may be sent any longer. */
  isOpen(): boolean
  /** Returns the time limit for the reply to a message on `channel`, in ms. */
  replyMs(channel: string | undefined): number
  /** A message couldn't be sent, or its reply is overdue. */
  onFailed(): void
}

/** Returns a scheduler class for faye's client that sends each message once, without retries. */
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
