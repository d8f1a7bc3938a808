import type { AddressKind } from '../../shared/connection'
import type { AppError } from '../../shared/errors'
import { failed, succeeded, type Result } from '../../shared/result'
import type { ServerChoice } from '../../shared/session'

/** The two addresses of one server; neither ends in a slash. */
export interface Endpoints {
  /** Before every REST path, such as `http://cc.uccc.cc:9037/api/v31`. */
  apiPrefix: string
  /** Where the live line connects, such as `http://cc.uccc.cc:9003/faye`. */
  fayeUrl: string
}

/** One of the addresses by which the service can be reached. */
export interface ServiceAddress extends Endpoints {
  kind: AddressKind
}

const named = (host: string, apiPort: number): Endpoints => ({
  apiPrefix: `http://${host}:${apiPort}/api/v31`,
  fayeUrl: `http://${host}:9003/faye`
})

// Document, 服务器信息: two servers by name, and one address for each carrier.
// Open question: the document gives no Faye address for the test server. Our reading: the same host,
// port 9003, path /faye; a person who knows better enters a custom address.
const known: Record<Exclude<AddressKind, 'custom'>, Endpoints> = {
  name: named('cc.uccc.cc', 9037),
  test: named('cc.uccc.cc', 9137),
  mobile: named('183.213.19.115', 9037),
  telecom: named('218.4.189.107', 9037),
  unicom: named('58.240.234.30', 9037)
}

const kindsOf: Record<Exclude<ServerChoice['kind'], 'custom'>, readonly (keyof typeof known)[]> = {
  automatic: ['name', 'mobile', 'telecom', 'unicom'],
  product: ['name'],
  test: ['test'],
  mobile: ['mobile'],
  telecom: ['telecom'],
  unicom: ['unicom']
}

/** The address without its trailing slashes, or null when it is no plain http(s) address. */
function readAddress(text: string): string | null {
  const trimmed = text.trim()
  if (trimmed.length > 2_000 || !URL.canParse(trimmed)) return null
  const url = new URL(trimmed)
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
  // A secret in an address would be shown and logged; a query or fragment would swallow the path.
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return null
  return url.origin + url.pathname.replace(/\/+$/, '')
}

/**
 * The addresses by which a server can be reached, the one to prefer first (document, 服务器信息); only
 * `automatic` has several. A custom one must be http or https without user name, password, query or
 * fragment; else `address-invalid` with the `field` that is wrong.
 */
export function addressesOf(server: ServerChoice): Result<[ServiceAddress, ...ServiceAddress[]]> {
  if (server.kind !== 'custom') {
    const [first = 'name', ...others] = kindsOf[server.kind]
    const address = (kind: keyof typeof known): ServiceAddress => ({ kind, ...known[kind] })
    return succeeded([address(first), ...others.map(address)])
  }
  const wrong = (field: keyof Endpoints): { ok: false; error: AppError } =>
    failed({ code: 'address-invalid', field })
  const apiPrefix = readAddress(server.apiPrefix)
  if (apiPrefix === null) return wrong('apiPrefix')
  const fayeUrl = readAddress(server.fayeUrl)
  if (fayeUrl === null) return wrong('fayeUrl')
  return succeeded([{ kind: 'custom', apiPrefix, fayeUrl }])
}
