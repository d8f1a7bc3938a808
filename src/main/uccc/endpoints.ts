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

const named = (host: string, apiPort: number): Endpoints => ({
  apiPrefix: `http://${host}:${apiPort}/api/v31`,
  fayeUrl: `http://${host}:9003/faye`
})

// Document, 服务器信息: two servers by name, and one address for each carrier.
// Open question: the document gives no Faye address for the test server. Our reading: the same host,
// port 9003, path /faye; a person who knows better enters a custom address.
const known: Record<Exclude<ServerChoice['kind'], 'custom'>, Endpoints> = {
  product: named('cc.uccc.cc', 9037),
  test: named('cc.uccc.cc', 9137),
  mobile: named('183.213.19.115', 9037),
  telecom: named('218.4.189.107', 9037),
  unicom: named('58.240.234.30', 9037)
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
 * The addresses of a server (document, 服务器信息). A custom one must be http or https without user
 * name, password, query or fragment; else `address-invalid` with the `field` that is wrong.
 */
export function endpointsOf(server: ServerChoice): Result<Endpoints> {
  if (server.kind !== 'custom') return succeeded({ ...known[server.kind] })
  const wrong = (field: keyof Endpoints): { ok: false; error: AppError } =>
    failed({ code: 'address-invalid', field })
  const apiPrefix = readAddress(server.apiPrefix)
  if (apiPrefix === null) return wrong('apiPrefix')
  const fayeUrl = readAddress(server.fayeUrl)
  if (fayeUrl === null) return wrong('fayeUrl')
  return succeeded({ apiPrefix, fayeUrl })
}
