import { EventEmitter } from 'node:events'
import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import type { Client } from 'faye'
import type { AppError } from '../../../shared/platform/errors'
import { createPollRequests } from './faye-polls'
import { readPollReply } from './faye-replies'
import { parseForeignJson } from '../foreign-json'
import { networkFault } from '../addresses/network-fault'
import { proxyOrigin, type ProxyRoute } from '../addresses/proxy'

// The only file that accesses faye's private fields: its interface can't destroy a client with its sockets and timers
// (a half-open websocket keeps them for minutes), and a reply such as `[null]` makes it throw inside a socket event,
// where nothing can catch it. faye is pinned to an exact version, and faye-wrapper.test.ts fails when these fields
// change.

type Fields = Record<string, unknown>

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null
const isTimer = (value: unknown): value is NodeJS.Timeout => isFields(value) && 'hasRef' in value
const isFunction = (value: unknown): value is (...input: unknown[]) => unknown => typeof value === 'function'

/** A wrapped faye client. */
export interface WrappedFayeClient {
  /**
   * Opens the client's websocket. Call it after the handshake, whose cookies let a load balancer route to the same
   * server. Calls `onSettled` once, with true when it is open, unless the client is destroyed before.
   */
  openWebsocket(limitMs: number, onSettled: (isOpen: boolean) => void): void
  /** Immediately closes every socket and request and clears every timer of the client; nothing is sent after. */
  destroy(): void
}

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

/** Maximum size of a long-polling reply or websocket message, in bytes; the library accepts 64 MiB. */
const maxMessageBytes = 16 * 1_024 * 1_024

/** Once the stored cookies exceed this many characters, further ones are dropped: every request sends them. */
const maxCookieLength = 4_096

/** Returns only the replies that have the shape of a Bayeux message. */
function messagesOf(replies: unknown, onGarbage: () => void): unknown[] {
  const list: unknown[] = Array.isArray(replies) ? replies : [replies]
  const clean = list.filter((reply) => isFields(reply) && typeof reply.channel === 'string')
  for (let dropped = list.length - clean.length; dropped > 0; dropped -= 1) onGarbage()
  return clean
}

/** How a wrapped client reaches its server. */
export interface FayeEndpoint {
  fayeUrl: string
  route: ProxyRoute
  /** Time limit for a tunnel through a proxy, in ms. */
  tunnelMs: number
}

/**
 * Wraps a stock client that hasn't sent anything yet. Throws when faye's fields differ from the pinned version.
 * Websockets don't work through a SOCKS proxy: disable them before.
 */
