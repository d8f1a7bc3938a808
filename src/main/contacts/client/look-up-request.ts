import { lookUpLimits, type LookUpProblem } from '../../../shared/contacts/look-up'
import { isForwarded, proxyOrigin, routeKey } from '../../service/addresses/proxy'
import { createProxyRoutes, type ResolveProxy } from '../../service/addresses/proxy-routes'
import { openDispatcher, type OpenedDispatcher } from '../../service/client/dispatcher'
import { exchange, type HttpOutcome } from '../../service/client/exchange'
import type { RequestLookUp } from '../names/look-up'
import type { LookUpReply } from '../names/look-up-reply'

/** Sends look-ups over the system's proxy, and closes their connections. */
export interface LookUpClient {
  request: RequestLookUp
  close(): Promise<void>
}

/** Routes that keep their connections; a look-up has one server, so more come only from its changes. */
const maxRoutes = 4

type Failure = Extract<HttpOutcome, { kind: 'failed' }>

function problemOf({ code }: Failure): LookUpProblem {
  switch (code) {
    // Aborted by the time limit below.
    case 'cancelled':
    case 'timed-out':
      return 'timed-out'
    case 'certificate-refused':
    case 'tls-unavailable':
      return 'certificate-refused'
    case 'reply-too-large':
      return 'too-large'
    case 'reply-invalid':
      return 'not-json'
    case 'unreachable':
    case 'proxy-refused':
    case 'tls-expected':
      return 'unreachable'
  }
}

/** `limitMs`: for a whole request, with finding its proxy. Sends no cookie, token or referrer. */
export function createLookUpClient(deps: { resolveProxy?: ResolveProxy; limitMs?: number }): LookUpClient {
  const { resolveProxy, limitMs = lookUpLimits.requestMs } = deps
  const limits = { connectMs: limitMs, headersMs: limitMs, bodyMs: limitMs, totalMs: limitMs }
  const routes = createProxyRoutes({ resolveProxy, limitMs })
  const opened = new Map<string, OpenedDispatcher>()

  const dispatcherFor = (url: URL, route: Awaited<ReturnType<typeof routes.to>>): OpenedDispatcher => {
    const key = `${url.protocol} ${routeKey(route)}`
    const known = opened.get(key)
    if (known !== undefined) return known
    const [oldest] = opened
    if (opened.size >= maxRoutes && oldest !== undefined) {
      opened.delete(oldest[0])
      void oldest[1].destroy()
    }
    const dispatcher = openDispatcher(route, route.kind !== 'direct' && !isForwarded(url, route), limitMs)
    opened.set(key, dispatcher)
    return dispatcher
  }

  return {
    async request(address, signal): Promise<LookUpReply> {
      const url = new URL(address)
      const ending = AbortSignal.any([signal, AbortSignal.timeout(limitMs)])
      const route = await routes.to(address)
      const { dispatcher } = dispatcherFor(url, route)
      const path = url.pathname + url.search
      const proxied = isForwarded(url, route) ? route : null
      const send = (): Promise<HttpOutcome> =>
        exchange(
          dispatcher,
          {
            method: 'GET',
            ...(proxied === null
              ? { origin: url.origin, path }
              : { origin: proxyOrigin(proxied), path: url.origin + path, host: url.host })
          },
          { limits, signal: ending, maxBodyBytes: lookUpLimits.maxReplyBytes, isByProxy: proxied !== null }
        )
      const first = await send()
      // The server can have closed a kept-alive connection at the same moment.
      const isCut = first.kind === 'failed' && first.isCut && first.status === undefined
      const outcome = isCut ? await send() : first
      if (outcome.kind === 'reply') {
        return { kind: 'reply', status: outcome.reply.status, body: outcome.reply.body }
      }
      // The system's proxy settings may have changed.
      if (!outcome.wasSent) routes.forget()
      return { kind: 'failed', problem: problemOf(outcome), status: outcome.status ?? null }
    },
    async close() {
      const all = [...opened.values()]
      opened.clear()
      await Promise.all(all.map(({ destroy }) => destroy()))
    }
  }
}
