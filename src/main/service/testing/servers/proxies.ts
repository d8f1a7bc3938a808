import { createServer as createHttpServer, request as requestTo, type IncomingMessage } from 'node:http'
import {
  connect,
  createServer as createTcpServer,
  type AddressInfo,
  type Server,
  type Socket
} from 'node:net'
import { onTestFinished } from 'vitest'

/** A proxy on loopback that maps fictitious hosts to ports of loopback. */
export interface TestProxy {
  port: number
  /** The proxy as a proxy auto-config answer. */
  answer: string
  /** Requests in order, without queries: `GET http://host:port/path`, `CONNECT host:port`. */
  asked: string[]
  /** Number of open connections, in both directions. */
  sockets(): number
}

/** Test options of a proxy. */
export interface TestProxyOptions {
  /** Returns the loopback port for `host:port`; null if it is unreachable. */
  lead: (place: string) => number | null
  /** The status or reply code with which tunnels are refused; null to allow them. */
  tunnelRefusal?: () => number | null
  /** The proxy requires authentication for every request. */
  isSignInWanted?: boolean
}

async function open(server: Server, sockets: Set<Socket>): Promise<number> {
  server.on('connection', (socket: Socket) => track(socket, sockets))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  return (server.address() as AddressInfo).port
}

function track(socket: Socket, sockets: Set<Socket>): void {
  sockets.add(socket)
  socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
}

function join(near: Socket, port: number, sockets: Set<Socket>, onConnect: (far: Socket) => void): void {
  const far = connect(port, '127.0.0.1', () => onConnect(far))
  track(far, sockets)
  far.on('close', () => near.destroy())
  near.on('close', () => far.destroy())
}

/** An HTTP proxy that forwards requests and opens tunnels. */
export async function openHttpProxy(options: TestProxyOptions): Promise<TestProxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createHttpServer((request, response) => {
    const { method = '', url: address = '', headers } = request
    const url = new URL(address)
    asked.push(`${method} ${url.origin}${url.pathname}`)
    const port = options.lead(url.host)
    if (options.isSignInWanted === true || port === null) {
      response.writeHead(options.isSignInWanted === true ? 407 : 502, { connection: 'close' }).end('proxy')
      return
    }
    const path = url.pathname + url.search
    const onward = requestTo({ host: '127.0.0.1', port, path, method, headers, agent: false }, (reply) => {
      response.writeHead(reply.statusCode ?? 502, reply.headers)
      reply.pipe(response)
    })
    onward.on('error', () => response.destroy())
    response.on('close', () => onward.destroy())
    request.pipe(onward)
  })
  server.on('connect', (request: IncomingMessage, near: Socket, head: Buffer) => {
    const place = request.url ?? ''
    asked.push(`CONNECT ${place}`)
    const port = options.lead(place)
    const status =
      options.isSignInWanted === true ? 407 : (options.tunnelRefusal?.() ?? (port === null ? 502 : 200))
    if (port === null || status !== 200) {
      near.end(`HTTP/1.1 ${status} No\r\nContent-Length: 0\r\n\r\n`)
      return
    }
    join(near, port, sockets, (far) => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n')
      if (head.length > 0) far.write(head)
      near.pipe(far).pipe(near)
    })
  })
  const port = await open(server, sockets)
  return { port, answer: `PROXY 127.0.0.1:${port}`, asked, sockets: () => sockets.size }
}

/** A SOCKS5 proxy (RFC 1928) without authentication; `tunnelRefusal` is its reply code. */
export async function openSocksProxy(options: TestProxyOptions): Promise<TestProxy> {
  const asked: string[] = []
  const sockets = new Set<Socket>()
  const server = createTcpServer((near) => {
    let received = Buffer.alloc(0)
    let isGreeted = false
    const hear = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk])
      if (!isGreeted && received.length >= 2 && received.length >= 2 + (received[1] ?? 0)) {
        received = received.subarray(2 + (received[1] ?? 0))
        isGreeted = true
        near.write(Buffer.from([5, options.isSignInWanted === true ? 0xff : 0]))
      }
      const isNamed = received[3] === 3
      const hostEnd = isNamed ? 5 + (received[4] ?? 0) : 8
      if (!isGreeted || received.length < hostEnd + 2) return
      near.off('data', hear)
      const host = isNamed ? received.toString('latin1', 5, hostEnd) : received.subarray(4, 8).join('.')
      const place = `${host}:${received.readUInt16BE(hostEnd)}`
      asked.push(`CONNECT ${place}`)
      const port = options.lead(place)
      const code = options.tunnelRefusal?.() ?? (port === null ? 4 : 0)
      const reply = Buffer.from([5, code, 0, 1, 127, 0, 0, 1, 0, 0])
      if (port === null || code !== 0) near.end(reply)
      else {
        join(near, port, sockets, (far) => {
          near.write(reply)
          near.pipe(far).pipe(near)
        })
      }
    }
    near.on('data', hear)
  })
  const port = await open(server, sockets)
  return { port, answer: `SOCKS5 127.0.0.1:${port}`, asked, sockets: () => sockets.size }
}
