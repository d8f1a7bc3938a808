import type { AddressKind } from '../../../shared/session/connection'
import type { AppError } from '../../../shared/platform/schema'
import { failed, succeeded, type Result } from '../../../shared/platform/result'
import type { ServerChoice } from '../../../shared/session/schema'
import { canonicalAddress, namedEndpoints, type Endpoints } from '../server-address'

/** One of the addresses by which the service can be reached. */
export interface ServiceAddress extends Endpoints {
  kind: AddressKind
}

const kindsOf: Record<Exclude<ServerChoice['kind'], 'custom'>, readonly (keyof typeof namedEndpoints)[]> = {
  automatic: ['name', 'mobile', 'telecom', 'unicom'],
  product: ['name'],
  test: ['test'],
  mobile: ['mobile'],
  telecom: ['telecom'],
  unicom: ['unicom']
}

/**
 * Returns the addresses of a server, the preferred one first (document, 服务器信息); only `automatic` has several. Custom
 * addresses must be http or https without user name, password, query or fragment; otherwise fails with
 * `address-invalid` and the invalid `field`.
 */
export function addressesOf(server: ServerChoice): Result<[ServiceAddress, ...ServiceAddress[]]> {
  if (server.kind !== 'custom') {
    const [first = 'name', ...others] = kindsOf[server.kind]
    const address = (kind: keyof typeof namedEndpoints): ServiceAddress => ({ kind, ...namedEndpoints[kind] })
    return succeeded([address(first), ...others.map(address)])
  }
  const wrong = (field: keyof Endpoints): { ok: false; error: AppError } =>
    failed({ code: 'address-invalid', field })
  const apiPrefix = canonicalAddress(server.apiPrefix)
  if (apiPrefix === null) return wrong('apiPrefix')
  const fayeUrl = canonicalAddress(server.fayeUrl)
  if (fayeUrl === null) return wrong('fayeUrl')
  return succeeded([{ kind: 'custom', apiPrefix, fayeUrl }])
}
