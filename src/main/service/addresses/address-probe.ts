import { request } from 'node:http'
import { request as requestSecurely } from 'node:https'
import { isForwarded, isGatewayStatus, type HttpProxy, type ProxyRoute } from './proxy'
import { openSocket, socketTargetOf } from './proxy-socket'
import type { AddressInUse } from './endpoint-selector'

/** A probe of one address: connects to its REST and Faye ports without a request to the service. */
export interface AddressProbe {
  /** True when both connect; false as soon as one fails. */
  isWhole: Promise<boolean>
  /** How many of the two connect. */
  ports: Promise<number>
}

/** Starts a probe of an address; closes its sockets when `signal` aborts. */
export type ProbeAddress = (address: AddressInUse, signal: AbortSignal) => AddressProbe

/**
 * Probes through an HTTP proxy. Plain http uses no tunnel, so reaching the server takes a request: one for the root,
 * without token and body.
 */
const askThrough = (
  url: URL,
  proxy: HttpProxy,
  options: { limitMs: number; signal: AbortSignal }
): Promise<boolean> =>
  new Promise((resolve) => {
    const asking = (proxy.kind === 'https' ? requestSecurely : request)({
      method: 'HEAD',
      host: proxy.host,
      port: proxy.port,
      path: `${url.origin}/`,
      headers: { host: url.host, 'cache-control': 'no-cache' },
      agent: false,
      rejectUnauthorized: true,
      signal: options.signal
    })
    const timer = setTimeout(() => asking.destroy(new Error('timed out')), options.limitMs)
    const answered = (isReached: boolean): void => {
      clearTimeout(timer)
      asking.destroy()
      resolve(isReached)
    }
    asking.on('error', () => answered(false))
    asking.once('response', ({ statusCode = 0 }) =>
      answered(statusCode !== 407 && !isGatewayStatus(statusCode))
    )
    asking.end()
  })

async function isReached(
  address: string,
  route: ProxyRoute,
  options: { limitMs: number; signal: AbortSignal }
): Promise<boolean> {
  const url = new URL(address)
  if (isForwarded(url, route)) return askThrough(url, route, options)
  try {
    const socket = await openSocket(socketTargetOf(url), route, options)
    socket.destroy()
    return true
  } catch {
    return false
  }
}

/** Creates the network probe. `limitMs` is the time limit for each connection. */
export const createAddressProbe =
  (limitMs: number): ProbeAddress =>
  (address, signal) => {
    const options = { limitMs, signal }
    const ports = [
      isReached(address.apiPrefix, address.restRoute, options),
      isReached(address.fayeUrl, address.fayeRoute, options)
    ]
    return {
      isWhole: new Promise((resolve) => {
        for (const port of ports) void port.then((isThere) => !isThere && resolve(false))
        void Promise.all(ports).then((all) => resolve(all.every(Boolean)))
      }),
      ports: Promise.all(ports).then((all) => all.filter(Boolean).length)
    }
  }
