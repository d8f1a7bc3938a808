import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import faye, { type BayeuxMessage } from 'faye'

/** A bare faye server on loopback, for tests of the live line. */
export interface FayeServer {
  port: number
  url: string
  /** Bayeux messages that arrived, by channel. */
  counts: Map<string, number>
  /** Times at which handshakes arrived, ms of `performance.now()`. */
  handshakesAtMs: number[]
  publish(channel: string, data: unknown): void
  /** Websockets that were ever accepted. */
  upgrades(): number
  /** Connections that are open now. */
  sockets(): number
  close(): Promise<void>
}

/** What a test changes about the server. */
export interface FayeServerOptions {
  port?: number
  /** Seconds a connect is held. */
  timeout?: number
  /** Changes a message that arrives; an `error` in it makes faye refuse it. */
  onIncoming?: (message: BayeuxMessage) => void
  /** Changes a message that leaves. */
  onOutgoing?: (message: BayeuxMessage) => void
  /** A message that leaves waits for this. */
  hold?: (message: BayeuxMessage) => Promise<void> | null
  /** Refuses the upgrade to a websocket. */
  isWebsocketRefused?: () => boolean
  /** An upgrade to a websocket is neither refused nor answered. */
  isWebsocketHeld?: () => boolean
  /** Each websocket is cut this long after it was opened, in ms; null: none is. */
  websocketLifeMs?: () => number | null
  /** Sees each request and upgrade before it is answered. */
  onRequest?: (request: IncomingMessage) => void
  /** Answers a request in faye's place when it gives back true. */
  answer?: (request: IncomingMessage, response: ServerResponse) => boolean
}

/** Opens a server on a free port of loopback, or on `port` again. */
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
  // While it connects, its first message falls behind those that follow.
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
