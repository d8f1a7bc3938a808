import { createServer, request as requestTo, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'

/** A company proxy on loopback that redirects the service's hosts, so that nothing leaves this machine. */
export interface SystemProxy {
  /** Environment variables from which Chromium reads the system's proxy on a plain Linux desktop. */
  env: Record<string, string>
  /** `host:port` of every request, in order. */
  asked(): string[]
  /** Makes these hosts unreachable from now on. */
  block(...hosts: string[]): void
  close(): Promise<void>
}

/** Opens a proxy that redirects ports 9037 and 9003 of any host to the given ports. */
export async function openSystemProxy(ports: { rest: number; faye: number }): Promise<SystemProxy> {
  const asked: string[] = []
  const blocked = new Set<string>()
  const sockets = new Set<Socket>()
  const portFor = (host: string, port: string): number | null => {
    asked.push(`${host}:${port}`)
    if (blocked.has(host)) return null
    if (port === '9037') return ports.rest
    return port === '9003' ? ports.faye : null
  }

  const server = createServer((request, response) => {
    const url = URL.canParse(request.url ?? '') ? new URL(request.url ?? '') : null
    const port = url === null ? null : portFor(url.hostname, url.port)
    if (url === null || port === null) {
      response.writeHead(502).end()
      return
    }
    const onward = requestTo(
      {
        host: '127.0.0.1',
        port,
        path: url.pathname + url.search,
        method: request.method,
        headers: request.headers
      },
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers)
        reply.pipe(response)
      }
    )
    onward.on('error', () => response.destroy())
    request.pipe(onward)
  })
  server.on('connect', (request: IncomingMessage, near: Socket, head: Buffer) => {
    const [host = '', wanted = ''] = (request.url ?? '').split(':')
    const port = portFor(host, wanted)
    near.on('error', () => undefined)
    if (port === null) {
      near.end('HTTP/1.1 502 Bad Gateway\r\n\r\n')
      return
    }
    const far = connect(port, '127.0.0.1', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n')
      far.write(head)
      near.pipe(far).pipe(near)
    })
    sockets.add(far)
    far.on('error', () => near.destroy()).on('close', () => sockets.delete(far))
  })
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    env: { http_proxy: address, https_proxy: address, no_proxy: '' },
    asked: () => asked,
    block(...hosts) {
      for (const host of hosts) blocked.add(host)
      for (const socket of sockets) socket.destroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const socket of sockets) socket.destroy()
      })
  }
}
