import type { AddressKind } from '../../../../shared/session/connection'
import { directRoute } from '../../addresses/proxy'
import type { FayeAddress, RestAddress, EndpointSelector } from '../../addresses/endpoint-selector'

/** An endpoint that never changes. */
export function fixedEndpoint<T extends { kind: AddressKind }>(address: T): EndpointSelector<T> {
  return { current: () => address, reportUnreachable: () => Promise.resolve(address) }
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
