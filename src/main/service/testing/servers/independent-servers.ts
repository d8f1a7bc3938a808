import cometd from 'cometd-nodejs-server'
import { createServer, type Server } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type Faye from 'faye'
import { onTestFinished } from 'vitest'

// Bayeux servers other than Deskline's faye version, to verify assumptions that only hold for that one.

/** A third-party Bayeux server on loopback. It closes with the test. */
export interface IndependentServer {
  port: number
  url: string
  publish(channel: string, data: unknown): void
  /** Makes the server forget its clients; their connections stay open. */
  forgetClients(): void
  /** Resets every connection and closes the server. */
  kill(): Promise<void>
}

/** A kind of server, and whether it supports websockets. */
export interface ServerKind {
  name: string
  hasWebsocket: boolean
  open: (port?: number) => Promise<IndependentServer>
}

interface Handlers {
  attach: (server: Server) => void
  publish: IndependentServer['publish']
  forgetClients: () => void
  close: () => void
}

async function listen(handlers: Handlers, hasWebsocket: boolean, port = 0): Promise<IndependentServer> {
  const server = createServer()
  const open = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.on('error', () => undefined).once('close', () => open.delete(socket))
  })
  handlers.attach(server)
  if (!hasWebsocket)
    server.removeAllListeners('upgrade').on('upgrade', (_request, socket) => socket.destroy())
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  let isOpen = true
  const kill = async (): Promise<void> => {
    if (!isOpen) return
    isOpen = false
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of open) socket.resetAndDestroy()
    handlers.close()
    await closed
  }
  onTestFinished(kill)
  const used = (server.address() as AddressInfo).port
  const { publish, forgetClients } = handlers
  return { port: used, url: `http://127.0.0.1:${used}/faye`, publish, forgetClients, kill }
}

type Fields = Record<string, unknown>
const fieldOf = (of: unknown, name: string): unknown =>
  typeof of === 'object' && of !== null ? (of as Fields)[name] : undefined

/** Opens a server of another faye version, loaded on demand. */
function fayeServer(
  load: () => Promise<{ default: typeof Faye }>,
  hasWebsocket: boolean
): ServerKind['open'] {
  return async (port) => {
    const faye = await load()
    const adapter = new faye.default.NodeAdapter({ mount: '/faye', timeout: 20 })
    const clientIds = new Set<string>()
    // The oldest version calls it `bind`.
    const on = fieldOf(adapter, 'on') ?? fieldOf(adapter, 'bind')
    ;(on as (event: string, listener: (clientId: string) => void) => void).call(
      adapter,
      'handshake',
      (clientId) => void clientIds.add(clientId)
    )
    const inProcess = adapter.getClient()
    // Until it is connected, its first message can be reordered with later ones.
    await new Promise<void>((resolve) => {
      const connect = fieldOf(inProcess, 'connect') as (onConnected: () => void) => void
      connect.call(inProcess, resolve)
    })
    clientIds.clear()
    const handlers: Handlers = {
      attach: (server) => adapter.attach(server),
      publish: (channel, data) => void inProcess.publish(channel, data),
      forgetClients() {
        // As if a shared Redis was flushed. The adapter has no API for it.
        const engine = fieldOf(fieldOf(adapter, '_server'), '_engine')
        const real = fieldOf(engine, '_engine')
        for (const clientId of clientIds)
          (real as { destroyClient(id: string): void }).destroyClient(clientId)
        clientIds.clear()
      },
      close: () => void inProcess.disconnect()
    }
    return listen(handlers, hasWebsocket, port)
  }
}

/** CometD's server for Node, which only supports long-polling. */
const cometdServer: ServerKind['open'] = (port) => {
  const server = cometd.createCometDServer({ timeout: 20_000, logLevel: 'info' })
  const handlers: Handlers = {
    attach: (http) => http.on('request', (request, response) => server.handle(request, response)),
    publish: (channel, data) => server.createServerChannel(channel).publish(null, data),
    forgetClients() {
      for (const session of [...server.createServerChannel(watchedChannel).subscribers]) session.disconnect()
    },
    close: () => server.close()
  }
  return listen(handlers, false, port)
}

/** The channel whose subscribers are the sessions that CometD forgets. */
export const watchedChannel = '/monitor_agent_699861013'

const fayes = [
  ['faye 0.8.11', () => import('faye-0-8')],
  ['faye 1.0.3', () => import('faye-1-0')],
  ['faye 1.1.3', () => import('faye-1-1')],
  ['faye 1.2.5', () => import('faye-1-2')]
] as const

/** Every server, with and without websockets if it supports them. */
export const independentServers: readonly ServerKind[] = [
  { name: 'CometD 1.2.1, long-polling', hasWebsocket: false, open: cometdServer },
  ...fayes.flatMap(([name, load]) =>
    [true, false].map((hasWebsocket) => ({
      name: `${name}, ${hasWebsocket ? 'websocket' : 'long-polling'}`,
      hasWebsocket,
      open: fayeServer(load, hasWebsocket)
    }))
  )
]
