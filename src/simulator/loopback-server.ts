import { createServer, type IncomingMessage, type RequestListener } from 'node:http'
import type { AddressInfo, Socket } from 'node:net'
import type { Duplex } from 'node:stream'

const LOOPBACK = '127.0.0.1'

export interface LoopbackServer {
  readonly port: number
  /** `http://127.0.0.1:port` */
  readonly origin: string
  /** Resets every open connection, including upgraded ones. */
  dropConnections: () => void
  /** Resets all connections, including kept-alive and upgraded ones, and resolves when closed. */
  close: () => Promise<void>
}

/** Listens on loopback only; port 0 takes a free one. Rejects if the port is in use. */
export async function listenOnLoopback(
  port: number,
  onRequest: RequestListener,
  onUpgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void
): Promise<LoopbackServer> {
  const sockets = new Set<Socket>()
  const server = createServer(onRequest)
  if (onUpgrade) server.on('upgrade', onUpgrade)
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, LOOPBACK, resolve)
  })
  const address = server.address() as AddressInfo

  // Copied, because closed sockets are removed from the set.
  const dropConnections = (): void => [...sockets].forEach((socket) => socket.destroy())
  return {
    port: address.port,
    origin: `http://${LOOPBACK}:${address.port}`,
    dropConnections,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        dropConnections()
      })
  }
}
