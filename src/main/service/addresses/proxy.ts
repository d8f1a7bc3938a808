import { BlockList, isIP } from 'node:net'

/** An HTTP proxy; `https` is HTTP over TLS. */
export interface HttpProxy {
  kind: 'http' | 'https'
  host: string
  port: number
}

/** A SOCKS proxy, by its version. */
interface SocksProxy {
  kind: 'socks4' | 'socks5'
  host: string
  port: number
}

/** The route to an address. */
export type ProxyRoute = { kind: 'direct' } | HttpProxy | SocksProxy

/** The route without a proxy. */
export const directRoute: ProxyRoute = { kind: 'direct' }

const maxAnswerLength = 10_000
const maxEntries = 50
const maxHostLength = 255

/** The keyword of each kind in a proxy auto-config answer, with its default port. `SOCKS` is version 4. */
const kinds: ReadonlyMap<string, Pick<HttpProxy | SocksProxy, 'kind' | 'port'>> = new Map([
  ['PROXY', { kind: 'http', port: 80 }],
  ['HTTP', { kind: 'http', port: 80 }],
  ['HTTPS', { kind: 'https', port: 443 }],
  ['SOCKS', { kind: 'socks4', port: 1_080 }],
  ['SOCKS4', { kind: 'socks4', port: 1_080 }],
  ['SOCKS5', { kind: 'socks5', port: 1_080 }]
])

const hostAndPort = /^(?:\[([\da-f:.]+)\]|([a-z\d](?:[a-z\d._-]*[a-z\d])?))(?::(\d{1,5}))?$/i

function readEntry(entry: string): ProxyRoute | null {
  const [word = '', place = '', ...rest] = entry.trim().split(/\s+/)
  const name = word.toUpperCase()
  if (name === 'DIRECT') return place === '' ? directRoute : null
  const known = kinds.get(name)
  const parts = hostAndPort.exec(place)
  if (known === undefined || parts === null || rest.length > 0) return null
  const [, bracketed, plain, portText] = parts
  if (bracketed !== undefined && isIP(bracketed) !== 6) return null
  const host = (bracketed ?? plain ?? '').toLowerCase()
  const port = portText === undefined ? known.port : Number(portText)
  const route = { ...known, host, port }
  // A host whose last label is a number must be an IPv4 address (WHATWG URL, 3.5).
  const isHost = host.length <= maxHostLength && URL.canParse(`http://${proxyName(route)}/`)
  return isHost && port > 0 && port <= 65_535 ? route : null
}

/**
 * Parses a proxy auto-config answer such as `PROXY host:8080; DIRECT` (the result of FindProxyForURL and of
 * Electron's `session.resolveProxy`) and returns the first usable entry. Returns `direct` if there is none or the
 * answer is too long; entries with a user name aren't usable. Never throws.
 */
export function readProxyAnswer(answer: string): ProxyRoute {
  if (answer.length > maxAnswerLength) return directRoute
  for (const entry of answer.split(';', maxEntries)) {
    const route = readEntry(entry)
    if (route !== null) return route
  }
  return directRoute
}

/** Returns the proxy as `host:port` for display; null without a proxy. */
export function proxyName(route: ProxyRoute): string | null {
  if (route.kind === 'direct') return null
  return `${isIP(route.host) === 6 ? `[${route.host}]` : route.host}:${route.port}`
}

/** Returns a key that identifies the route. */
export const routeKey = (route: ProxyRoute): string => `${route.kind} ${proxyName(route) ?? ''}`

/**
 * True if requests to `url` are forwarded by the proxy in absolute-form (RFC 9112, 3.2.2). Browsers do the same for
 * plain http, since many corporate proxies allow CONNECT only to port 443. Everything else uses a tunnel.
 */
export const isForwarded = (url: URL, route: ProxyRoute): route is HttpProxy =>
  url.protocol === 'http:' && (route.kind === 'http' || route.kind === 'https')

/** Returns the origin of a proxy, such as `http://host:8080`. */
export const proxyOrigin = (proxy: HttpProxy): string => `${proxy.kind}://${proxyName(proxy) ?? ''}`

/** True if a websocket can use this route: faye's websocket doesn't support SOCKS. */
export const canCarryWebsocket = (route: ProxyRoute): boolean =>
  route.kind !== 'socks4' && route.kind !== 'socks5'

/** True if this status of a forwarded request can be the proxy's own report that the target is unreachable. */
export const isGatewayStatus = (status: number): boolean => status === 502 || status === 503 || status === 504

const loopbackAddresses = new BlockList()
loopbackAddresses.addSubnet('127.0.0.0', 8, 'ipv4')
loopbackAddresses.addAddress('::1', 'ipv6')

/** True if `host` (from a URL, so IPv6 addresses are in brackets) is loopback. */
export function isLoopback(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  const version = isIP(bare)
  if (version !== 0) return loopbackAddresses.check(bare, version === 6 ? 'ipv6' : 'ipv4')
  return bare === 'localhost' || bare.endsWith('.localhost')
}
