import type { IncomingHttpHeaders } from 'node:http'
import type { Reply } from './reply'
import { refuse } from './service-errors'

export interface ServiceRequest {
  method: string
  path: string
  query: URLSearchParams
  headers: IncomingHttpHeaders
  body: Buffer
}

export type PathParameters = Readonly<Record<string, string>>

export interface Route {
  /** Methods served by this handler, e.g. GET and HEAD. */
  methods: readonly string[]
  /** Segments starting with a colon match any single segment. */
  path: string
  handle: (request: ServiceRequest, parameters: PathParameters) => Reply | Promise<Reply>
}

function matchPath(pattern: string, path: string): PathParameters | null {
  const wanted = pattern.split('/')
  const given = path.split('/')
  if (wanted.length !== given.length) return null
  const parameters: Record<string, string> = {}
  for (const [index, segment] of wanted.entries()) {
    const value = given[index] ?? ''
    if (!segment.startsWith(':')) {
      if (segment !== value) return null
      continue
    }
    try {
      parameters[segment.slice(1)] = decodeURIComponent(value)
    } catch {
      return null
    }
  }
  return parameters
}

/** Returns a handler that uses the first matching route; 405 if only a path matches, 404 if none does. */
export function createRouter(routes: readonly Route[]): (request: ServiceRequest) => Reply | Promise<Reply> {
  return (request) => {
    let isPathKnown = false
    for (const route of routes) {
      const parameters = matchPath(route.path, request.path)
      if (!parameters) continue
      if (route.methods.includes(request.method)) return route.handle(request, parameters)
      isPathKnown = true
    }
    return refuse({ name: isPathKnown ? 'method-not-allowed' : 'path-unknown' })
  }
}
