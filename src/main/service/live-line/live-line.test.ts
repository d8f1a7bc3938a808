import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import {
  agentId,
  channel,
  event,
  proxyTo,
  serve,
  states,
  until,
  watch
} from '../testing/servers/watched-line'

test('it is live over a websocket only once it is subscribed, and then events arrive', async () => {
  const server = await serve()
  const watched = watch(server.url)
  expect(watched.kind()).toBe('connecting')
  await watched.isLive()
  server.publish(channel, event('agentReady'))
  await until(() => expect(states(watched)).toEqual(['agentReady']))
  expect(watched.messages[0]).toEqual({
    agentId,
    callId: 'b6f5b2b0-3c1e-4f7a-9d8e-2f1a6c5d4e3f',
    calleeNumber: '13800138000',
    callerNumber: '02512345678',
    salesmanCode: '007',
    state: 'agentReady',
    startedAtMs: 1_452_536_743_511
  })
  expect(watched.statuses.map(([status]) => status.kind)).toEqual(['connecting', 'live'])
  expect(watched.statuses[1]?.[1]).toEqual({ gapSinceMs: null, transport: 'websocket', problem: null })
})

test('it is not live while the subscription is unanswered', async () => {
  let answer = (): void => undefined
  const held = new Promise<void>((resolve) => (answer = resolve))
  let asked = 0
  const server = await serve({
    hold: (message) => {
      if (message.channel !== '/meta/subscribe') return null
      asked += 1
      return held
    }
  })
  const watched = watch(server.url)
  await until(() => expect(asked).toBe(1))
  expect(watched.kind()).toBe('connecting')
  answer()
  await watched.isLive()
})

test('a half-open connection is detected by a probe, and the gap is reported when it is live again', async () => {
  const server = await serve()
  const proxy = await proxyTo(server)
  const watched = watch(proxy.url)
  await watched.isLive()
  const beforeMs = Date.now()
  proxy.stopForwarding()
  await watched.is('lost')
  const [lost] = watched.statuses.at(-1) ?? []
  expect(lost?.kind === 'lost' ? lost.sinceMs : 0).toBeLessThanOrEqual(Date.now())
  server.publish(channel, event('calleeAnswered'))
  proxy.resume()
  await watched.isLive()
  const gapSinceMs = watched.statuses.at(-1)?.[1].gapSinceMs ?? Infinity
  expect(gapSinceMs).toBeLessThanOrEqual(beforeMs + 1)
  expect(gapSinceMs).toBe(lost?.kind === 'lost' ? lost.sinceMs : null)
  server.publish(channel, event('hangup'))
  await until(() => expect(states(watched)).toEqual(['hangup']))
})

test('a half-open connection on long-polling is detected the same way', async () => {
  const server = await serve({ isWebsocketRefused: () => true })
  const proxy = await proxyTo(server)
  const watched = watch(proxy.url)
  await watched.isLive()
  proxy.stopForwarding()
  await watched.is('lost')
  proxy.resume()
  await watched.isLive()
})

test('a connection that is cut is reported as lost at once, and recovers', async () => {
  const server = await serve()
  const proxy = await proxyTo(server)
  const watched = watch(proxy.url, { limits: { probeEveryMs: 60_000 } })
  await watched.isLive()
  proxy.cut()
  await watched.is('lost')
  await watched.isLive()
  server.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
})

test('a server that restarts and forgets its clients gets a new client', async () => {
  const first = await serve()
  const watched = watch(first.url)
  await watched.isLive()
  await first.close()
  await watched.is('lost')
  const second = await serve({ port: first.port })
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1]).toMatchObject({ transport: 'websocket' })
  second.publish(channel, event('callCallee'))
  await until(() => expect(states(watched)).toEqual(['callCallee']))
})

