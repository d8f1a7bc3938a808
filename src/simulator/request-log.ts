/** One REST request as the service received it, without the access token. */
export interface LoggedRequest {
  /** Ms since 1970. */
  at: number
  method: string
  path: string
  /** Query parameters without access_token. */
  query: Record<string, string>
  isTokenGiven: boolean
  /** Parsed JSON, otherwise the text; undefined if empty or over 64 KB. */
  body: unknown
  bodyBytes: number
  /** Null if a fault suppressed the answer. */
  status: number | null
}

export interface RequestLog {
  /** The last 1,000, oldest first. */
  entries: () => readonly LoggedRequest[]
  /** Number of requests since the start or the last clear(). */
  readonly total: number
  clear: () => void
  /** Called after each answered or dropped request. Returns an unsubscribe function. */
  onRequest: (listener: (request: LoggedRequest) => void) => () => void
}

const MAX_ENTRIES = 1_000
const MAX_KEPT_BODY_BYTES = 64 * 1024

/** Returns the body as stored in the log. */
export function loggedBody(body: Buffer): unknown {
  if (body.length === 0 || body.length > MAX_KEPT_BODY_BYTES) return undefined
  const text = body.toString('utf8')
  try {
    return JSON.parse(text) as unknown
  } catch {
    return text
  }
}

export function createRequestLog(): RequestLog & { add: (request: LoggedRequest) => void } {
  const listeners = new Set<(request: LoggedRequest) => void>()
  const entries: LoggedRequest[] = []
  let total = 0
  return {
    entries: () => [...entries],
    get total() {
      return total
    },
    clear: () => {
      entries.length = 0
      total = 0
    },
    onRequest: (listener) => {
      // Wrapped, so that a function registered twice has two independent unsubscribe functions.
      const own = (request: LoggedRequest): void => listener(request)
      listeners.add(own)
      return () => void listeners.delete(own)
    },
    add: (request) => {
      total += 1
      entries.push(request)
      if (entries.length > MAX_ENTRIES) entries.shift()
      for (const listener of listeners) listener(request)
    }
  }
}
