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

/** A handshake, subscription or farewell that a client asked for, with the server's answer. */
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
  /** Sends any message to whoever watches the desk phone; settles when the server has taken it, rejects once closed. */
  publish: (agentId: number, message: unknown) => Promise<void>
  /** How many clients watch a desk phone now. */
  subscribers: (agentId: number) => number
  /** How many messages clients have sent on a channel such as `/meta/handshake`, refused ones too. */
  received: (channel: string) => number
  /** Called for all but connects and what is published; returns `off`. */
  onExchange: (listener: (exchange: BayeuxExchange) => void) => () => void
  /** Resets every connection; the server remembers its clients. */
  dropConnections: () => void
  /** The same, and the server has forgotten its clients, as after a restart. */
  restart: () => Promise<void>
  close: () => Promise<void>
}

interface Deps {
  port: number
  clock: Clock
  faults: Faults
  /** Seconds that a poll or an idle connection is held. */
  timeoutSeconds: number
}

/** One life of the Faye server: a restart begins another. */
interface Life {
  adapter: NodeAdapter
  client: Client
  /** Never listens: it only carries what the adapter attaches to a server. */
  inner: Server
  watching: Map<string, Set<string>>
}

const SHOWN = ['/meta/handshake', '/meta/subscribe', '/meta/unsubscribe', '/meta/disconnect']
const asText = (subscription: BayeuxMessage['subscription']): string | null =>
  subscription === undefined ? null : String(subscription)

/** A real Faye server (faye's own NodeAdapter) on loopback. Publishing is for the service alone. */
export async function startLiveChannel({ port, clock, faults, timeoutSeconds }: Deps): Promise<LiveChannel> {
  const received = new Map<string, number>()
  const listeners = new Set<(exchange: BayeuxExchange) => void>()

  const onMessage: ServerExtension['incoming'] = (message, request, passOn) => {
    // Without a request it is the service's own in-process client.
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
    // What is published goes out the same way; only replies say whether they were successful.
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
    // Connected from here on, so that the first event needs no handshake first.
    await client.publish('/service/ready', true)
    return { adapter, client, inner, watching }
  }

  const finish = async ({ adapter, client }: Life): Promise<void> => {
    // A client that says goodbye has its pending connect answered; otherwise faye keeps a timer for it.
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
    // Node takes its own error listener off at an upgrade; a reset connection must not end the process.
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
      // A client that has said goodbye would never settle.
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
      // Connections first: a client must not get a new poll in, whose timer nobody would clear.
      await server.close()
      await finish(life)
    }
  }
}
