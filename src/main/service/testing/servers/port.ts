import { connect, createServer, type AddressInfo, type Socket } from 'node:net'
import { onTestFinished } from 'vitest'

/** A port of loopback that accepts connections and never sends anything. */
export interface SilentPort {
  port: number
  /** Number of connections opened since the start. */
  accepted(): number
  /** Number of open connections. */
  open(): number
}

/** Opens a silent port; it closes with the test. */
export async function openSilentPort(): Promise<SilentPort> {
  const sockets = new Set<Socket>()
  let accepted = 0
  const server = createServer((socket) => {
    accepted += 1
    sockets.add(socket)
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket))
    socket.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(async () => {
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  })
  return {
    port: (server.address() as AddressInfo).port,
    accepted: () => accepted,
    open: () => sockets.size
  }
}

/** Returns a port of loopback without a listener. */
export async function closedPort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

/** A port of loopback that forwards to another one until it is shut. */
export interface Door {
  port: number
  /** Number of open connections. */
  open(): number
  shut(): Promise<void>
}

/** Opens a door to `targetPort`, on `port` or a free one; it is shut with the test. */
export async function openDoor(targetPort: number, port = 0): Promise<Door> {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1')
    for (const [one, other] of [
      [near, far],
      [far, near]
    ] as const) {
      sockets.add(one)
      one
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(one)
          other.destroy()
        })
      one.pipe(other)
    }
  })
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve))
  const shut = async (): Promise<void> => {
    if (!server.listening) return
    const closed = new Promise((resolve) => server.close(resolve))
    for (const socket of sockets) socket.destroy()
    await closed
  }
  onTestFinished(shut)
  return { port: (server.address() as AddressInfo).port, open: () => sockets.size / 2, shut }
}
