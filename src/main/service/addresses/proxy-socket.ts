import { request } from 'node:http'
import { connect as connectPlainly, isIP, type Socket } from 'node:net'
import { connect as connectSecurely } from 'node:tls'
import { SocksClient } from 'socks'
import { isGatewayStatus, type ProxyRoute } from './proxy'

/** The error code when a proxy refuses: it requires authentication or doesn't allow the target. */
export const proxyRefusedCode = 'PROXY_REFUSED'

class ProxyRefusedError extends Error {
  readonly code = proxyRefusedCode
}

/** The host and port that a socket connects to. */
export interface SocketTarget {
  /** Without brackets. */
  host: string
  port: number
  isEncrypted: boolean
}

/** Returns the socket target of an http(s) URL. */
export function socketTargetOf(url: URL): SocketTarget {
  const isEncrypted = url.protocol === 'https:'
  const port = url.port === '' ? (isEncrypted ? 443 : 80) : Number(url.port)
  return { host: url.hostname.replace(/^\[|\]$/g, ''), port, isEncrypted }
}

const authority = ({ host, port }: { host: string; port: number }): string =>
  `${isIP(host) === 6 ? `[${host}]` : host}:${port}`

/** Resolves when `socket` emits `event`; rejects if it fails or closes before. */
const until = (socket: Socket, event: 'connect' | 'secureConnect'): Promise<void> =>
  new Promise((resolve, reject) => {
    const fail = (error?: Error): void => reject(error ?? new Error('closed'))
    const closed = (): void => fail()
    socket.once('error', fail).once('close', closed)
    socket.once(event, () => {
      socket.off('error', fail).off('close', closed)
      resolve()
    })
  })

/** Explicit, so that NODE_TLS_REJECT_UNAUTHORIZED can't disable it. */
const secureOptions = { rejectUnauthorized: true, ALPNProtocols: ['http/1.1'] }
const secureName = (host: string): { host: string; servername?: string } =>
  isIP(host) === 0 ? { host, servername: host } : { host }

/** Opens a tunnel through an HTTP proxy (CONNECT, RFC 9110, 9.3.6). */
const openTunnel = (socket: Socket, target: SocketTarget): Promise<void> =>
  new Promise((resolve, reject) => {
    const path = authority(target)
    const asking = request({
      method: 'CONNECT',
      path,
      headers: { host: path },
      createConnection: () => socket
    })
    asking.once('error', reject)
    asking.once('connect', (response, _socket, head: Buffer) => {
      const status = response.statusCode ?? 0
      if (status >= 200 && status < 300) {
        if (head.length > 0) socket.unshift(head)
        resolve()
      } else if (isGatewayStatus(status)) reject(new Error('the proxy can’t reach it'))
      else reject(new ProxyRefusedError())
    })
    asking.end()
  })

const socksRefusals = /NotAllowed|authentication|Rejected/

/** Opens a tunnel through a SOCKS proxy (RFC 1928; version 4a). */
async function openSocksTunnel(
  socket: Socket,
  target: SocketTarget,
  version: 4 | 5,
  limitMs: number
): Promise<void> {
  const { remoteAddress = '', remotePort = 0 } = socket
  try {
    await SocksClient.createConnection({
      proxy: { host: remoteAddress, port: remotePort, type: version },
      command: 'connect',
      destination: { host: target.host, port: target.port },
      existing_socket: socket,
      timeout: limitMs
    })
  } catch (error) {
    if (error instanceof Error && socksRefusals.test(error.message)) throw new ProxyRefusedError()
    throw error
  }
}

/**
 * Opens a connection to `target` by `route`, including TLS. Rejects with the network's error, with
 * {@link proxyRefusedCode}, or when `limitMs` elapses or `signal` aborts; all sockets are destroyed then.
 */
export async function openSocket(
  target: SocketTarget,
  route: ProxyRoute,
  options: { limitMs: number; signal: AbortSignal }
): Promise<Socket> {
  const { limitMs, signal } = options
  signal.throwIfAborted()
  const first =
    route.kind === 'direct'
      ? target
      : { host: route.host, port: route.port, isEncrypted: route.kind === 'https' }
  const open: Socket[] = []
  const track = (socket: Socket): Socket => {
    open.push(socket)
    // A destroyed socket may still emit an error, which would be unhandled.
    socket.on('error', () => undefined)
    return socket
  }
  const abandon = (): void => {
    for (const socket of open) socket.destroy(new Error('abandoned'))
  }
  const timer = setTimeout(abandon, limitMs)
  signal.addEventListener('abort', abandon, { once: true })
  try {
    const dialled = track(
      first.isEncrypted
        ? connectSecurely({ ...secureOptions, ...secureName(first.host), port: first.port })
        : connectPlainly({ host: first.host, port: first.port })
    )
    await until(dialled, first.isEncrypted ? 'secureConnect' : 'connect')
    dialled.setNoDelay(true)
    if (route.kind === 'direct') return dialled
    if (route.kind === 'http' || route.kind === 'https') await openTunnel(dialled, target)
    else await openSocksTunnel(dialled, target, route.kind === 'socks4' ? 4 : 5, limitMs)
    if (!target.isEncrypted) return dialled
    const secured = track(connectSecurely({ ...secureOptions, ...secureName(target.host), socket: dialled }))
    await until(secured, 'secureConnect')
    return secured
  } catch (error) {
    abandon()
    throw error
  } finally {
    clearTimeout(timer)
    signal.removeEventListener('abort', abandon)
  }
}
