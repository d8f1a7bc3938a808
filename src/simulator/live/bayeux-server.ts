import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import faye, { type BayeuxMessage, type Client, type NodeAdapter, type ServerExtension } from 'faye'
import type { Clock } from '../clock'
import type { Faults } from '../faults'

/** A client's handshake, (un)subscription or disconnect with the server's answer. */
export interface BayeuxExchange {
  /** Ms since 1970. */
  at: number
  channel: string
  subscription: string | null
  error: string | null
}

export const MOUNT = '/faye'

const SHOWN = ['/meta/handshake', '/meta/subscribe', '/meta/unsubscribe', '/meta/disconnect']
const asText = (subscription: BayeuxMessage['subscription']): string | null =>
  subscription === undefined ? null : String(subscription)

/** What the server needs. */
export interface BayeuxDeps {
  clock: Clock
  faults: Faults
  /** How long a poll or an idle connection is held, in seconds. */
  timeoutSeconds: number
  /** Called for each client message, including refused ones. */
  onMessage: (channel: string) => void
  /** Called for each exchange; connects and publications aren't exchanges. */
  onExchange: (exchange: BayeuxExchange) => void
}

/** One instance of the Faye server, with requests passed in from outside; a restart creates another. */
export class BayeuxServer {
  readonly #deps: BayeuxDeps
  readonly #adapter: NodeAdapter
  readonly #client: Client
  /** Never listens; it only holds the handlers that the adapter attaches to a server. */
  readonly #inner: Server = createServer()
  /** The clients subscribed to each channel. */
  readonly #subscribers = new Map<string, Set<string>>()

  constructor(deps: BayeuxDeps) {
    this.#deps = deps
    this.#adapter = new faye.NodeAdapter({ mount: MOUNT, timeout: deps.timeoutSeconds })
    this.#adapter.attach(this.#inner)
    this.#adapter.addExtension({ incoming: this.#onMessage, outgoing: this.#onReply })
    this.#adapter.on('subscribe', (clientId, channel) => {
      this.#subscribers.set(channel, (this.#subscribers.get(channel) ?? new Set()).add(clientId))
    })
    this.#adapter.on(
      'unsubscribe',
      (clientId, channel) => void this.#subscribers.get(channel)?.delete(clientId)
    )
    this.#client = this.#adapter.getClient()
  }

  /** Connects the in-process client, so that the first event doesn't wait for a handshake. */
  async start(): Promise<this> {
    await this.#client.publish('/service/ready', true)
    return this
  }

  /** A disconnect answers the client's pending connect; otherwise faye keeps a timer for it. */
  async close(): Promise<void> {
    await this.#client.publish('/service/end', true)
    await this.#client.disconnect()
    this.#adapter.close()
  }

  async publish(channel: string, message: unknown): Promise<void> {
    await this.#client.publish(channel, message)
  }

  subscribers(channel: string): number {
    return this.#subscribers.get(channel)?.size ?? 0
  }

  handleRequest(request: IncomingMessage, response: ServerResponse): void {
    this.#inner.emit('request', request, response)
  }

  handleUpgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.#inner.emit('upgrade', request, socket, head)
  }

  readonly #onMessage: ServerExtension['incoming'] = (message, request, passOn) => {
    // Messages without a request come from the service's in-process client.
    if (request === null) {
      passOn(message)
      return
    }
    const channel = message.channel ?? ''
    this.#deps.onMessage(channel)
    if (!channel.startsWith('/meta/')) {
      passOn({ ...message, error: `403:${channel}:Forbidden channel` })
      return
    }
    const { clock, faults } = this.#deps
    const effect = faults.takeBayeux('request', message)
    if (effect?.kind === 'ignore') return
    if (effect?.kind === 'delay') clock.after(effect.ms, () => passOn(message))
    else passOn(effect?.kind === 'refuse' ? { ...message, error: effect.error } : message)
  }

  readonly #onReply: ServerExtension['outgoing'] = (message, request, passOn) => {
    // Publications pass here too; only replies have `successful`.
    if (request === null || message.successful === undefined) {
      passOn(message)
      return
    }
    const { clock, faults, onExchange } = this.#deps
    const { channel = '', subscription, error = null } = message
    if (SHOWN.includes(channel))
      onExchange({ at: clock.now(), channel, subscription: asText(subscription), error })
    const effect = faults.takeBayeux('reply', message)
    passOn(effect?.kind === 'advise' ? { ...message, advice: effect.advice } : message)
  }
}