test('a server that forgot the client behind an open connection gets a new client', async () => {
  let forgets = false
  const server = await serve({
    onIncoming: (message) => {
      if (forgets && message.channel === '/meta/subscribe') {
        message.error = `401:${message.clientId ?? ''}:Unknown client`
        forgets = false
      }
    }
  })
  const watched = watch(server.url)
  await watched.isLive()
  forgets = true
  await watched.is('lost')
  expect(watched.statuses.at(-1)?.[1].problem?.reason).toBe('forgotten')
  await watched.isLive()
  expect(server.handshakesAtMs).toHaveLength(2)
})

test('a server that is absent at startup is connected over a websocket once it appears', async () => {
  const placeholder = createServer()
  await new Promise<void>((resolve) => placeholder.listen(0, '127.0.0.1', resolve))
  const { port } = placeholder.address() as AddressInfo
  await new Promise((resolve) => placeholder.close(resolve))
  const watched = watch(`http://127.0.0.1:${port}/faye`)
  await watched.is('lost')
  await serve({ port })
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1]).toMatchObject({ transport: 'websocket', gapSinceMs: null })
})

test('a refused subscription for a colleague leaves the user’s own desk phone live', async () => {
  const refusedAgents: [number, string | null][] = []
  const server = await serve({
    onIncoming: (message) => {
      if (message.subscription === '/monitor_agent_2') message.error = '403:/monitor_agent_2:no'
    }
  })
  const watched = watch(server.url, {
    agentIds: [agentId, 2, 3],
    listener: { onAgentRefused: (id, words) => refusedAgents.push([id, words]) }
  })
  await watched.isLive()
  expect(refusedAgents).toEqual([[2, 'no']])
  server.publish('/monitor_agent_3', event('started', { agentId: 3 }))
  await until(() => expect(watched.messages.map((message) => message.agentId)).toEqual([3]))
})

test('500 desk phones are watched over one connection', async () => {
  const server = await serve()
  const agentIds = Array.from({ length: 500 }, (_, index) => index + 1)
  const watched = watch(server.url, { agentIds, limits: { replyMs: 5_000, attemptMs: 8_000 } })
  await watched.isLive()
  expect(server.counts.get('/meta/subscribe')).toBe(500)
  for (const id of agentIds) server.publish(`/monitor_agent_${id}`, event('started', { agentId: id }))
  await until(() => expect(watched.messages).toHaveLength(500))
  expect(server.handshakesAtMs).toHaveLength(1)
})

test('500 desk phones are watched over long-polling too', async () => {
  const server = await serve({ isWebsocketRefused: () => true })
  const agentIds = Array.from({ length: 500 }, (_, index) => index + 1)
  const limits = { replyMs: 5_000, attemptMs: 8_000, websocketRetryMs: 60_000 }
  const watched = watch(server.url, { agentIds, limits })
  await watched.isLive()
  for (const id of agentIds) server.publish(`/monitor_agent_${id}`, event('started', { agentId: id }))
  await until(() => expect(watched.messages).toHaveLength(500))
})

test('waking creates a new client at once, and a burst of wakes stays within the handshake gap', async () => {
  const server = await serve()
  const watched = watch(server.url, { limits: { handshakeGapMs: 100 } })
  await watched.isLive()
  const beforeMs = performance.now()
  for (let turn = 0; turn < 50; turn += 1) watched.line.wake()
  expect(watched.kind()).toBe('connecting')
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].gapSinceMs).not.toBeNull()
  const spentMs = performance.now() - beforeMs
  expect(server.handshakesAtMs.length).toBeLessThanOrEqual(2 + Math.ceil(spentMs / 100))
  await until(() => expect(server.counts.get('/meta/disconnect')).toBe(1))
})

test('a retry connects at once during a long back-off', async () => {
  const first = await serve()
  const watched = watch(first.url, { limits: { backOffMinMs: 3_600_000, backOffMaxMs: 3_600_000 } })
  await watched.isLive()
  await first.close()
  await watched.is('lost')
  await serve({ port: first.port })
  watched.line.retry()
  await watched.isLive()
})
