/** One REST request as the service saw it; the access token is left out. */
export interface LoggedRequest {
  /** Ms since 1970. */
  at: number
  method: string
  path: string
  /** Query parameters without access_token. */
  query: Record<string, string>
  isTokenGiven: boolean
  /** Parsed JSON, else the text; undefined where there was none or it was over 64 KB. */
  body: unknown
  bodyBytes: number
  /** Null when a fault left it without an answer. */
  status: number | null
}

export interface RequestLog {
  /** The last 1,000, oldest first. */
  entries: () => readonly LoggedRequest[]
  /** All since the start or the last clear(). */
  readonly total: number
  clear: () => void
  /** Called when a request has been answered or dropped; returns `off`. */
  onRequest: (listener: (request: LoggedRequest) => void) => () => void
}

const MAX_ENTRIES = 1_000
const MAX_KEPT_BODY_BYTES = 64 * 1024

/** The body as the log keeps it. */
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
      // A wrapper of its own, so that the same function given twice has two `off`s.
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
