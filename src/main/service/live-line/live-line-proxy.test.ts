import { expect, test } from 'vitest'
import { readProxyAnswer } from '../addresses/proxy'
import { fixedEndpoint } from '../testing/servers/fixed-endpoint'
import { openHttpProxy, openSocksProxy, type TestProxy } from '../testing/servers/proxies'
import {
  channel,
  event,
  serve,
  states,
  until,
  watch,
  type WatchedLine
} from '../testing/servers/watched-line'

const place = 'service.test:9003'

function watchBy(proxy: TestProxy, fayeUrl = `http://${place}/faye`): WatchedLine {
  const endpoint = fixedEndpoint({
    kind: 'custom',
    fayeUrl,
    fayeRoute: readProxyAnswer(proxy.answer)
  } as const)
  return watch(endpoint, { limits: { websocketRetryMs: 60_000 } })
}

test('a websocket uses a tunnel through an HTTP proxy, and the requests before it are forwarded', async () => {
  const server = await serve()
  const proxy = await openHttpProxy({ lead: () => server.port })
  const watched = watchBy(proxy)
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].transport).toBe('websocket')
  server.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
  expect(new Set(proxy.asked)).toEqual(new Set([`POST http://${place}/faye`, `CONNECT ${place}`]))
  await watched.line.stop()
  await until(() => expect(proxy.sockets()).toBe(0))
})

test('when the proxy refuses the tunnel, the line falls back to long-polling through the proxy', async () => {
  const server = await serve()
  const proxy = await openHttpProxy({ lead: () => server.port, tunnelRefusal: () => 403 })
  const watched = watchBy(proxy)
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].transport).toBe('long-polling')
  server.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
  expect(proxy.asked).toContain(`POST http://${place}/faye`)
  await watched.line.stop()
  await until(() => expect(proxy.sockets()).toBe(0))
})

test('through a SOCKS5 proxy the line uses long-polling', async () => {
  const server = await serve()
  const proxy = await openSocksProxy({ lead: () => server.port })
  const watched = watchBy(proxy)
  await watched.isLive()
  expect(watched.statuses.at(-1)?.[1].transport).toBe('long-polling')
  expect(server.upgrades()).toBe(0)
  server.publish(channel, event('started'))
  await until(() => expect(states(watched)).toEqual(['started']))
  expect(new Set(proxy.asked)).toEqual(new Set([`CONNECT ${place}`]))
  await watched.line.stop()
  await until(() => expect(proxy.sockets()).toBe(0))
})

test.each([
  ['an HTTP proxy', openHttpProxy],
  ['a SOCKS5 proxy', openSocksProxy]
])(
  'a line through %s that requires authentication, or can’t reach the service, is never live',
  async (_name, openProxy) => {
    for (const options of [{ isSignInWanted: true }, { lead: () => null }]) {
      const server = await serve()
      const proxy = await openProxy({ lead: () => server.port, ...options })
      const watched = watchBy(proxy)
      await watched.is('lost')
      await watched.line.stop()
      expect(watched.statuses.map(([status]) => status.kind)).not.toContain('live')
      expect(watched.faults).toEqual([])
      expect(server.handshakesAtMs).toEqual([])
      await until(() => expect(proxy.sockets()).toBe(0))
    }
  }
)

test('https uses a tunnel for polls too', async () => {
  const server = await serve()
  const proxy = await openHttpProxy({ lead: () => server.port })
  // The server behind the tunnel doesn't speak TLS, so only check the proxy's requests.
  const watched = watchBy(proxy, 'https://service.test/faye')
  await watched.is('lost')
  expect(new Set(proxy.asked)).toEqual(new Set(['CONNECT service.test:443']))
})
