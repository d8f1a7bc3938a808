import { connect as connectTcp, createServer as createTcpServer, type AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { channel, event, serve, states, until, watch } from '../testing/servers/watched-line'

test('a websocket is retried after a fallback to long-polling, and no event is missed', async () => {
  let isRefused = true
  const server = await serve({ isWebsocketRefused: () => isRefused })
  const watched = watch(server.url)
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].transport).toBe('long-polling')
  server.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
  // The upgrade was tried and refused again; the line stays live.
  await until(() => expect(server.counts.get('/meta/disconnect')).toBe(1))
  isRefused = false
  let published = 0
  await until(() => {
    server.publish(channel, event('callCallee', { callId: `call-${String((published += 1))}` }))
    expect(server.upgrades()).toBeGreaterThan(0)
    // All sessions except the current one have disconnected.
    expect(server.counts.get('/meta/disconnect')).toBe(server.handshakesAtMs.length - 1)
  })
  await until(() => {
    const heard = new Set(watched.messages.map((message) => message.callId))
    for (let index = 1; index <= published; index += 1) expect(heard).toContain(`call-${index}`)
  })
  await until(() => {
    const told = watched.statuses.map(([{ kind }, detail]) => [kind, detail.transport, detail.gapSinceMs])
    expect(told).toEqual([
      ['connecting', null, null],
      ['live', 'long-polling', null],
      ['live', 'websocket', null]
    ])
  })
})

test('a websocket that opens but stays silent is replaced by long-polling', async () => {
  const server = await serve()
  // Lets the upgrade through and swallows every frame.
  const proxy = createTcpServer((near) => {
    const far = connectTcp(server.port, '127.0.0.1')
    let isWebsocket = false
    near.on('error', () => far.destroy()).on('close', () => far.destroy())
    far.on('error', () => near.destroy()).on('close', () => near.destroy())
    near.on('data', (chunk: Buffer) => {
      if (!isWebsocket) far.write(chunk)
      if (chunk.toString('latin1').includes('Upgrade: websocket')) isWebsocket = true
    })
    far.pipe(near)
  })
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  const { port } = proxy.address() as AddressInfo
  const watched = watch(`http://127.0.0.1:${port}/faye`, { limits: { websocketRetryMs: 60_000 } })
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].transport).toBe('long-polling')
  await watched.line.stop()
})

test('when a proxy keeps cutting websockets, the line uses long-polling after two, and events arrive', async () => {
  let lifeMs: number | null = 30
  const server = await serve({ websocketLifeMs: () => lifeMs })
  const limits = { websocketStableMs: 60_000, websocketRetryMs: 60_000 }
  const watched = watch(server.url, { limits })
  await until(() => expect(watched.statuses.at(-1)?.[1].transport).toBe('long-polling'))
  expect(server.upgrades()).toBe(2)
  for (const state of ['started', 'agentReady', 'hangup']) server.publish(channel, event(state))
  await until(() => expect(states(watched)).toEqual(['started', 'agentReady', 'hangup']))
  // A retry by the user allows websockets again.
  lifeMs = null
  watched.line.retry()
  await until(() => expect(watched.statuses.at(-1)?.[1].transport).toBe('websocket'))
})

test('a websocket that was cut early is retried later, and is kept when it lasts', async () => {
  let lifeMs: number | null = 30
  const server = await serve({ websocketLifeMs: () => lifeMs })
  const watched = watch(server.url, { limits: { websocketStableMs: 100, websocketRetryMs: 50 } })
  await until(() => expect(server.upgrades()).toBeGreaterThan(3))
  lifeMs = null
  await until(() => expect(watched.statuses.at(-1)?.[1].transport).toBe('websocket'))
  server.publish(channel, event('started'))
  // Two concurrent sessions may both deliver it.
  await until(() => expect(states(watched)).toContain('started'))
})

test('a load balancer that routes websockets to a server without the session leads to long-polling', async () => {
  const one = await serve()
  const other = await serve()
  const balancer = createTcpServer((near) => {
    near.on('error', () => undefined)
    near.once('data', (chunk: Buffer) => {
      const isUpgrade = chunk.toString('latin1').includes('Upgrade: websocket')
      const far = connectTcp(isUpgrade ? other.port : one.port, '127.0.0.1')
      far.on('error', () => near.destroy()).on('close', () => near.destroy())
      near.on('close', () => far.destroy())
      far.write(chunk)
      near.pipe(far).pipe(near)
    })
  })
  await new Promise<void>((resolve) => balancer.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void balancer.close())
  const { port } = balancer.address() as AddressInfo
  const watched = watch(`http://127.0.0.1:${port}/faye`, { limits: { websocketRetryMs: 60_000 } })
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].transport).toBe('long-polling')
  expect(other.upgrades()).toBe(2)
  one.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
  await watched.line.stop()
})

test('a server that supports none of our connection types is still reached by long-polling', async () => {
  const server = await serve({
    onOutgoing: (message) => {
      if (message.channel === '/meta/handshake') message.supportedConnectionTypes = ['carrier-pigeon']
    }
  })
  const watched = watch(server.url)
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].transport).toBe('long-polling')
})

test('a server that answers every connect at once isn’t polled in a tight loop', async () => {
  const server = await serve({
    onIncoming: (message) => {
      if (message.channel === '/meta/connect') message.advice = { timeout: 0 }
    }
  })
  const watched = watch(server.url)
  await watched.isLive()
  // For ten probes.
  await until(() => expect(server.counts.get('/meta/subscribe') ?? 0).toBeGreaterThan(10))
  expect(server.counts.get('/meta/connect') ?? 0).toBeLessThan(8)
})

test.each([
  ['negative', { reconnect: 'retry', interval: -5, timeout: -1 }],
  ['text', { reconnect: 'retry', interval: 'soon', timeout: 'never' }],
  ['beyond any timer', { reconnect: 'retry', interval: 0, timeout: 1e18 }],
  ['unknown', { reconnect: 'dance', interval: 0 }],
  ['no object', 7]
])('invalid advice is harmless: %s', async (_name, advice) => {
  const server = await serve({
    onOutgoing: (message) => {
      if (message.channel?.startsWith('/meta/') === true) Object.assign(message, { advice })
    }
  })
  const watched = watch(server.url)
  await watched.isLive()
  server.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
  expect(server.handshakesAtMs).toHaveLength(1)
})

test.each([false, true])(
  'proxy settings in the environment are not used for the line (polling: %s)',
  async (isPolling) => {
    vi.stubEnv('http_proxy', 'http://127.0.0.1:9/')
    onTestFinished(() => void vi.unstubAllEnvs())
    const server = await serve({ isWebsocketRefused: () => isPolling })
    const watched = watch(server.url)
    await watched.isLive()
    expect(watched.statuses.at(-1)?.[1].transport).toBe(isPolling ? 'long-polling' : 'websocket')
  }
)
