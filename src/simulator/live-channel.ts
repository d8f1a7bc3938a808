import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import faye, { type BayeuxMessage, type Client, type NodeAdapter, type ServerExtension } from 'faye'
import type { Clock } from './clock'
import type { Faults } from './faults'
import { underEffect } from './http-effects'
import { listenOnLoopback, type LoopbackServer } from './loopback-server'
import { emptyReply, type Reply } from './reply'

const MOUNT = '/faye'

/** 订阅代码: the channel of a desk phone. */
const channelOf = (agentId: number): string => `/monitor_agent_${agentId}`

/** A client's handshake, (un)subscription or disconnect with the server's answer. */
export interface BayeuxExchange {
  /** Ms since 1970. */
  at: number
  channel: string
  subscription: string | null
  error: string | null
}

export interface LiveChannel {
  /** `http://127.0.0.1:port/faye` */
  readonly url: string
  /** Publishes any message for a desk phone; resolves when the server accepted it, rejects once closed. */
  publish: (agentId: number, message: unknown) => Promise<void>
  /** Number of clients subscribed to a desk phone. */
  subscribers: (agentId: number) => number
  /** Number of client messages on a channel such as `/meta/handshake`, including refused ones. */
  received: (channel: string) => number
  /** Called for each exchange; connects and publications aren't exchanges. Returns an unsubscribe function. */
  onExchange: (listener: (exchange: BayeuxExchange) => void) => () => void
  /** Resets every connection; the server keeps its clients. */
  dropConnections: () => void
  /** Resets every connection and forgets all clients, as after a restart. */
  restart: () => Promise<void>
  close: () => Promise<void>
}

interface Deps {
  port: number
  clock: Clock
  faults: Faults
  /** How long a poll or an idle connection is held, in seconds. */
  timeoutSeconds: number
}

/** One instance of the Faye server; a restart creates another. */
interface Life {
  adapter: NodeAdapter
  client: Client
  /** Never listens; it only holds the handlers that the adapter attaches to a server. */
  inner: Server
  watching: Map<string, Set<string>>
}

const SHOWN = ['/meta/handshake', '/meta/subscribe', '/meta/unsubscribe', '/meta/disconnect']
const asText = (subscription: BayeuxMessage['subscription']): string | null =>
  subscription === undefined ? null : String(subscription)

/** Starts a real Faye server (faye's NodeAdapter) on loopback. Only the service may publish. */
export async function startLiveChannel({ port, clock, faults, timeoutSeconds }: Deps): Promise<LiveChannel> {
  const received = new Map<string, number>()
  const listeners = new Set<(exchange: BayeuxExchange) => void>()

  const onMessage: ServerExtension['incoming'] = (message, request, passOn) => {
    // Messages without a request come from the service's in-process client.
    if (request === null) {
      passOn(message)
      return
    }
    const channel = message.channel ?? ''
    received.set(channel, (received.get(channel) ?? 0) + 1)
    if (!channel.startsWith('/meta/')) {
      passOn({ ...message, error: `403:${channel}:Forbidden channel` })
      return
    }
    const effect = faults.takeBayeux('request', message)
    if (effect?.kind === 'ignore') return
    if (effect?.kind === 'delay') clock.after(effect.ms, () => passOn(message))
    else passOn(effect?.kind === 'refuse' ? { ...message, error: effect.error } : message)
  }

  const onReply: ServerExtension['outgoing'] = (message, request, passOn) => {
    // Publications pass here too; only replies have `successful`.
    if (request === null || message.successful === undefined) {
      passOn(message)
      return
    }
    const { channel = '', subscription, error = null } = message
    if (SHOWN.includes(channel)) {
      const exchange = { at: clock.now(), channel, subscription: asText(subscription), error }
      for (const listener of listeners) listener(exchange)
    }
    const effect = faults.takeBayeux('reply', message)
    passOn(effect?.kind === 'advise' ? { ...message, advice: effect.advice } : message)
  }

  const begin = async (): Promise<Life> => {
    const adapter = new faye.NodeAdapter({ mount: MOUNT, timeout: timeoutSeconds })
    const inner = createServer()
    adapter.attach(inner)
    adapter.addExtension({ incoming: onMessage, outgoing: onReply })
    const watching = new Map<string, Set<string>>()
    adapter.on('subscribe', (clientId, channel) => {
      watching.set(channel, (watching.get(channel) ?? new Set()).add(clientId))
    })
    adapter.on('unsubscribe', (clientId, channel) => void watching.get(channel)?.delete(clientId))
    const client = adapter.getClient()
    // Connects now, so that the first event doesn't wait for a handshake.
    await client.publish('/service/ready', true)
    return { adapter, client, inner, watching }
  }

  const finish = async ({ adapter, client }: Life): Promise<void> => {
    // A disconnect answers the client's pending connect; otherwise faye keeps a timer for it.
    await client.publish('/service/end', true)
    await client.disconnect()
    adapter.close()
  }

  let life = await begin()
  let isClosed = false

  const onRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!request.url?.startsWith(MOUNT)) {
      response.writeHead(404).end()
      return
    }
    const progress = { isPassedOn: false }
    const pass = (): Reply => {
      progress.isPassedOn = true
      life.inner.emit('request', request, response)
      return emptyReply()
    }
    const reply = await underEffect(faults.takeFayeHttp(false), pass, clock)
    if (progress.isPassedOn) return
    if (reply) response.writeHead(reply.status, reply.headers).end(reply.body)
    else request.socket.destroy()
  }

  const onUpgrade = async (request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> => {
    // Node removes its error listener on an upgrade; a reset connection must not crash the process.
    socket.on('error', () => socket.destroy())
    const effect = faults.takeFayeHttp(true)
    if (effect?.kind === 'delay') await clock.wait(effect.ms)
    if (effect?.kind === 'reply') socket.end(`HTTP/1.1 ${effect.status} Refused\r\nConnection: close\r\n\r\n`)
    else if (effect?.kind === 'drop' || !request.url?.startsWith(MOUNT)) socket.destroy()
    else life.inner.emit('upgrade', request, socket, head)
  }

  const server: LoopbackServer = await listenOnLoopback(
    port,
    (request, response) => void onRequest(request, response),
    (request, socket, head) => void onUpgrade(request, socket, head)
  ).catch(async (error: unknown) => {
    await finish(life)
    throw error
  })

  return {
    url: server.origin + MOUNT,
    publish: async (agentId, message) => {
      // A publication of a disconnected client never settles.
      if (isClosed) throw new Error('the simulator is closed')
      await life.client.publish(channelOf(agentId), message)
    },
    subscribers: (agentId) => life.watching.get(channelOf(agentId))?.size ?? 0,
    received: (channel) => received.get(channel) ?? 0,
    onExchange: (listener) => {
      const own = (exchange: BayeuxExchange): void => listener(exchange)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    dropConnections: () => server.dropConnections(),
    restart: async () => {
      const last = life
      life = await begin()
      server.dropConnections()
      await finish(last)
    },
    close: async () => {
      isClosed = true
      // Close connections first: the timer of a new poll would never be cleared.
      await server.close()
      await finish(life)
    }
  }
}
