import type { ServerChoice } from '../../shared/session/schema'

// Decides which strings are the same address, and which addresses are the same service. The keys of all data stored
// for an account depend on it (docs/decisions/0024-one-account-one-key.md).

/** The two addresses of one server, in canonical form. */
export interface Endpoints {
  /** Prefix of every REST path, such as `http://cc.uccc.cc:9037/api/v31`. */
  apiPrefix: string
  /** Where the live line connects, such as `http://cc.uccc.cc:9003/faye`. */
  fayeUrl: string
}

const productPort = 9037
const testPort = 9137

// Document, 服务器信息: two servers by name, and one address for each carrier.
const hosts = {
  name: 'cc.uccc.cc',
  mobile: '183.213.19.115',
  telecom: '218.4.189.107',
  unicom: '58.240.234.30'
} as const

// Open question: the document gives no Faye address for the test server. Our reading: the same host,
// port 9003, path /faye; a user can enter a custom address instead.
const endpointsAt = (host: string, apiPort: number): Endpoints => ({
  apiPrefix: `http://${host}:${apiPort}/api/v31`,
  fayeUrl: `http://${host}:9003/faye`
})

/** The addresses that the document names. */
export const namedEndpoints = {
  name: endpointsAt(hosts.name, productPort),
  test: endpointsAt(hosts.name, testPort),
  mobile: endpointsAt(hosts.mobile, productPort),
  telecom: endpointsAt(hosts.telecom, productPort),
  unicom: endpointsAt(hosts.unicom, productPort)
}

/** Leading and trailing whitespace, control and zero-width characters of pasted text. */
const blanksAround = /^[\s\p{Cc}\u200b-\u200d\u2060]+|[\s\p{Cc}\u200b-\u200d\u2060]+$/gu

const unreserved = /[\w.~-]/

/** Normalizes percent-encoding (RFC 3986, 6.2.2): upper-case digits, and unreserved characters decoded. */
const withOneEncoding = (path: string): string =>
  path.replace(/%([\da-f]{2})/gi, (encoded, digits: string) => {
    const character = String.fromCharCode(parseInt(digits, 16))
    return unreserved.test(character) ? character : encoded.toUpperCase()
  })

const maxAddressLength = 2_000

/**
 * Returns the canonical form of an address, used for requests, display, storage and comparison, or null when it isn't
 * a plain http(s) address. Trims whitespace, normalizes scheme, host and port, and removes double and trailing
 * slashes and an empty query or fragment. Keeps the case of the path, since servers distinguish it.
 */
export function canonicalAddress(text: string): string | null {
  const trimmed = text.replace(blanksAround, '')
  if (trimmed.length > maxAddressLength || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  // A secret in an address would be displayed and logged; a query or fragment would absorb the appended path.
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  // A trailing dot ("host.example.") denotes the same host.
  if (/[^.]\.[^.]+\.$/.test(url.hostname)) url.hostname = url.hostname.slice(0, -1)
  const path = withOneEncoding(url.pathname)
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
  return url.origin + path
}

/** Returns the server with canonical custom addresses; invalid addresses stay unchanged. */
export function canonicalServer(server: ServerChoice): ServerChoice {
  if (server.kind !== 'custom') return server
  return {
    kind: 'custom',
    apiPrefix: canonicalAddress(server.apiPrefix) ?? server.apiPrefix,
    fayeUrl: canonicalAddress(server.fayeUrl) ?? server.fayeUrl
  }
}

const prefixesAt = (port: number): readonly string[] =>
  Object.values(hosts).map((host) => endpointsAt(host, port).apiPrefix)

/** The REST addresses of each service that has several. */
const knownServices = { product: prefixesAt(productPort), test: prefixesAt(testPort) } as const

/**
 * Returns the key of the service behind a server: servers with the same key have the same tenants. The carriers'
 * addresses, and a custom address that equals one of them, lead to the product server by another route. The live
 * line's address is ignored: calls and campaigns belong to the REST service.
 */
export function serviceKey(server: ServerChoice): string {
  if (server.kind !== 'custom') return server.kind === 'test' ? 'test' : 'product'
  const address = canonicalAddress(server.apiPrefix) ?? server.apiPrefix
  const known = Object.entries(knownServices).find(([, prefixes]) => prefixes.includes(address))
  return known?.[0] ?? address
}

/** Returns every canonical REST address that a user can have entered as a custom address of this service. */
export function addressesOfService(key: string): readonly string[] {
  if (key === 'product' || key === 'test') return knownServices[key]
  return [key]
}
