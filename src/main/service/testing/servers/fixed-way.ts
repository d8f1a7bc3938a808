import type { AddressKind } from '../../../../shared/session/connection'
import { directRoute } from '../../addresses/proxy'
import type { FayeAddress, RestAddress, ServiceWay } from '../../addresses/service-way'

/** A way that never changes. */
export function fixedWay<T extends { kind: AddressKind }>(address: T): ServiceWay<T> {
  return { current: () => address, doubt: () => Promise.resolve(address) }
}

/** The REST address at `apiPrefix`, without a proxy. */
export const directRest = (apiPrefix: string): RestAddress => ({
  kind: 'custom',
  apiPrefix,
  restRoute: directRoute
})

/** The live line's address at `fayeUrl`, without a proxy. */
export const directFaye = (fayeUrl: string): FayeAddress => ({
  kind: 'custom',
  fayeUrl,
  fayeRoute: directRoute
})
