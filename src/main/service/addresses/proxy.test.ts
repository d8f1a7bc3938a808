import fc from 'fast-check'
import { expect, test } from 'vitest'
import { isForwarded, isLoopback, proxyName, proxyOrigin, readProxyAnswer, type ProxyRoute } from './proxy'

const direct = { kind: 'direct' }

test.each<[string, ProxyRoute]>([
  ['DIRECT', { kind: 'direct' }],
  ['PROXY proxy.example:3128', { kind: 'http', host: 'proxy.example', port: 3_128 }],
  ['PROXY proxy.example', { kind: 'http', host: 'proxy.example', port: 80 }],
  ['HTTP Proxy.Example:1', { kind: 'http', host: 'proxy.example', port: 1 }],
  ['HTTPS proxy.example', { kind: 'https', host: 'proxy.example', port: 443 }],
  ['SOCKS5 10.0.0.1:1081', { kind: 'socks5', host: '10.0.0.1', port: 1_081 }],
  ['SOCKS proxy_1.example', { kind: 'socks4', host: 'proxy_1.example', port: 1_080 }],
  ['PROXY [::1]:8080', { kind: 'http', host: '::1', port: 8_080 }],
  [' proxy  a:8080 ;DIRECT', { kind: 'http', host: 'a', port: 8_080 }],
  ['QUIC a:443; SOCKS5 b:1', { kind: 'socks5', host: 'b', port: 1 }],
  ['PROXY a:0; PROXY a:65536; PROXY c:65535', { kind: 'http', host: 'c', port: 65_535 }]
])('the first usable entry of an answer is taken: %s', (answer, route) => {
  expect(readProxyAnswer(answer)).toEqual(route)
})

test.each([
  '',
  ';;;',
  'PROXY',
  'PROXY :8080',
  'PROXY user:secret@host:8080',
  'PROXY http://host:8080',
  'PROXY host:8080 more',
  'PROXY host:8080x',
  'PROXY -host-:8080',
  'PROXY A.0;:',
  'PROXY [1.2.3.4]:80',
  'PROXY ho\r\nst:80',
  'DIRECT now',
  `PROXY ${'x'.repeat(300)}:80`,
  'PROXY a:99999; '.repeat(60) + 'PROXY b:1',
  `${' '.repeat(10_001)}PROXY a:1`
])('an answer without a usable entry means direct: %s', (answer) => {
  expect(readProxyAnswer(answer)).toEqual(direct)
})

test('any answer yields a route that can be written into a URL', () => {
  const word = fc.constantFrom('DIRECT', 'PROXY', 'HTTPS', 'SOCKS', 'SOCKS5', 'x', '')
  const entry = fc
    .tuple(word, fc.string({ maxLength: 30 }), fc.string({ maxLength: 8 }))
    .map(([kind, host, port]) => `${kind} ${host}:${port}`)
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(entry, { maxLength: 5 }).map((all) => all.join(';'))
      ),
      (answer) => {
        const route = readProxyAnswer(answer)
        if (route.kind === 'direct') {
          expect(proxyName(route)).toBeNull()
          return
        }
        const name = proxyName(route) ?? ''
        const url = new URL(`http://${name}/`)
        expect(url.username + url.password + url.search + url.hash).toBe('')
        expect(url.pathname).toBe('/')
        expect(route.port).toBeGreaterThan(0)
        expect(route.port).toBeLessThan(65_536)
      }
    ),
    { numRuns: 5_000 }
  )
})

test('the written form of a route is parsed back into the same route', () => {
  const host = fc.oneof(
    fc.domain(),
    fc.ipV4(),
    fc.ipV6().map((ip) => `[${ip}]`)
  )
  fc.assert(
    fc.property(host, fc.integer({ min: 1, max: 65_535 }), (at, port) => {
      const route = readProxyAnswer(`PROXY ${at}:${port}; DIRECT`)
      expect(proxyName(route)).toBe(`${at.toLowerCase()}:${port}`)
      expect(readProxyAnswer(`PROXY ${proxyName(route) ?? ''}`)).toEqual(route)
    })
  )
})

test('plain http is forwarded by an HTTP proxy, and everything else needs a tunnel', () => {
  const [plain, secure] = [new URL('http://host:9037'), new URL('https://host')]
  const proxy = { kind: 'http', host: 'p', port: 1 } as const
  expect(isForwarded(plain, proxy)).toBe(true)
  expect(isForwarded(plain, { ...proxy, kind: 'https' })).toBe(true)
  expect(isForwarded(secure, proxy)).toBe(false)
  expect(isForwarded(plain, { ...proxy, kind: 'socks5' })).toBe(false)
  expect(isForwarded(plain, { kind: 'direct' })).toBe(false)
  expect(proxyOrigin({ kind: 'https', host: '::1', port: 8_443 })).toBe('https://[::1]:8443')
})

test.each(['localhost', 'a.localhost', 'LOCALHOST', '127.0.0.1', '127.200.1.9', '[::1]', '::1'])(
  'a loopback host is recognised: %s',
  (host) => expect(isLoopback(host)).toBe(true)
)

test.each(['localhost.example', '128.0.0.1', '10.0.0.1', '[::2]', 'cc.uccc.cc', ''])(
  'any other host isn’t loopback: %s',
  (host) => expect(isLoopback(host)).toBe(false)
)
