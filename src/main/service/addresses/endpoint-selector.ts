import type { AddressKind } from '../../../shared/session/connection'
import type { ServiceAddress } from './endpoints'
import type { ProxyRoute } from './proxy'

/** One of the service's addresses, with the system's proxies on the way to it. */
export interface AddressInUse extends ServiceAddress {
  restRoute: ProxyRoute
  fayeRoute: ProxyRoute
}

/** What REST needs of it. */
export type RestAddress = Pick<AddressInUse, 'kind' | 'apiPrefix' | 'restRoute'>

/** What the live line needs of it. */
export type FayeAddress = Pick<AddressInUse, 'kind' | 'fayeUrl' | 'fayeRoute'>

/** The address to use, which can change. */
export interface EndpointSelector<T extends { kind: AddressKind }> {
  current(): T
  /**
   * Nothing could be connected at `used`, or what was connected there got lost: finds out whether there is
   * a better address. Gives the one to use from now on; never throws.
   */
  reportUnreachable(used: T): Promise<T>
}
