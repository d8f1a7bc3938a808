import { Agent, type Dispatcher } from 'undici'
import type { ErrorCode } from '../../../shared/platform/errors'
import { monotonicMs } from '../../platform/clock'
import { exchange, type HttpOutcome, type TimeLimits } from './exchange'
import { isForwarded, isGatewayStatus, proxyOrigin, routeKey, type ProxyRoute } from '../addresses/proxy'
import { openSocket, socketTargetOf } from '../addresses/proxy-socket'
import type { RestAddress, EndpointSelector } from '../addresses/endpoint-selector'
import { speaksTls } from '../addresses/tls-probe'

/** One request as a log may show it: without address, token or number. */
export interface ExchangeNote {
  operation: 'startCall' | 'readCall' | 'queryByPeriod' | 'importNumbers'
  attempt: number
  durationMs: number
  status: number | null
  code: ErrorCode | null
  wasSent: boolean
}

/** One request, whichever address it goes to. */
export interface RestRequest {
  operation: ExchangeNote['operation']
  use: 'read' | 'write'
  /** Below the address's apiPrefix; without the token. */
  path: string
  isTokenNeeded: boolean
  /** JSON text; null: a GET. */
  body: string | null
  maxBodyBytes: number
}

/** Sends requests to the address that is in use. */
export interface RestTransport {
  /**
   * Sends `request`. Without a connection, so that none of it can have been sent, it goes to the service's other
   * addresses too, once to each; a read also when the proxy can't reach this one.
   */
  send(request: RestRequest, attempt: number, signal: AbortSignal): Promise<HttpOutcome>
  /** Closes every connection. */
  close(): Promise<void>
}

interface OpenedDispatcher {
  dispatcher: Dispatcher
  destroy: () => Promise<void>
}

/** Connections by `route`. Plain http through an HTTP proxy needs no more than connections to the proxy. */
function openDispatcher(route: ProxyRoute, isTunnelled: boolean, connectMs: number): OpenedDispatcher {
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

/** Resolves with `work`, or with null as soon as `signal` aborts. */
const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> =>
  new Promise((resolve, reject) => {
    const give = (): void => resolve(null)
    if (signal.aborted) give()
    signal.addEventListener('abort', give, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', give))
  })

/** An http connection that is closed without an answer may have been opened at a port that speaks TLS only. */
async function named(
  outcome: HttpOutcome,
  url: URL,
  route: ProxyRoute,
  signal: AbortSignal
): Promise<HttpOutcome> {
  const isSilentCut = outcome.kind === 'failed' && outcome.code === 'unreachable' && outcome.isCut
  if (!isSilentCut || url.protocol !== 'http:' || isForwarded(url, route)) return outcome
  return (await speaksTls(url, route, signal)) ? { ...outcome, code: 'tls-expected', isCut: false } : outcome
}

/** Sends REST requests to the endpoint's address. `withToken` adds the token to a path where it belongs. */
export function createRestTransport(deps: {
  endpoint: EndpointSelector<RestAddress>
  limits: TimeLimits
  withToken: (path: string, isNeeded: boolean) => string
  onExchange?: ((note: ExchangeNote) => void) | undefined
}): RestTransport {
  const { endpoint, limits } = deps
  /** Reads share connections, by scheme and route. */
  const forReads = new Map<string, OpenedDispatcher>()
  const closing = new Set<Promise<void>>()

  const dispatcherFor = (use: RestRequest['use'], url: URL, route: ProxyRoute): OpenedDispatcher => {
    const isTunnelled = route.kind !== 'direct' && !isForwarded(url, route)
    // A write has a connection of its own: on one that was kept alive, a server that closes it at this
    // moment leaves open whether it took the request. It costs one round trip and is never sent again.
    if (use === 'write') return openDispatcher(route, isTunnelled, limits.connectMs)
    const key = `${url.protocol} ${routeKey(route)}`
    const opened = forReads.get(key) ?? openDispatcher(route, isTunnelled, limits.connectMs)
    forReads.set(key, opened)
    return opened
  }

  const sendTo = async (
    at: RestAddress,
    request: RestRequest,
    attempt: number,
    signal: AbortSignal
  ): Promise<HttpOutcome> => {
    const url = new URL(at.apiPrefix)
    const path = deps.withToken(url.pathname.replace(/\/+$/, '') + request.path, request.isTokenNeeded)
    const route = at.restRoute
    const proxied = isForwarded(url, route) ? route : null
    const { dispatcher, destroy } = dispatcherFor(request.use, url, route)
    const startedMs = monotonicMs()
    const answered = await exchange(
      dispatcher,
      {
        method: request.body === null ? 'GET' : 'POST',
        ...(proxied === null
          ? { origin: url.origin, path }
          : {
              origin: proxyOrigin(proxied),
              path: url.origin + path,
              host: url.host
            }),
        ...(request.body === null ? {} : { body: request.body })
      },
      { limits, signal, maxBodyBytes: request.maxBodyBytes, isByProxy: proxied !== null }
    )
    // Nothing more is sent for a write, and its result isn't kept waiting.
    const outcome = request.use === 'write' ? answered : await named(answered, url, route, signal)
    if (request.use === 'write') {
      const closed = destroy()
      closing.add(closed)
      void closed.finally(() => closing.delete(closed))
    }
    const isReply = outcome.kind === 'reply'
    deps.onExchange?.({
      operation: request.operation,
      attempt,
      durationMs: Math.round(monotonicMs() - startedMs),
      status: (isReply ? outcome.reply.status : outcome.status) ?? null,
      code: isReply ? null : outcome.code,
      wasSent: isReply || outcome.wasSent
    })
    return outcome
  }

  /** The address to try next because `outcome` says that `at` can't be reached; null: none. */
  const elsewhere = async (
    outcome: HttpOutcome,
    at: RestAddress,
    use: RestRequest['use'],
    signal: AbortSignal
  ): Promise<RestAddress | null> => {
    if (outcome.kind === 'failed') {
      if (outcome.wasSent || outcome.code === 'cancelled') return null
      return orAborted(endpoint.reportUnreachable(at), signal)
    }
    const isByProxy = isForwarded(new URL(at.apiPrefix), at.restRoute)
    if (!isByProxy || !isGatewayStatus(outcome.reply.status)) return null
    const next = endpoint.reportUnreachable(at)
    // The proxy may have handed a write on: the next one profits.
    return use === 'read' ? orAborted(next, signal) : null
  }

  return {
    async send(request, attempt, signal) {
      const tried = new Set<string>()
      for (;;) {
        const at = endpoint.current()
        tried.add(at.apiPrefix)
        const outcome = await sendTo(at, request, attempt, signal)
        const next = await elsewhere(outcome, at, request.use, signal)
        if (next === null || tried.has(next.apiPrefix) || signal.aborted) return outcome
      }
    },
    async close() {
      await Promise.all([...closing, ...[...forReads.values()].map((opened) => opened.destroy())])
      forReads.clear()
    }
  }
}
