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
  "font-src 'self'",
  "connect-src 'none'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'"
].join('; ')

/** Must be called before the app is ready. */
export function declareOwnScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: ownScheme, privileges: { standard: true, secure: true, supportFetchAPI: false } }
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

/** Serves the files below `root` under app://, with a strict policy, and nothing else. */
export function serveOwnPages(root: string): void {
  protocol.handle(ownScheme, async (request) => {
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
