import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { fetchFromDevServer } from './dev-server'
import { isOwnPage, ownHost, ownScheme } from './urls'

/** The policy of every page: only its own files, no network. */
const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "media-src 'self'",
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** Must be called before the app is ready. */
export function declareOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([
    {
      scheme: ownScheme,
      // `stream`: a recording is played while it loads, and the user can seek in it. `codeCache`: compiled scripts are
      // kept in the user-data folder, so that later starts don't compile them again.
      privileges: { standard: true, secure: true, supportFetchAPI: false, stream: true, codeCache: true }
    }
  ])
}

/** The URL of one of Deskline's own pages. */
export const ownPage = (file: string): string => `${ownScheme}://${ownHost}/${file}`

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

/** Returns the file below `root` for a page's address; null for any other address or kind of file. */
function fileOf(root: string, url: string): string | null {
  if (!isOwnPage(url)) return null
  try {
    const path = normalize(join(root, decodeURIComponent(new URL(url).pathname)))
    return path.startsWith(root + sep) && extname(path) in contentTypes ? path : null
  } catch {
    return null
  }
}

/**
 * Serves requests for data other than the program's files (recordings); null if the request is for something else.
 */
export type ServeOther = (request: Request) => Promise<Response | null>

/**
 * Serves the files below `root` under app://, with a strict policy, and the replies of `serveOther`; nothing else.
 * `serveOther` must reply with data, never with a page.
 */
export function serveOwnPages(root: string, serveOther: ServeOther): void {
  protocol.handle(ownScheme, async (request) => {
    const other = isOwnPage(request.url) ? await serveOther(request) : null
    if (other !== null) return other
    if (request.method !== 'GET' || !isOwnPage(request.url)) return new Response(null, { status: 404 })
    if (import.meta.env.DEV) {
      const page = await fetchFromDevServer(request, contentSecurityPolicy)
      if (page !== null) return page
    }
    const path = fileOf(root, request.url)
    if (path === null) return new Response(null, { status: 404 })
    try {
      return new Response(await readFile(path), {
        headers: {
          'Content-Type': contentTypes[extname(path)] ?? 'application/octet-stream',
          'Content-Security-Policy': contentSecurityPolicy,
          'X-Content-Type-Options': 'nosniff',
          'Cache-Control': 'no-store'
        }
      })
    } catch {
      return new Response(null, { status: 404 })
    }
  })
}
