import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { directRoute, readProxyAnswer, type ProxyRoute } from '../addresses/proxy'
import type { ExchangeNote } from './rest-transport'
import type { RestAddress, EndpointSelector } from '../addresses/endpoint-selector'
import { selfSigned } from '../testing/servers/certificate'
import { closedPort } from '../testing/servers/port'
import { openHttpProxy, openSocksProxy, type TestProxy } from '../testing/servers/proxies'
import { clientOf, json, serveRest, token, wholeRequest } from '../testing/servers/rest-server'

const until = (check: () => void): Promise<void> => vi.waitFor(check, { timeout: 8_000, interval: 5 })
const place = 'service.test:9037'
const served = (request: { method: string }): object =>
  request.method === 'GET' ? { id: 'call-1' } : { callId: 'call-1' }
const by = (proxy: TestProxy, apiPrefix = `http://${place}/api/v31`): RestAddress => ({
  kind: 'custom',
  apiPrefix,
  restRoute: readProxyAnswer(proxy.answer)
})
const endpointBy = (address: RestAddress): EndpointSelector<RestAddress> => ({
  current: () => address,
  reportUnreachable: () => Promise.resolve(address)
})

test('an HTTP proxy forwards plain http without a tunnel, with the host name of the service', async () => {
  const server = await serveRest((request, response) => json(200, served(request))(request, response))
  const proxy = await openHttpProxy({ lead: () => server.port })
  const client = clientOf(endpointBy(by(proxy)))
  expect(await client.readCall('call-1')).toMatchObject({ ok: true })
  expect(await client.startCall(wholeRequest)).toEqual({ ok: true, value: { callId: 'call-1' } })
  expect(proxy.asked).toEqual([
    `GET http://${place}/api/v31/tserver/tenants/tenant-1/calls/call-1`,
    `POST http://${place}/api/v31/tserver/tenants/tenant-1/calls`
  ])
  expect(server.seen.map(({ headers }) => headers.host)).toEqual([place, place])
  expect(server.seen[0]?.url).toContain(`?access_token=${encodeURIComponent(token)}`)
  await client.close()
  await until(() => expect(proxy.sockets()).toBe(0))
})

test('plain http goes through a SOCKS5 proxy, which resolves the name', async () => {
  const server = await serveRest((request, response) => json(200, served(request))(request, response))
  const proxy = await openSocksProxy({ lead: () => server.port })
  const client = clientOf(endpointBy(by(proxy)))
  expect(await client.readCall('call-1')).toMatchObject({ ok: true })
  expect(await client.startCall(wholeRequest)).toEqual({ ok: true, value: { callId: 'call-1' } })
  expect(proxy.asked).toEqual([`CONNECT ${place}`, `CONNECT ${place}`])
  await client.close()
  await until(() => expect(proxy.sockets()).toBe(0))
})

