// The dev server of `npm run dev`, and the exceptions that its pages need. Everything here depends on
// `import.meta.env.DEV`: the bundler drops it from a production build (tested in e2e/packaged.e2e.ts).
import { isOwnPage } from './urls'

/** A dev server on loopback. */
interface DevServer {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string
  /** `127.0.0.1:<port>` */
  readonly host: string
}

/** Reads the address in ELECTRON_RENDERER_URL; null for anything but HTTP on a port of 127.0.0.1. */
export function readDevServer(address: string | undefined): DevServer | null {
  if (address === undefined || !URL.canParse(address)) return null
  const { protocol, hostname, port, origin, host } = new URL(address)
  return protocol === 'http:' && hostname === '127.0.0.1' && port !== '' ? { origin, host } : null
}

const devServer = import.meta.env.DEV ? readDevServer(process.env['ELECTRON_RENDERER_URL']) : null

/** Hosts that bypass the pages' proxy, in addition to loopback's default: none, or the dev server. */
export const bypassedHosts: string = import.meta.env.DEV && devServer !== null ? `;${devServer.host}` : ''

/** True for the WebSocket over which the dev server sends changes. */
export const isDevServerSocket = (url: string): boolean =>
  import.meta.env.DEV && devServer !== null && url.startsWith(`ws://${devServer.host}/`)

/** True for a page that reloads itself, which the dev server triggers when it can't replace a module. */
export const isDevReload = (from: string, to: string): boolean =>
  import.meta.env.DEV && devServer !== null && from === to && isOwnPage(to)

/**
 * The nonce of the style elements that Vite inserts; scripts/dev.mjs uses the same. Other inline styles stay blocked.
 */
const styleNonce = 'deskline-dev'

/**
 * Answers a page request from the dev server, under `policy` with the dev server's exceptions; null without a dev
 * server. The window still sees only app:// URLs.
 */
export async function fetchFromDevServer(request: Request, policy: string): Promise<Response | null> {
  if (!import.meta.env.DEV || devServer === null) return null
  const { pathname, search } = new URL(request.url)
  // Vite's reply depends on the Accept header: a stylesheet is CSS for a link, a module for an import.
  const headers = { Accept: request.headers.get('Accept') ?? '*/*' }
  const reply = await fetch(devServer.origin + pathname + search, { headers })
  return new Response(reply.body, {
    status: reply.status,
    headers: {
      'Content-Type': reply.headers.get('Content-Type') ?? 'application/octet-stream',
      'Content-Security-Policy': policy
        .replace("connect-src 'none'", `connect-src ws://${devServer.host}`)
        .replace("style-src 'self'", `style-src 'self' 'nonce-${styleNonce}'`),
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store'
    }
  })
}
