import { Agent, request as requestPlainly, type ClientRequest, type RequestOptions } from 'node:http'
import { Agent as SecureAgent, request as requestSecurely } from 'node:https'
import { Socket } from 'node:net'
import { isForwarded, type ProxyRoute } from '../../addresses/proxy'
import { openSocket, socketTargetOf } from '../../addresses/proxy-socket'

/** Sends the long-polling requests of one client by its route. */
export interface PollRequests {
  /** Sends one request; `options` are faye's for a request without a proxy. */
  request(options: object): ClientRequest
  /** Closes every request and kept-alive connection. */
  destroy(): void
}

/** An agent that opens its connections with a given function. */
class TunnelAgent extends Agent {
  readonly #open: NonNullable<RequestOptions['createConnection']>
  constructor(open: NonNullable<RequestOptions['createConnection']>) {
    super({ keepAlive: true })
    this.#open = open
  }
  override createConnection(...input: Parameters<Agent['createConnection']>) {
    return this.#open(input[0], input[1] ?? (() => undefined))
  }
}

/** Creates the requests to `fayeUrl` by `route`; `limitMs` is the time limit for a tunnel. */
export function createPollRequests(fayeUrl: string, route: ProxyRoute, limitMs: number): PollRequests {
  const url = new URL(fayeUrl)
  const requests = new Set<ClientRequest>()
  const agents: Agent[] = []
  const abandoning = new AbortController()
  const agentOf = <T extends Agent>(agent: T): T => {
    agents.push(agent)
    return agent
  }

  const opened = (): ((options: object) => ClientRequest) => {
    if (isForwarded(url, route)) {
      const { host, port } = route
      const path = url.origin + url.pathname
      if (route.kind === 'http') {
        const agent = agentOf(new Agent({ keepAlive: true }))
        return (options) => requestPlainly({ agent, ...options, host, port, path })
      }
      const agent = agentOf(new SecureAgent({ keepAlive: true }))
      return (options) => requestSecurely({ agent, ...options, host, port, path, rejectUnauthorized: true })
    }
    if (route.kind === 'direct') {
      if (url.protocol === 'https:') {
        const agent = agentOf(new SecureAgent({ keepAlive: true }))
        return (options) => requestSecurely({ agent, ...options })
      }
      const agent = agentOf(new Agent({ keepAlive: true }))
      return (options) => requestPlainly({ agent, ...options })
    }
    // A tunnel's socket already includes TLS if the URL needs it.
    const agent = agentOf(
      new TunnelAgent((_options, give) => {
        openSocket(socketTargetOf(url), route, { limitMs, signal: abandoning.signal }).then(
          (socket) => give(null, socket),
          // Node ignores the socket if there is an error; only its types require one.
          (error: unknown) => give(error instanceof Error ? error : new Error('no tunnel'), new Socket())
        )
        return null
      })
    )
    return (options) => requestPlainly({ ...options, agent })
  }
  const send = opened()

  return {
    request(options) {
      const request = send(options)
      requests.add(request)
      request.once('close', () => requests.delete(request))
      return request
    },
    destroy() {
      abandoning.abort()
      for (const request of requests) request.destroy()
      for (const agent of agents) agent.destroy()
    }
  }
}
