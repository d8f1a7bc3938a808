import type { ErrorCode } from '../../../shared/platform/errors'
import { monotonicMs } from '../../platform/clock'
import { openDispatcher, type OpenedDispatcher } from './dispatcher'
import { exchange, type HttpOutcome, type TimeLimits } from './exchange'
import { isForwarded, isGatewayStatus, proxyOrigin, routeKey, type ProxyRoute } from '../addresses/proxy'
import type { RestAddress, EndpointSelector } from '../addresses/endpoint-selector'
import { speaksTls } from '../addresses/tls-probe'

/** One request, safe to log: no address, token or number. */
export interface ExchangeNote {
  operation: 'startCall' | 'readCall' | 'queryByPeriod' | 'importNumbers'
  attempt: number
  durationMs: number
  status: number | null
  code: ErrorCode | null
  wasSent: boolean
}

/** One request, independent of the address that it is sent to. */
export interface RestRequest {
  operation: ExchangeNote['operation']
  use: 'read' | 'write'
  /** Relative to the address's apiPrefix, without the token. */
  path: string
  isTokenNeeded: boolean
  /** JSON text; null for a GET. */
  body: string | null
  maxBodyBytes: number
}

/** Sends requests to the address in use. */
export interface RestTransport {
  /**
   * Sends `request`. Fails over to the service's other addresses, once to each, if no connection could be made and
   * so nothing was sent. A read also fails over when the proxy can't reach the address.
   */
  send(request: RestRequest, attempt: number, signal: AbortSignal): Promise<HttpOutcome>
  /** Closes every connection. */
  close(): Promise<void>
}

/** Resolves with `work`, or with null as soon as `signal` aborts. */
const orAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T | null> =>
  new Promise((resolve, reject) => {
    const abandon = (): void => resolve(null)
    if (signal.aborted) abandon()
    signal.addEventListener('abort', abandon, { once: true })
    work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abandon))
  })

/** Refines a failed outcome: a port that only speaks TLS may close an http connection without an answer. */
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

interface RestTransportDeps {
  endpoint: EndpointSelector<RestAddress>
  limits: TimeLimits
  /** Adds the token to a path if required. */
  withToken: (path: string, isNeeded: boolean) => string
  onExchange?: ((note: ExchangeNote) => void) | undefined
}

class EndpointTransport implements RestTransport {
  readonly #deps: RestTransportDeps
  /** Reads share dispatchers, by scheme and route. */
  readonly #forReads = new Map<string, OpenedDispatcher>()
  readonly #closing = new Set<Promise<void>>()

  constructor(deps: RestTransportDeps) {
    this.#deps = deps
  }

  async send(request: RestRequest, attempt: number, signal: AbortSignal): Promise<HttpOutcome> {
    const tried = new Set<string>()
    for (;;) {
      const at = this.#deps.endpoint.current()
      tried.add(at.apiPrefix)
      const startedMs = monotonicMs()
      const outcome = await this.#sendTo(at, request, signal)
      this.#note(request, attempt, monotonicMs() - startedMs, outcome)
      const next = await this.#elsewhere(outcome, at, request.use, signal)
      if (next === null || tried.has(next.apiPrefix) || signal.aborted) return outcome
    }
  }

  async close(): Promise<void> {
    const opened = [...this.#forReads.values()]
    await Promise.all([...this.#closing, ...opened.map(({ destroy }) => destroy())])
    this.#forReads.clear()
  }

  #dispatcherFor(use: RestRequest['use'], url: URL, route: ProxyRoute): OpenedDispatcher {
    const { connectMs } = this.#deps.limits
    const isTunnelled = route.kind !== 'direct' && !isForwarded(url, route)
    // Each write opens a new connection: if the server closes a kept-alive one at the same moment, it is unknown
    // whether it accepted the request. Costs one round trip; writes are never sent again.
    if (use === 'write') return openDispatcher(route, isTunnelled, connectMs)
    const key = `${url.protocol} ${routeKey(route)}`
    const opened = this.#forReads.get(key) ?? openDispatcher(route, isTunnelled, connectMs)
    this.#forReads.set(key, opened)
    return opened
  }

  async #sendTo(at: RestAddress, request: RestRequest, signal: AbortSignal): Promise<HttpOutcome> {
    const { limits, withToken } = this.#deps
    const url = new URL(at.apiPrefix)
    const path = withToken(url.pathname.replace(/\/+$/, '') + request.path, request.isTokenNeeded)
    const route = at.restRoute
    const proxied = isForwarded(url, route) ? route : null
    const { dispatcher, destroy } = this.#dispatcherFor(request.use, url, route)
    const outcome = await exchange(
      dispatcher,
      {
        method: request.body === null ? 'GET' : 'POST',
        ...(proxied === null
          ? { origin: url.origin, path }
          : { origin: proxyOrigin(proxied), path: url.origin + path, host: url.host }),
        ...(request.body === null ? {} : { body: request.body })
      },
      { limits, signal, maxBodyBytes: request.maxBodyBytes, isByProxy: proxied !== null }
    )
    // Don't delay a write's result by the TLS probe, and don't connect again for it.
    if (request.use === 'read') return named(outcome, url, route, signal)
    const closed = destroy()
    this.#closing.add(closed)
    void closed.finally(() => this.#closing.delete(closed))
    return outcome
  }

  #note({ operation }: RestRequest, attempt: number, durationMs: number, outcome: HttpOutcome): void {
    const isReply = outcome.kind === 'reply'
    this.#deps.onExchange?.({
      ...{ operation, attempt, durationMs: Math.round(durationMs) },
      status: (isReply ? outcome.reply.status : outcome.status) ?? null,
      code: isReply ? null : outcome.code,
      wasSent: isReply || outcome.wasSent
    })
  }

  /** Returns the address to try next if `outcome` shows that `at` is unreachable; null for none. */
  async #elsewhere(
    outcome: HttpOutcome,
    at: RestAddress,
    use: RestRequest['use'],
    signal: AbortSignal
  ): Promise<RestAddress | null> {
    const { endpoint } = this.#deps
    if (outcome.kind === 'failed') {
      if (outcome.wasSent || outcome.code === 'cancelled') return null
      return orAborted(endpoint.reportUnreachable(at), signal)
    }
    const isByProxy = isForwarded(new URL(at.apiPrefix), at.restRoute)
    if (!isByProxy || !isGatewayStatus(outcome.reply.status)) return null
    const next = endpoint.reportUnreachable(at)
    // The proxy may have forwarded the write, so only later requests use the new address.
    return use === 'read' ? orAborted(next, signal) : null
  }
}

/** Creates the transport to the endpoint's address. */
export const createRestTransport = (deps: RestTransportDeps): RestTransport => new EndpointTransport(deps)
