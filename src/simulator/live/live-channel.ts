import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { BayeuxServer, MOUNT, type BayeuxExchange } from './bayeux-server'
import type { Clock } from '../clock'
import type { Faults } from '../faults'
import { underEffect } from '../rest/http-effects'
import { listenOnLoopback, type LoopbackServer } from '../loopback-server'
import { emptyReply, type Reply } from '../rest/reply'

/** 订阅代码: the channel of a desk phone. */
const channelOf = (agentId: number): string => `/monitor_agent_${agentId}`

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

/** Starts a real Faye server (faye's NodeAdapter) on loopback. Only the service may publish. */
export async function startLiveChannel({ port, clock, faults, timeoutSeconds }: Deps): Promise<LiveChannel> {
  const received = new Map<string, number>()
  const listeners = new Set<(exchange: BayeuxExchange) => void>()
  const startServer = (): Promise<BayeuxServer> =>
    new BayeuxServer({
      ...{ clock, faults, timeoutSeconds },
      onMessage: (channel) => void received.set(channel, (received.get(channel) ?? 0) + 1),
      onExchange(exchange) {
        for (const listener of listeners) listener(exchange)
      }
    }).start()
  let bayeux = await startServer()
  let isClosed = false

  const onRequest = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (!request.url?.startsWith(MOUNT)) {
      response.writeHead(404).end()
      return
    }
    const progress = { isPassedOn: false }
    const pass = (): Reply => {
      progress.isPassedOn = true
      bayeux.handleRequest(request, response)
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
    else bayeux.handleUpgrade(request, socket, head)
  }

  const server: LoopbackServer = await listenOnLoopback(
    port,
    (request, response) => void onRequest(request, response),
    (request, socket, head) => void onUpgrade(request, socket, head)
  ).catch(async (error: unknown) => {
    await bayeux.close()
    throw error
  })

  return {
    url: server.origin + MOUNT,
    publish: async (agentId, message) => {
      // A publication of a disconnected client never settles.
      if (isClosed) throw new Error('the simulator is closed')
      await bayeux.publish(channelOf(agentId), message)
    },
    subscribers: (agentId) => bayeux.subscribers(channelOf(agentId)),
    received: (channel) => received.get(channel) ?? 0,
    onExchange: (listener) => {
      const own = (exchange: BayeuxExchange): void => listener(exchange)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    dropConnections: () => server.dropConnections(),
    restart: async () => {
      const former = bayeux
      bayeux = await startServer()
      server.dropConnections()
      await former.close()
    },
    close: async () => {
      isClosed = true
      // Close connections first: the timer of a new poll would never be cleared.
      await server.close()
      await bayeux.close()
    }
  }
}
