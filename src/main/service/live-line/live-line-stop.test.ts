import { createServer as createSecureServer } from 'node:https'
import { createServer as createTcpServer, type AddressInfo } from 'node:net'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import { proxyTo, serve, until, watch } from '../testing/servers/watched-line'
import { selfSigned } from '../testing/servers/certificate'

// In a separate thread, so that its sockets and timers aren't counted.
const serverThread = `
  const { parentPort, workerData } = require('node:worker_threads')
  const faye = require('faye')
  const server = require('node:http').createServer()
  const adapter = new faye.NodeAdapter({ mount: '/faye', timeout: 60 })
  adapter.on('disconnect', () => parentPort.postMessage('goodbye'))
  adapter.attach(server)
  if (workerData.isPolling) server.removeAllListeners('upgrade').on('upgrade', (_request, socket) => socket.destroy())
  server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port))
`
const openHandles = (): number =>
  process.getActiveResourcesInfo().filter((name) => /TCP|TLS|Timeout|HTTP/i.test(name)).length

/** Waits without a timer, since timers are counted. */
async function untilHandles(count: number): Promise<void> {
  while (openHandles() > count) await new Promise((resolve) => setImmediate(resolve))
}

test.each([false, true])(
  'stopping disconnects and leaves no socket and no timer (polling: %s)',
  async (isPolling) => {
    const thread = new Worker(serverThread, { eval: true, workerData: { isPolling } })
    onTestFinished(() => void thread.terminate())
    const told: unknown[] = []
    thread.on('message', (message) => told.push(message))
    await until(() => expect(told).toHaveLength(1))
    const handles = openHandles()
    const watched = watch(`http://127.0.0.1:${String(told[0])}/faye`)
    await watched.isLive()
    expect(openHandles()).toBeGreaterThan(handles)
    await watched.line.stop()
    await untilHandles(handles)
    await until(() => expect(told).toContain('goodbye'))
    const statusCount = watched.statuses.length
    watched.line.wake()
    watched.line.retry()
    expect(watched.statuses).toHaveLength(statusCount)
    expect(watched.kind()).toBe('off')
  }
)

test('a session that is dropped before its handshake was sent sends none', async () => {
  const server = await serve()
  const first = watch(server.url, { limits: { handshakeGapMs: 0 } })
  await first.isLive()
  first.line.wake()
  await first.line.stop()
  // Messages left over from the dropped session would be sent before this one's.
  const second = watch(server.url)
  await second.isLive()
  expect(server.handshakesAtMs).toHaveLength(2)
})

test('stopping a half-open line closes its sockets within the disconnect limit', async () => {
  const server = await serve()
  const proxy = await proxyTo(server)
  const watched = watch(proxy.url, { limits: { probeEveryMs: 60_000 } })
  await watched.isLive()
  proxy.stopForwarding()
  await watched.line.stop()
  await until(() => expect(proxy.connections()).toBe(0))
})

test('a server that never replies is given up, and its connections are closed', async () => {
  let open = 0
  let opened = 0
  const silent = createTcpServer((socket) => {
    open += 1
    opened += 1
    socket.on('error', () => undefined).on('close', () => (open -= 1))
    socket.resume()
  })
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void silent.close())
  const { port } = silent.address() as AddressInfo
  const watched = watch(`http://127.0.0.1:${port}/faye`, {
    limits: { backOffMinMs: 60_000, backOffMaxMs: 60_000 }
  })
  await watched.is('lost')
  expect(opened).toBe(1)
  expect(watched.statuses.at(-1)?.[1].problem?.reason).toBe('no-reply')
  await until(() => expect(open).toBe(0))
})

test('a websocket that never opens is closed, and the session continues without it', async () => {
  const server = await serve({ isWebsocketHeld: () => true })
  const watched = watch(server.url, { limits: { websocketOpenMs: 50, websocketRetryMs: 60_000 } })
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].transport).toBe('long-polling')
  expect(server.handshakesAtMs).toHaveLength(1)
  await watched.line.stop()
  await until(() => expect(server.sockets()).toBe(0))
})

test('a line to a server with an untrusted certificate is never live', async () => {
  const server = createSecureServer(selfSigned)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as AddressInfo
  const watched = watch(`https://127.0.0.1:${port}/faye`)
  await watched.is('lost')
  await watched.line.stop()
  expect(watched.statuses.map(([status]) => status.kind)).not.toContain('live')
  expect(watched.faults).toEqual([])
})
