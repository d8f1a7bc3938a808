import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import faye, { type BayeuxMessage } from 'faye'

/** A bare faye server on loopback, for tests of the live line. */
export interface FayeServer {
  port: number
  url: string
  /** Number of received Bayeux messages, by channel. */
  counts: Map<string, number>
  /** Arrival times of handshakes, in ms of `performance.now()`. */
  handshakesAtMs: number[]
  publish(channel: string, data: unknown): void
  /** Number of websockets accepted since the start. */
  upgrades(): number
  /** Number of open connections. */
  sockets(): number
  close(): Promise<void>
}

/** Test options of the server. */
export interface FayeServerOptions {
  port?: number
  /** How long a connect is held, in seconds. */
  timeout?: number
  /** Modifies an incoming message; if it sets `error`, faye refuses the message. */
  onIncoming?: (message: BayeuxMessage) => void
  /** Modifies an outgoing message. */
  onOutgoing?: (message: BayeuxMessage) => void
  /** Delays an outgoing message until the promise resolves. */
  hold?: (message: BayeuxMessage) => Promise<void> | null
  /** True: upgrades to a websocket are refused. */
  isWebsocketRefused?: () => boolean
  /** True: upgrades to a websocket are never answered. */
  isWebsocketHeld?: () => boolean
  /** Lifetime after which each websocket is cut, in ms; null for none. */
  websocketLifeMs?: () => number | null
  /** Called for each request and upgrade before it is answered. */
  onRequest?: (request: IncomingMessage) => void
  /** Returns true if it answered the request in place of faye. */
  answer?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** Opens a server on loopback, on `port` or a free one. */
export async function openFayeServer(options: FayeServerOptions = {}): Promise<FayeServer> {
  const adapter = new faye.NodeAdapter({ mount: '/faye', timeout: options.timeout ?? 60 })
  const counts = new Map<string, number>()
  const handshakesAtMs: number[] = []
  adapter.addExtension({
    incoming(message, request, passOn) {
      if (request !== null) {
        const channel = message.channel ?? ''
        counts.set(channel, (counts.get(channel) ?? 0) + 1)
        if (channel === '/meta/handshake') handshakesAtMs.push(performance.now())
        options.onIncoming?.(message)
      }
      passOn(message)
    },
    outgoing(message, request, passOn) {
      if (request === null) {
        passOn(message)
        return
      }
      options.onOutgoing?.(message)
      const held = options.hold?.(message) ?? null
      if (held === null) passOn(message)
      else void held.then(() => passOn(message))
    }
  })
  let upgrades = 0
  const server = createServer()
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
    socket.on('error', () => undefined)
  })
  adapter.attach(server)
  const [onRequest] = server.listeners('request')
  const [onUpgrade] = server.listeners('upgrade')
  server.removeAllListeners('request').removeAllListeners('upgrade')
  server.on('request', ((request, response) => {
    options.onRequest?.(request)
    if (options.answer?.(request, response) === true) return
    onRequest?.call(server, request, response)
  }) satisfies RequestListener)
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    options.onRequest?.(request)
    if (options.isWebsocketHeld?.() === true) {
      socket.on('end', () => socket.end()).resume()
      return
    }
    if (options.isWebsocketRefused?.() === true) {
      socket.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n')
      return
    }
    upgrades += 1
    const lifeMs = options.websocketLifeMs?.() ?? null
    if (lifeMs !== null) {
      const timer = setTimeout(() => socket.destroy(), lifeMs)
      socket.once('close', () => clearTimeout(timer))
    }
    onUpgrade?.call(server, request, socket, head)
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const inProcess = adapter.getClient()
  // Until it is connected, its first message can be overtaken by later ones.
  await new Promise<void>((resolve) => inProcess.connect(resolve))
  return {
    port,
    url: `http://127.0.0.1:${port}/faye`,
    counts,
    handshakesAtMs,
    publish: (channel, data) => void inProcess.publish(channel, data),
    upgrades: () => upgrades,
    sockets: () => open.size,
    close: () =>
      new Promise((resolve) => {
        adapter.close()
        server.close(() => resolve())
        for (const socket of open) socket.destroy()
      })
  }
}
