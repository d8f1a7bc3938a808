import { expect, test } from 'vitest'
import { agentId, channel, event, serve, states, until, watch } from '../testing/servers/watched-line'
import type { FayeServer } from '../testing/servers/faye-server'

const channelOf = (id: number): string => `/monitor_agent_${id}`
const heardAgents = (watched: ReturnType<typeof watch>): Set<number | null> =>
  new Set(watched.messages.map((message) => message.agentId))

/** Publishes for a desk phone until an event is received. */
const isHeard = (server: FayeServer, watched: ReturnType<typeof watch>, id: number): Promise<void> =>
  until(() => {
    server.publish(channelOf(id), event('started', { agentId: id }))
    expect(heardAgents(watched)).toContain(id)
  })

test.each([false, true])(
  'watching colleagues neither loses the line nor misses an event (polling: %s)',
  async (isPolling) => {
    const server = await serve({ isWebsocketRefused: () => isPolling })
    const watched = watch(server.url, { limits: { websocketRetryMs: 60_000 } })
    await watched.isLive()
    watched.line.watch([2, 3])
    let published = 0
    await until(() => {
      server.publish(channel, event('started', { callId: `call-${String((published += 1))}` }))
      server.publish(channelOf(3), event('started', { agentId: 3 }))
      expect(heardAgents(watched)).toContain(3)
    })
    await until(() => {
      const heard = new Set(watched.messages.map((message) => message.callId))
      for (let index = 1; index <= published; index += 1) expect(heard).toContain(`call-${index}`)
    })
    expect(watched.statuses.map(([status]) => status.kind)).toEqual(['connecting', 'live'])
    expect(server.handshakesAtMs).toHaveLength(2)
    await until(() => expect(server.counts.get('/meta/disconnect')).toBe(1))
  }
)

test('a desk phone that is no longer watched sends no more events, and the user’s own stays watched', async () => {
  const server = await serve()
  const watched = watch(server.url)
  watched.line.watch([2])
  await watched.isLive()
  await isHeard(server, watched, 2)
  watched.line.watch([])
  watched.messages.length = 0
  server.publish(channelOf(2), event('started', { agentId: 2 }))
  await isHeard(server, watched, agentId)
  expect(heardAgents(watched)).toEqual(new Set([agentId]))
  expect(watched.line.droppedCount()).toBe(0)
})

test('invalid, duplicate and excess desk phones (over 500) are left out, and the user’s own comes first', async () => {
  const asked: unknown[] = []
  const server = await serve({
    onIncoming: (message) => {
      if (message.channel === '/meta/subscribe') asked.push(message.subscription)
    }
  })
  const watched = watch(server.url, { limits: { replyMs: 5_000, attemptMs: 8_000, probeEveryMs: 60_000 } })
  const many = Array.from({ length: 600 }, (_, index) => index + 1)
  watched.line.watch([2, 2, agentId, 0, -1, 1.5, NaN, ...many])
  await watched.isLive()
  expect(asked).toHaveLength(500)
  // 0, -1, 1.5 and NaN are ignored: the own one, 2, and 1 to 499 remain.
  expect(new Set(asked)).toEqual(
    new Set([channel, ...Array.from({ length: 499 }, (_, index) => channelOf(index + 1))])
  )
})

test('watching the same desk phones again opens no new session', async () => {
  const server = await serve()
  const watched = watch(server.url)
  watched.line.watch([2, 3])
  await watched.isLive()
  watched.line.watch([3, 2, agentId])
  await isHeard(server, watched, 3)
  expect(server.handshakesAtMs).toHaveLength(1)
})

test('a refused colleague is reported once the new session takes over, and is retried by a later watch', async () => {
  const refused: [number, string | null][] = []
  let isRefused = true
  const server = await serve({
    onIncoming: (message) => {
      if (isRefused && message.subscription === channelOf(2)) message.error = `403:${channelOf(2)}:无权`
    }
  })
  const watched = watch(server.url, {
    listener: { onAgentRefused: (id, words) => refused.push([id, words]) }
  })
  await watched.isLive()
  watched.line.watch([2, 3])
  await until(() => expect(refused).toEqual([[2, '无权']]))
  await isHeard(server, watched, 3)
  isRefused = false
  watched.line.watch([2, 3])
  await isHeard(server, watched, 2)
  expect(refused).toHaveLength(1)
  expect(watched.statuses.map(([status]) => status.kind)).toEqual(['connecting', 'live'])
})

test('a session that can’t be proven is retried with growing delays while the active one continues', async () => {
  let isFailing = false
  const server = await serve({
    onIncoming: (message) => {
      if (isFailing && message.channel === '/meta/handshake') message.error = '500::busy'
    }
  })
  const watched = watch(server.url)
  await watched.isLive()
  isFailing = true
  watched.line.watch([2])
  await until(() => expect(server.handshakesAtMs.length).toBeGreaterThanOrEqual(4))
  server.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
  isFailing = false
  await isHeard(server, watched, 2)
  expect(watched.statuses.map(([status]) => status.kind)).toEqual(['connecting', 'live'])
})

test('a burst of watch requests stays within the handshake gap and ends with the last one', async () => {
  const server = await serve()
  const watched = watch(server.url, { limits: { handshakeGapMs: 100 } })
  await watched.isLive()
  const beforeMs = performance.now()
  for (let id = 2; id < 200; id += 1) watched.line.watch([id])
  await isHeard(server, watched, 199)
  const spentMs = performance.now() - beforeMs
  expect(server.handshakesAtMs.length).toBeLessThanOrEqual(2 + Math.ceil(spentMs / 100))
  expect(watched.statuses.map(([status]) => status.kind)).toEqual(['connecting', 'live'])
})

test('a watch request while the line is lost is applied by the next attempt', async () => {
  const first = await serve()
  const watched = watch(first.url)
  await watched.isLive()
  await first.close()
  await watched.is('lost')
  watched.line.watch([2])
  const second = await serve({ port: first.port })
  await watched.isLive()
  await isHeard(second, watched, 2)
  expect(second.handshakesAtMs).toHaveLength(1)
})

test('a websocket is retried even after colleagues were watched over long-polling', async () => {
  let isRefused = true
  const server = await serve({ isWebsocketRefused: () => isRefused })
  const watched = watch(server.url)
  await watched.isLive()
  watched.line.watch([2])
  await isHeard(server, watched, 2)
  isRefused = false
  await until(() => expect(watched.statuses.at(-1)?.[1].transport).toBe('websocket'))
  watched.messages.length = 0
  await isHeard(server, watched, 2)
})