test.each([
  ['an HTTP proxy', openHttpProxy],
  ['a SOCKS5 proxy', openSocksProxy]
])(
  'https goes through a tunnel of %s, and the certificate behind it is verified',
  async (_name, openProxy) => {
    let requests = 0
    const server = createSecureServer(selfSigned, (_request, response) => {
      requests += 1
      response.end('{}')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const proxy = await openProxy({ lead: () => (server.address() as AddressInfo).port })
    const client = clientOf(endpointBy(by(proxy, 'https://service.test/api/v31')))
    expect(await client.startCall(wholeRequest)).toEqual({
      ok: false,
      error: { code: 'certificate-refused' }
    })
    expect(proxy.asked).toEqual(['CONNECT service.test:443'])
    expect(requests).toBe(0)
    await until(() => expect(proxy.sockets()).toBe(0))
  }
)

const refused = { ok: false, error: { code: 'proxy-refused' } }

test('a proxy that requires authentication is reported, and the call definitely wasn’t started', async () => {
  const server = await serveRest(json(200, { callId: 'call-1' }))
  const forwarding = await openHttpProxy({ lead: () => server.port, isSignInWanted: true })
  const client = clientOf(endpointBy(by(forwarding)))
  expect(await client.readCall('call-1')).toEqual({
    ok: false,
    error: { code: 'proxy-refused', status: 407 }
  })
  expect(await client.startCall(wholeRequest)).toMatchObject(refused)
  expect(server.seen).toEqual([])
  const notes: ExchangeNote[] = []
  for (const openProxy of [openHttpProxy, openSocksProxy]) {
    const proxy = await openProxy({ lead: () => server.port, isSignInWanted: true })
    const tunnelled = clientOf(endpointBy(by(proxy, 'https://service.test/api/v31')), {
      onExchange: (note) => notes.push(note)
    })
    expect(await tunnelled.startCall(wholeRequest)).toEqual(refused)
  }
  expect(notes.map(({ wasSent }) => wasSent)).toEqual([false, false])
})

test.each([
  ['an HTTP proxy', openHttpProxy, 403],
  ['a SOCKS5 proxy', openSocksProxy, 2]
])('%s that refuses the tunnel is reported, and nothing was sent', async (_name, openProxy, status) => {
  const server = await serveRest(json(200, {}))
  const proxy = await openProxy({ lead: () => server.port, tunnelRefusal: () => status })
  const client = clientOf(endpointBy(by(proxy, 'https://service.test/api/v31')))
  expect(await client.startCall(wholeRequest)).toEqual(refused)
})

test.each([
  ['an HTTP proxy', openHttpProxy],
  ['a SOCKS5 proxy', openSocksProxy]
])('a service that %s can’t reach is unreachable', async (_name, openProxy) => {
  const proxy = await openProxy({ lead: () => null })
  const client = clientOf(endpointBy(by(proxy, 'https://service.test/api/v31')))
  expect(await client.startCall(wholeRequest)).toEqual({ ok: false, error: { code: 'unreachable' } })
})

test('a proxy that doesn’t exist or never answers means unreachable', async () => {
  const gone = await closedPort()
  const routes: ProxyRoute[] = [
    { kind: 'http', host: '127.0.0.1', port: gone },
    { kind: 'socks5', host: '127.0.0.1', port: gone }
  ]
  for (const restRoute of routes) {
    for (const scheme of ['http', 'https']) {
      const endpoint = endpointBy({ kind: 'custom', apiPrefix: `${scheme}://service.test/api`, restRoute })
      const client = clientOf(endpoint, { timeLimits: { connectMs: 200 } })
      expect(await client.startCall(wholeRequest)).toEqual({ ok: false, error: { code: 'unreachable' } })
    }
  }
})

test('a TLS proxy with an untrusted certificate receives nothing', async () => {
  let requests = 0
  const proxy = createSecureServer(selfSigned, () => (requests += 1))
  await new Promise<void>((resolve) => proxy.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void proxy.close())
  const restRoute = readProxyAnswer(`HTTPS 127.0.0.1:${(proxy.address() as AddressInfo).port}`)
  for (const scheme of ['http', 'https']) {
    const endpoint = endpointBy({ kind: 'custom', apiPrefix: `${scheme}://service.test/api`, restRoute })
    expect(await clientOf(endpoint).startCall(wholeRequest)).toEqual({
      ok: false,
      error: { code: 'certificate-refused' }
    })
  }
  expect(requests).toBe(0)
})

test('a call sent to a proxy that can’t reach the service is unknown, and the address is reported once', async () => {
  const other = await serveRest(json(200, { callId: 'call-1' }))
  const proxy = await openHttpProxy({ lead: (to) => (to === place ? null : other.port) })
  const addresses = [by(proxy), by(proxy, 'http://other.test:9037/api/v31')] as const
  let index: 0 | 1 = 0
  let reports = 0
  const endpoint: EndpointSelector<RestAddress> = {
    current: () => addresses[index],
    reportUnreachable() {
      reports += 1
      index = 1
      return Promise.resolve(addresses[index])
    }
  }
  const client = clientOf(endpoint)
  expect(await client.startCall(wholeRequest)).toMatchObject({ error: { code: 'call-unknown', status: 502 } })
  expect(reports).toBe(1)
  expect(other.seen).toEqual([])
  expect(await client.startCall(wholeRequest)).toMatchObject({ ok: true })
})

test('a read that the proxy can’t deliver to one address is sent to the next', async () => {
  const server = await serveRest(json(200, { id: 'call-1' }))
  const proxy = await openHttpProxy({ lead: (to) => (to === place ? null : server.port) })
  const next = by(proxy, 'http://other.test:9037/api/v31')
  const endpoint: EndpointSelector<RestAddress> = {
    current: () => address,
    reportUnreachable: () => Promise.resolve((address = next))
  }
  let address = by(proxy)
  expect(await clientOf(endpoint, { reads: { attempts: 1 } }).readCall('call-1')).toMatchObject({ ok: true })
})

test('proxy settings in the environment are ignored', async () => {
  vi.stubEnv('http_proxy', 'http://127.0.0.1:9/')
  vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9/')
  onTestFinished(() => void vi.unstubAllEnvs())
  const server = await serveRest(json(200, { id: 'call-1' }))
  const apiPrefix = `http://127.0.0.1:${server.port}/api/v31`
  const client = clientOf(endpointBy({ kind: 'custom', apiPrefix, restRoute: directRoute }))
  expect(await client.readCall('call-1')).toMatchObject({ ok: true })
})
