import type { AddressKind } from '../../../shared/session/connection'
import type { ServiceAddress } from './endpoints'
import type { ProxyRoute } from './proxy'

/** One of the service's addresses, with the system's proxies for it. */
export interface AddressInUse extends ServiceAddress {
  restRoute: ProxyRoute
  fayeRoute: ProxyRoute
}

/** The part of an address that REST uses. */
export type RestAddress = Pick<AddressInUse, 'kind' | 'apiPrefix' | 'restRoute'>

/** The part of an address that the live line uses. */
export type FayeAddress = Pick<AddressInUse, 'kind' | 'fayeUrl' | 'fayeRoute'>

/** Selects the address to use, which can change. */
export interface EndpointSelector<T extends { kind: AddressKind }> {
  current(): T
  /**
   * Reports that `used` couldn't be connected or lost its connection, and probes for a better address. Resolves
   * with the one to use from now on; never rejects.
   */
  reportUnreachable(used: T): Promise<T>
}
