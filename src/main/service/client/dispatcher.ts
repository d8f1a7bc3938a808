import { Agent, type Dispatcher } from 'undici'
import type { ProxyRoute } from '../addresses/proxy'
import { openSocket, socketTargetOf } from '../addresses/proxy-socket'

/** A dispatcher of undici for one route. */
export interface OpenedDispatcher {
  dispatcher: Dispatcher
  /** Closes its connections. */
  destroy: () => Promise<void>
}

/** Opens a dispatcher for `route`. Plain http through an HTTP proxy only needs connections to the proxy. */
export function openDispatcher(route: ProxyRoute, isTunnelled: boolean, connectMs: number): OpenedDispatcher {
  const abandoning = new AbortController()
  const dispatcher = new Agent({
    connect: isTunnelled
      ? ({ protocol, hostname, port }, callback) => {
          const url = new URL(`${protocol}//${hostname}${port === '' ? '' : `:${port}`}`)
          openSocket(socketTargetOf(url), route, { limitMs: connectMs, signal: abandoning.signal }).then(
            (socket) => callback(null, socket),
            (error: unknown) => callback(error instanceof Error ? error : new Error('not connected'), null)
          )
        }
      : // Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED can't disable it.
        { timeout: connectMs, rejectUnauthorized: true },
    pipelining: 1,
    allowH2: false
  })
  return {
    dispatcher,
    async destroy() {
      abandoning.abort()
      await dispatcher.destroy().catch(() => undefined)
    }
  }
}
