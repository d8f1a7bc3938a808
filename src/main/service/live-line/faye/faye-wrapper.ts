import { IncomingMessage } from 'node:http'
import type { Client } from 'faye'
import { FayeEvents, type FayeClientListener } from './faye-events'
import { guardCookies, isFields, isFunction, maxMessageBytes, messagesOf, type Fields } from './faye-fields'
import { createPollRequests, type PollRequests } from './faye-polls'
import { readPollReply } from './faye-replies'
import { FayeWebsocket } from './faye-websocket'
import { networkFault } from '../../addresses/network-fault'
import type { ProxyRoute } from '../../addresses/proxy'

/** A wrapped faye client. */
export interface WrappedFayeClient {
  /**
   * Opens the client's websocket. Call it after the handshake, whose cookies let a load balancer route to the same
   * server. Calls `onResult` once, with true when it is open, unless the client is destroyed before.
   */
  openWebsocket(limitMs: number, onResult: (isOpen: boolean) => void): void
  /** Immediately closes every socket and request and clears every timer of the client; nothing is sent after. */
  destroy(): void
}

/** How a wrapped client reaches its server. */
export interface FayeEndpoint {
  fayeUrl: string
  route: ProxyRoute
  /** Time limit for a tunnel through a proxy, in ms. */
  tunnelMs: number
}

/** faye's dispatcher, which has all transports and pending messages of a client. */
interface FayeDispatcher extends Fields {
  transports: Fields
  _envelopes: Map<unknown, unknown>
}

const isDispatcher = (value: unknown): value is FayeDispatcher =>
  isFields(value) && isFields(value.transports) && value._envelopes instanceof Map

const isTimer = (value: unknown): value is NodeJS.Timeout => isFields(value) && 'hasRef' in value

class FayeClientWrapper implements WrappedFayeClient {
  readonly #events: FayeEvents
  readonly #polls: PollRequests
  readonly #websocket: FayeWebsocket
  readonly #envelopes: Map<unknown, unknown>
  /** The transport that the client uses. */
  #selected: unknown

  constructor(client: Client, listener: FayeClientListener, endpoint: FayeEndpoint) {
    const dispatcher: unknown = Reflect.get(client, '_dispatcher')
    if (!isDispatcher(dispatcher)) throw new TypeError('faye is not the version that Deskline knows')
    this.#events = new FayeEvents(listener)
    this.#polls = createPollRequests(endpoint.fayeUrl, endpoint.route, endpoint.tunnelMs)
    this.#websocket = new FayeWebsocket(this.#events, endpoint.route)
    this.#envelopes = dispatcher._envelopes
    this.#selected = dispatcher._transport
    this.#watchTransports(dispatcher)
  }

  openWebsocket(limitMs: number, onResult: (isOpen: boolean) => void): void {
    this.#websocket.open(limitMs, onResult)
  }

  destroy(): void {
    if (this.#events.isDestroyed()) return
    this.#events.destroy()
    for (const envelope of this.#envelopes.values()) {
      if (isFields(envelope) && isTimer(envelope.timer)) clearTimeout(envelope.timer)
    }
    this.#envelopes.clear()
    // Otherwise a batch waiting for more messages would still be sent.
    const selected = this.#selected
    if (isFields(selected) && isFunction(selected.removeTimeout))
      selected.removeTimeout.call(selected, 'publish')
    this.#websocket.destroy()
    this.#polls.destroy()
  }

  /** Guards each transport as soon as the client creates or selects it. */
  #watchTransports(dispatcher: FayeDispatcher): void {
    const websocket = this.#websocket
    // The client stores its websocket transports here, by address.
    dispatcher.transports.websocket = new (class extends Map<unknown, unknown> {
      override set(address: unknown, transport: unknown): this {
        websocket.guard(transport)
        return super.set(address, transport)
      }
    })()
    Object.defineProperty(dispatcher, '_transport', {
      configurable: true,
      get: () => this.#selected,
      set: (transport: unknown) => {
        this.#guardLongPolling(transport)
        this.#selected = transport
      }
    })
  }

  #guardLongPolling(transport: unknown): void {
    if (!isFields(transport) || !('_httpClient' in transport) || !isFunction(transport._receive)) return
    const { _receive: receive } = transport
    const { onGarbage, onUnreachable } = this.#events.listener
    // faye reads http_proxy, even for loopback and unlike REST. Clear it: the requests already use the route.
    Object.assign(transport, { _proxy: {}, _proxyUri: undefined, _tunnel: undefined })
    guardCookies(transport, onGarbage)
    transport._receive = (replies: unknown) =>
      this.#events.run(() => void receive.call(transport, messagesOf(replies, onGarbage)))
    transport._handleResponse = (_messages: unknown, response: unknown) => {
      if (response instanceof IncomingMessage)
        this.#readReply(response, (messages) => receive.call(transport, messages))
    }
    transport._httpClient = {
      request: (parameters: unknown) => {
        const request = this.#polls.request(isFields(parameters) ? parameters : {})
        request.once('error', (error) => this.#events.run(() => onUnreachable({ code: networkFault(error) })))
        return request
      }
    }
  }

  #readReply(response: IncomingMessage, receive: (messages: unknown[]) => void): void {
    const { onGarbage, onBroken, onForeign } = this.#events.listener
    readPollReply(response, maxMessageBytes, (reply) =>
      this.#events.run(() => {
        if (reply.kind === 'broken') onBroken()
        else if (reply.kind === 'foreign') onForeign(reply.answer)
        else {
          const messages = messagesOf(reply.json, onGarbage)
          if (messages.length === 0) onForeign(reply.answer)
          else receive(messages)
        }
      })
    )
  }
}

/**
 * Wraps a stock client that hasn't sent anything yet. Throws when faye's fields differ from the pinned version.
 * Websockets don't work through a SOCKS proxy: disable them before.
 */
export const wrapFayeClient = (
  client: Client,
  listener: FayeClientListener,
  endpoint: FayeEndpoint
): WrappedFayeClient => new FayeClientWrapper(client, listener, endpoint)
