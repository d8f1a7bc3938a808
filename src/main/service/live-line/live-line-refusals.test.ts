import type { BayeuxMessage } from 'faye'
import { expect, test } from 'vitest'
import { channel, serve, until, watch } from '../testing/servers/watched-line'

test('a refused handshake shows the server’s message and isn’t retried', async () => {
  const server = await serve({
    onIncoming: (message) => {
      if (message.channel === '/meta/handshake') message.error = '403::租户已停用'
    }
  })
  const watched = watch(server.url)
  await watched.is('refused')
  expect(watched.statuses.at(-1)?.[0]).toEqual({ kind: 'refused', message: '租户已停用' })
  watched.line.wake()
  expect(watched.kind()).toBe('refused')
  watched.line.retry()
  expect(watched.kind()).toBe('connecting')
  await watched.is('refused')
  expect(server.handshakesAtMs).toHaveLength(2)
})

test('a server that fails every handshake is retried ever more rarely, never twice within the gap', async () => {
  const server = await serve({
    onIncoming: (message) => {
      if (message.channel === '/meta/handshake') message.error = '500::busy'
    }
  })
  const watched = watch(server.url, { random: () => 0, limits: { backOffMinMs: 1, handshakeGapMs: 50 } })
  await until(() => expect(server.handshakesAtMs.length).toBeGreaterThanOrEqual(8))
  // Measured on arrival, so the latency of the first and last handshake can shorten it.
  const spentMs = (server.handshakesAtMs.at(-1) ?? 0) - (server.handshakesAtMs[0] ?? 0)
  expect(server.handshakesAtMs.length).toBeLessThanOrEqual(2 + Math.ceil(spentMs / 50))
  expect(watched.statuses.at(-1)?.[1].problem).toEqual({ reason: 'handshake-failed', words: 'busy' })
  expect(watched.statuses.every(([status]) => status.kind === 'connecting' || status.kind === 'lost')).toBe(
    true
  )
})

test('a refused subscription is reported as refused, even after a restart of the server', async () => {
  const first = await serve()
  const watched = watch(first.url)
  await watched.isLive()
  await first.close()
  const second = await serve({
    port: first.port,
    onIncoming: (message) => {
      if (message.channel === '/meta/subscribe') message.error = `403:${channel}:无权监听此话机`
    }
  })
  await watched.is('refused')
  expect(watched.statuses.at(-1)?.[0]).toEqual({ kind: 'refused', message: '无权监听此话机' })
  expect(second.handshakesAtMs).toHaveLength(1)
  await until(() => expect(second.sockets()).toBe(0))
})

test.each<[string, (message: BayeuxMessage) => void]>([
  ['no client id', (message) => delete message.clientId],
  ['no connection types', (message) => delete message.supportedConnectionTypes],
  ['connection types of another kind', (message) => Object.assign(message, { supportedConnectionTypes: 7 })],
  ['successful is text', (message) => Object.assign(message, { successful: 'yes' })],
  ['a client id without end', (message) => (message.clientId = 'x'.repeat(100_000))]
])('an invalid handshake reply counts as a failed handshake: %s', async (_name, spoil) => {
  const server = await serve({
    onOutgoing: (message) => {
      if (message.channel === '/meta/handshake') spoil(message)
    }
  })
  const watched = watch(server.url)
  await watched.is('lost')
  expect(watched.faults).toEqual([])
})

test('a server that advises a new handshake in every reply triggers the back-off', async () => {
  const server = await serve({
    onOutgoing: (message) => {
      if (message.channel === '/meta/subscribe') message.advice = { reconnect: 'handshake' }
    }
  })
  const watched = watch(server.url, { random: () => 1, limits: { backOffMinMs: 20, backOffMaxMs: 60_000 } })
  await until(() => expect(server.handshakesAtMs.length).toBeGreaterThanOrEqual(4))
  const pauses = watched.statuses.flatMap(([status]) =>
    status.kind === 'lost' ? [status.nextTryAtMs - status.sinceMs] : []
  )
  expect(pauses.length).toBeGreaterThanOrEqual(3)
  expect(server.handshakesAtMs.length).toBeLessThanOrEqual(pauses.length + 1)
})

test('after the advice never to reconnect, the line retries on a change, otherwise only much later', async () => {
  let isClosing = true
  const server = await serve({
    onIncoming: (message) => {
      if (isClosing && message.channel === '/meta/handshake') message.error = '500::closing down'
    },
    onOutgoing: (message) => {
      if (isClosing && message.channel === '/meta/handshake') message.advice = { reconnect: 'none' }
    }
  })
  const watched = watch(server.url)
  await watched.is('lost')
  const [status, detail] = watched.statuses.at(-1) ?? []
  expect(detail?.problem).toMatchObject({
    reason: 'advised',
    words: 'closing down',
    error: { code: 'line-refused' }
  })
  const waitMs = status?.kind === 'lost' ? status.nextTryAtMs - status.sinceMs : 0
  expect(waitMs).toBeGreaterThanOrEqual(0.75 * 60_000)
  isClosing = false
  watched.line.wake()
  await watched.isLive()
  expect(server.handshakesAtMs).toHaveLength(2)
})
