import { protocol } from 'electron'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import { isOwnPage, ownHost, ownScheme } from './urls'

/** All that a window may load and do: its own files, and nothing over the network. */
export const contentSecurityPolicy = [
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
    // A recording is heard while it is read, and sought in: that is what `stream` is for.
    { scheme: ownScheme, privileges: { standard: true, secure: true, supportFetchAPI: false, stream: true } }
  ])
}

/** The address of one of Deskline's own pages. */
export const ownPage = (file: string): string => `${ownScheme}://${ownHost}/${file}`

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2'
}

/** The file below `root` that a page address means; null for any other address or kind of file. */
export function fileOf(root: string, url: string): string | null {
  if (!isOwnPage(url)) return null
  try {
    const path = normalize(join(root, decodeURIComponent(new URL(url).pathname)))
    return path.startsWith(root + sep) && extname(path) in contentTypes ? path : null
  } catch {
    return null
  }
}

/** Answers requests that aren't for a file of the program; null: it is none of these. */
export type ServeOther = (request: Request) => Promise<Response | null>

/**
 * Serves the files below `root` under app://, with a strict policy, and what `serveOther` gives; nothing else.
 * Its replies are data, never a page.
 */
export function serveOwnPages(root: string, serveOther: ServeOther): void {
  protocol.handle(ownScheme, async (request) => {
    const other = isOwnPage(request.url) ? await serveOther(request) : null
    if (other !== null) return other
    const path = request.method === 'GET' ? fileOf(root, request.url) : null
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
