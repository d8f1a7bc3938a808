import type { ServerChoice } from '../../shared/session/session'

// Which texts are the same address, and which addresses are the same service. The keys of everything that is
// kept for an account hang on this (docs/decisions/0024-one-account-one-key.md).

/** The two addresses of one server, in canonical form. */
export interface Endpoints {
  /** Before every REST path, such as `http://cc.uccc.cc:9037/api/v31`. */
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

/** Blanks of every kind around a pasted text, those without a width among them. */
const blanksAround = /^[\s\p{Cc}\u200b-\u200d\u2060]+|[\s\p{Cc}\u200b-\u200d\u2060]+$/gu

const unreserved = /[\w.~-]/

/** Percent-encoding in one form (RFC 3986, 6.2.2): digits in upper case, and none where none is needed. */
const withOneEncoding = (path: string): string =>
  path.replace(/%([\da-f]{2})/gi, (encoded, digits: string) => {
    const character = String.fromCharCode(parseInt(digits, 16))
    return unreserved.test(character) ? character : encoded.toUpperCase()
  })

const maxAddressLength = 2_000

/**
 * Returns the one form of an address by which it is asked, shown, saved and told apart, or null when it is
 * no plain http(s) address: no blanks around it; scheme, host and port as a URL has them; no slash twice and
 * none at the end; no empty query or fragment. The case of the path counts: servers tell it apart.
 */
export function canonicalAddress(text: string): string | null {
  const trimmed = text.replace(blanksAround, '')
  if (trimmed.length > maxAddressLength || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  // A secret in an address would be shown and logged; a query or fragment would swallow the path.
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  // The root's own dot ("host.example.") names the same host.
  if (/[^.]\.[^.]+\.$/.test(url.hostname)) url.hostname = url.hostname.slice(0, -1)
  const path = withOneEncoding(url.pathname)
    .replace(/\/{2,}/g, '/')
    .replace(/\/$/, '')
  return url.origin + path
}

/** The server with its custom addresses in canonical form; one that can't be used stays as it is. */
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

/** Every REST address of a service that has several. */
const knownServices = { product: prefixesAt(productPort), test: prefixesAt(testPort) } as const

/**
 * Which service a server is, as a text: two servers with the same one hold the same tenants. The carriers'
 * addresses are the product server by another route, and so is a custom address that equals one of them. The
 * address of the live line doesn't count: calls and campaigns belong to the REST service.
 */
export function serviceKey(server: ServerChoice): string {
  if (server.kind !== 'custom') return server.kind === 'test' ? 'test' : 'product'
  const address = canonicalAddress(server.apiPrefix) ?? server.apiPrefix
  const known = Object.entries(knownServices).find(([, prefixes]) => prefixes.includes(address))
  return known?.[0] ?? address
}

/** The REST addresses in canonical form by which a service can have been entered as a custom one. */
export function addressesOfService(key: string): readonly string[] {
  if (key === 'product' || key === 'test') return knownServices[key]
  return [key]
}
