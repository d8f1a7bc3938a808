import { directRoute, isLoopback, readProxyAnswer, type ProxyRoute } from './proxy'

/** The system's proxy for an address, in the shape of a proxy auto-config answer (`PROXY host:port; DIRECT`). */
export type ResolveProxy = (url: string) => Promise<string>

/** The proxy route to each address. */
export interface ProxyRoutes {
  /** Queries the system once per origin; `direct` if it fails or exceeds the time limit. Never rejects. */
  to(url: string): Promise<ProxyRoute>
  /** Clears the cached routes, because the system's settings may have changed. */
  forget(): void
}

/**
 * Creates the routes from the system's proxy settings; `direct` without `resolveProxy`. Environment variables are
 * ignored. `isDirect`: hosts for which no proxy is used; loopback by default.
 */
export function createProxyRoutes(deps: {
  resolveProxy?: ResolveProxy | undefined
  isDirect?: ((host: string) => boolean) | undefined
  /** How long the system may take to answer: a proxy script can hang. */
  limitMs: number
}): ProxyRoutes {
  const { resolveProxy, isDirect = isLoopback, limitMs } = deps
  let known = new Map<string, Promise<ProxyRoute>>()

  const ask = (resolve: ResolveProxy, origin: string): Promise<ProxyRoute> =>
    new Promise((end) => {
      const timer = setTimeout(() => end(directRoute), limitMs)
      const answered = (route: ProxyRoute): void => {
        clearTimeout(timer)
        end(route)
      }
      // Also catches a `resolveProxy` that throws instead of rejecting.
      new Promise<string>((asked) => asked(resolve(`${origin}/`))).then(
        (answer) => answered(readProxyAnswer(answer)),
        () => answered(directRoute)
      )
    })

  return {
    to(url) {
      const { origin, hostname } = new URL(url)
      if (resolveProxy === undefined || isDirect(hostname)) return Promise.resolve(directRoute)
      const route = known.get(origin) ?? ask(resolveProxy, origin)
      known.set(origin, route)
      return route
    },
    forget() {
      known = new Map()
    }
  }
}
