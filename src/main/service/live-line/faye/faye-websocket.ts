import { EventEmitter } from 'node:events'
import { Socket } from 'node:net'
import type { FayeEvents } from './faye-events'
import { guardCookies, isFields, isFunction, maxMessageBytes, messagesOf, type Fields } from './faye-fields'
import { parseForeignJson } from '../../foreign-json'
import { proxyOrigin, type ProxyRoute } from '../../addresses/proxy'

/** A websocket transport of faye, with the private methods that are used. */
interface WebsocketTransport extends Fields {
  _createSocket: (...input: unknown[]) => unknown
  connect: (...input: unknown[]) => unknown
}

const isWebsocketTransport = (transport: unknown): transport is WebsocketTransport =>
  isFields(transport) && isFunction(transport._createSocket) && isFunction(transport.connect)

/** The websocket of a wrapped client: opened on demand, its messages checked, its sockets closed at once. */
export class FayeWebsocket {
  readonly #events: FayeEvents
  /** A websocket needs a tunnel; if the proxy refuses it, the client falls back to long-polling. */
  readonly #proxy: object
  readonly #sockets = new Set<Fields>()
  #transport: Fields | null = null
  #isDue = false
  #timer: NodeJS.Timeout | undefined

  constructor(events: FayeEvents, route: ProxyRoute) {
    this.#events = events
    this.#proxy =
      route.kind === 'http' || route.kind === 'https'
        ? { origin: proxyOrigin(route), tls: { rejectUnauthorized: true } }
        : {}
  }

  /** Guards a websocket transport that the client created. */
  guard(transport: unknown): void {
    if (!isWebsocketTransport(transport)) return
    const { _createSocket: create, connect } = transport
    guardCookies(transport, this.#events.listener.onGarbage)
    transport._proxy = this.#proxy
    transport._createSocket = () => {
      if (this.#events.isDestroyed()) return undefined
      const socket = create.call(transport)
      if (isFields(socket)) this.#guardSocket(socket)
      return socket
    }
    // The client would open it during the handshake, without the cookies of its reply.
    transport.connect = () => {
      if (this.#isDue) connect.call(transport)
    }
    this.#transport = transport
  }

  /** See {@link WrappedFayeClient.openWebsocket}. */
  open(limitMs: number, onResult: (isOpen: boolean) => void): void {
    this.#isDue = true
    const transport = this.#transport
    let isOver = false
    const end = (isOpen: boolean): void => {
      if (isOver || this.#events.isDestroyed()) return
      isOver = true
      clearTimeout(this.#timer)
      this.#events.run(() => onResult(isOpen))
    }
    if (
      transport === null ||
      !isFunction(transport.callback) ||
      !isFunction(transport.errback) ||
      !isFunction(transport.connect)
    ) {
      end(false)
      return
    }
    transport.callback(() => end(true))
    transport.errback(() => end(false))
    this.#timer = setTimeout(() => {
      end(false)
      this.#closeSockets()
    }, limitMs)
    transport.connect()
  }

  destroy(): void {
    clearTimeout(this.#timer)
    this.#closeSockets()
  }

  #closeSockets(): void {
    for (const { _stream: stream } of this.#sockets) if (stream instanceof Socket) stream.destroy()
  }

  #guardSocket(socket: Fields): void {
    this.#sockets.add(socket)
    const { onBroken } = this.#events.listener
    const driver = socket._driver
    if (driver instanceof EventEmitter && '_maxLength' in driver) {
      driver._maxLength = maxMessageBytes
      // Runs before the client's handler, which would treat the error as a cut. Before it is open, it is a cut.
      driver.prependListener('error', () => {
        if (socket.readyState === 1) this.#events.run(onBroken)
      })
    } else this.#events.run(onBroken)
    let handler: unknown = null
    Object.defineProperty(socket, 'onmessage', {
      configurable: true,
      get: () => handler,
      set: (next: unknown) => {
        handler = isFunction(next) ? (event: unknown) => this.#pass(event, next) : next
      }
    })
  }

  #pass(event: unknown, handler: (event: unknown) => unknown): void {
    this.#events.run(() => {
      const clean = this.#cleanEvent(event)
      if (clean !== null) handler(clean)
    })
  }

  /** The event with the messages that are Bayeux; null if it isn't JSON. */
  #cleanEvent(event: unknown): unknown {
    const { onGarbage } = this.#events.listener
    if (!isFields(event) || typeof event.data !== 'string') {
      onGarbage()
      return null
    }
    let parsed: unknown
    try {
      parsed = parseForeignJson(event.data)
    } catch {
      onGarbage()
      return null
    }
    const clean = messagesOf(parsed, onGarbage)
    const isUntouched = clean.length === (Array.isArray(parsed) ? parsed.length : 1)
    return isUntouched ? event : { data: JSON.stringify(clean) }
  }
}
