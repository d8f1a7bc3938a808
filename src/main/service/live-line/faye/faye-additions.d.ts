// Parts of faye's documented interface that only the live line needs; merged with src/types/faye.d.ts.
// Without the export, this file would declare the whole module instead of augmenting it.
export {}

declare module 'faye' {
  /** Controls the delivery of one message (faye.jcoglan.com, Clients: custom schedulers). Times in seconds. */
  export interface MessageScheduler {
    isDeliverable(): boolean
    getTimeout(): number
    getInterval(): number
    send(): void
    succeed(): void
    fail(): void
    abort(): void
  }

  export interface ClientOptions {
    scheduler?: new (message: BayeuxMessage) => MessageScheduler
  }

  export interface Client {
    connect(onConnected: () => void): void
    /** Sends the subscription again, as the client itself does after a handshake. */
    subscribe(channel: string, isForced: true): Subscription
  }
}