export function wrapFayeClient(
  client: Client,
  events: FayeClientListener,
  endpoint: FayeEndpoint
): WrappedFayeClient {
  const dispatcher: unknown = Reflect.get(client, '_dispatcher')
  if (!isFields(dispatcher) || !isFields(dispatcher.transports) || !(dispatcher._envelopes instanceof Map)) {
    throw new TypeError('faye is not the version that Deskline knows')
  }
  const envelopes: Map<unknown, unknown> = dispatcher._envelopes
  const sockets = new Set<unknown>()
  const polls = createPollRequests(endpoint.fayeUrl, endpoint.route, endpoint.tunnelMs)
  // A websocket needs a tunnel; if the proxy refuses it, the client falls back to long-polling.
  const websocketProxy =
    endpoint.route.kind === 'http' || endpoint.route.kind === 'https'
      ? { origin: proxyOrigin(endpoint.route), tls: { rejectUnauthorized: true } }
      : {}
  let isDestroyed = false
  let isWebsocketDue = false
  let websocket: Fields | null = null
  let websocketTimer: NodeJS.Timeout | undefined

  const guarded = (work: () => void): void => {
    if (isDestroyed) return
    try {
      work()
    } catch {
      events.onBroken()
    }
  }

  const cleanEvent = (event: unknown): unknown => {
    if (!isFields(event) || typeof event.data !== 'string') {
      events.onGarbage()
      return null
    }
    let parsed: unknown
    try {
      parsed = parseForeignJson(event.data)
    } catch {
      events.onGarbage()
      return null
    }
    const clean = messagesOf(parsed, events.onGarbage)
    const isUntouched = clean.length === (Array.isArray(parsed) ? parsed.length : 1)
    return isUntouched ? event : { data: JSON.stringify(clean) }
  }

  const holdSocket = (socket: unknown): void => {
    if (!isFields(socket)) return
    sockets.add(socket)
    const driver = socket._driver
    if (driver instanceof EventEmitter && '_maxLength' in driver) {
      driver._maxLength = maxMessageBytes
      // Runs before the client's handler, which would treat the error as a cut. Before it is open, it is a cut.
      driver.prependListener('error', () => {
        if (socket.readyState === 1) guarded(events.onBroken)
      })
    } else guarded(events.onBroken)
    let handler: unknown = null
    Object.defineProperty(socket, 'onmessage', {
      configurable: true,
      get: () => handler,
      set(next: unknown) {
        handler = isFunction(next)
          ? (event: unknown) =>
              guarded(() => {
                const clean = cleanEvent(event)
                if (clean !== null) next(clean)
              })
          : next
      }
    })
  }

  /** Guards the cookie store, which throws on foreign or invalid cookies where nothing catches it. */
  const holdCookies = (transport: Fields): void => {
    const { _storeCookies: store, _getCookies: cookies } = transport
    if (!isFunction(store) || !isFunction(cookies)) return
    transport._storeCookies = (set: unknown) => {
      const kept: unknown = cookies.call(transport)
      if (typeof kept === 'string' && kept.length > maxCookieLength) return
      for (const cookie of Array.isArray(set) ? set : []) {
        try {
          store.call(transport, [cookie])
        } catch {
          events.onGarbage()
        }
      }
    }
  }

  const holdWebsocket = (transport: unknown): void => {
    if (!isFields(transport) || !isFunction(transport._createSocket) || !isFunction(transport.connect)) return
    const { _createSocket: create, connect } = transport
    holdCookies(transport)
    transport._proxy = websocketProxy
    transport._createSocket = () => {
      if (isDestroyed) return undefined
      const socket = create.call(transport)
      holdSocket(socket)
      return socket
    }
    // The client would open it during the handshake, without the cookies of its reply.
    transport.connect = () => {
      if (isWebsocketDue) connect.call(transport)
    }
    websocket = transport
  }

  const holdTransport = (transport: unknown): void => {
    if (!isFields(transport) || !('_httpClient' in transport) || !isFunction(transport._receive)) return
    const { _receive: receive } = transport
    // faye reads http_proxy, even for loopback and unlike REST. Clear it: the requests already use the route.
    Object.assign(transport, { _proxy: {}, _proxyUri: undefined, _tunnel: undefined })
    holdCookies(transport)
    transport._receive = (replies: unknown) =>
      guarded(() => void receive.call(transport, messagesOf(replies, events.onGarbage)))
    transport._handleResponse = (_messages: unknown, response: unknown) => {
      if (!(response instanceof IncomingMessage)) return
      readPollReply(response, maxMessageBytes, (reply) =>
        guarded(() => {
          if (reply.kind === 'broken') events.onBroken()
          else if (reply.kind === 'foreign') events.onForeign(reply.answer)
          else {
            const messages = messagesOf(reply.json, events.onGarbage)
            if (messages.length === 0) events.onForeign(reply.answer)
            else receive.call(transport, messages)
          }
        })
      )
    }
    transport._httpClient = {
      request: (parameters: unknown) => {
        const request = polls.request(isFields(parameters) ? parameters : {})
        request.once('error', (error) => guarded(() => events.onUnreachable({ code: networkFault(error) })))
        return request
      }
    }
  }

  const closeSockets = (): void => {
    for (const socket of sockets) {
      const stream = isFields(socket) ? socket._stream : null
      if (stream instanceof Socket) stream.destroy()
    }
  }

  // The client stores its websocket transports here, by address.
  dispatcher.transports.websocket = new (class extends Map<unknown, unknown> {
    override set(address: unknown, transport: unknown): this {
      holdWebsocket(transport)
      return super.set(address, transport)
    }
  })()
  let selected: unknown = dispatcher._transport
  Object.defineProperty(dispatcher, '_transport', {
    configurable: true,
    get: () => selected,
    set(transport: unknown) {
      holdTransport(transport)
      selected = transport
    }
  })

  return {
    openWebsocket(limitMs, onSettled) {
      isWebsocketDue = true
      const held = websocket
      let isSettled = false
      const settle = (isOpen: boolean): void => {
        if (isSettled || isDestroyed) return
        isSettled = true
        clearTimeout(websocketTimer)
        guarded(() => onSettled(isOpen))
      }
      if (
        held === null ||
        !isFunction(held.callback) ||
        !isFunction(held.errback) ||
        !isFunction(held.connect)
      ) {
        settle(false)
        return
      }
      held.callback(() => settle(true))
      held.errback(() => settle(false))
      websocketTimer = setTimeout(() => {
        settle(false)
        closeSockets()
      }, limitMs)
      held.connect()
    },
    destroy() {
      if (isDestroyed) return
      isDestroyed = true
      clearTimeout(websocketTimer)
      for (const envelope of envelopes.values()) {
        if (isFields(envelope) && isTimer(envelope.timer)) clearTimeout(envelope.timer)
      }
      envelopes.clear()
      // Otherwise a batch waiting for more messages would still be sent.
      if (isFields(selected) && isFunction(selected.removeTimeout))
        selected.removeTimeout.call(selected, 'publish')
      closeSockets()
      polls.destroy()
    }
  }
}
