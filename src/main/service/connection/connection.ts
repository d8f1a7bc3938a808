import { succeeded, type Result } from '../../../shared/platform/result'
import type { ServerChoice } from '../../../shared/session/schema'
import type { Connection, ConnectionListener, UsedAddress } from '../../platform/ports'
import { createAddresses, type AddressLimits, type RememberedAddress } from '../addresses/addresses'
import { createServiceClient, type ServiceClient } from '../client/client'
import type { ReadPolicy } from '../client/rest-calls'
import { addressesOf, type ServiceAddress } from '../addresses/endpoints'
import type { TimeLimits } from '../client/exchange'
import type { LiveLineLimits } from '../live-line/line-limits'
import { createLiveLine, type WatchedLiveLine } from '../live-line/live-line'
import { proxyName } from '../addresses/proxy'
import { createProxyRoutes, type ResolveProxy } from '../addresses/proxy-routes'
import type { ExchangeNote } from '../client/rest-transport'
import type { AddressInUse } from '../addresses/endpoint-selector'

/** How long the system may take to name its proxy, in ms. */
const resolveProxyMs = 3_000

/** The connection with its adapters' full interfaces. */
export interface OpenedConnection extends Connection {
  service: ServiceClient
  line: WatchedLiveLine
}

/** What a connection needs. */
export interface ConnectionOptions {
  account: { server: ServerChoice; tenantId: string; agentId: number }
  token: string
  listener: ConnectionListener
  isTokenSentEverywhere: () => boolean
  onExchange?: (note: ExchangeNote) => void
  /** Called when a listener threw; the connection continues. */
  onFault?: (error: unknown) => void
  /** Electron's `session.resolveProxy`; without it no proxy is used. */
  resolveProxy?: ResolveProxy
  /** Hosts for which no proxy is used; loopback by default. */
  isDirect?: (host: string) => boolean
  /** The last working address, if the service has several. */
  remembered?: RememberedAddress
  /** Replaces the document's addresses; the preferred one first. */
  candidates?: readonly [ServiceAddress, ...ServiceAddress[]]
  limits?: {
    addresses?: Partial<AddressLimits>
    line?: Partial<LiveLineLimits>
    rest?: Partial<TimeLimits>
    reads?: Partial<ReadPolicy>
  }
}

const hostOf = (address: string): string => new URL(address).hostname

/** The user-visible part of an address. */
const usedAddress = (address: AddressInUse): UsedAddress => ({
  kind: address.kind,
  host: hostOf(address.apiPrefix),
  isEncrypted: [address.apiPrefix, address.fayeUrl].every((url) => new URL(url).protocol === 'https:'),
  proxy: proxyName(address.restRoute) ?? proxyName(address.fayeRoute)
})

/**
 * Opens the connection to the service for one account. Doesn't send anything yet, and notifies the listener of the
 * address before it resolves. Fails with `address-invalid` and the `field` for an invalid custom address. Closing
 * `service` also closes the address selection.
 */
export async function openConnection(options: ConnectionOptions): Promise<Result<OpenedConnection>> {
  const { account, token, listener, limits = {}, onFault } = options
  const known = addressesOf(account.server)
  if (!known.ok) return known
  const addresses = await createAddresses({
    candidates: options.candidates ?? known.value,
    routes: createProxyRoutes({
      resolveProxy: options.resolveProxy,
      isDirect: options.isDirect,
      limitMs: resolveProxyMs
    }),
    remembered: options.remembered,
    limits: limits.addresses,
    onFault
  })
  const client = createServiceClient({
    endpoint: addresses,
    tenantId: account.tenantId,
    token: () => token,
    isTokenSentEverywhere: options.isTokenSentEverywhere,
    onServiceTime: (serviceMs) => listener.onServiceTime(serviceMs),
    onExchange: options.onExchange,
    timeLimits: limits.rest,
    reads: limits.reads
  })
  const line = createLiveLine({
    endpoint: addresses,
    agentIds: [account.agentId],
    listener,
    onFault,
    limits: limits.line
  })
  listener.onAddress(usedAddress(addresses.current()), null)
  addresses.onMoved((address, reason) => {
    line.moved()
    listener.onAddress(usedAddress(address), reason)
  })
  return succeeded({
    service: {
      ...client,
      async close() {
        addresses.close()
        await client.close()
      }
    },
    line,
    wake() {
      void addresses.wake()
      line.wake()
    }
  })
}
