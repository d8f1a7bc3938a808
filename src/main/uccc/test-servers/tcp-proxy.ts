import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** A TCP proxy on loopback that can behave as a bad network does. */
export interface TcpProxy {
  port: number
  /** Connections that are open now. */
  connections(): number
  /** From now on nothing is forwarded, and nothing is closed: a half-open connection. */
  stopForwarding(): void
  /** New connections are forwarded again; the stopped ones stay dead. */
  resume(): void
  /** Resets every connection. */
  cut(): void
  close(): Promise<void>
}

/** Opens a proxy to `targetPort` of loopback. */
export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<{ sockets: Socket[]; stop: () => void }>()
  let isStopped = false
  const server = createServer((near) => {
    const far = connect(targetPort, '127.0.0.1')
    const pair = {
      sockets: [near, far],
      stop: () => {
        near.unpipe(far)
        far.unpipe(near)
        near.resume()
        far.resume()
      }
    }
    pairs.add(pair)
    let isDead = isStopped
    const stop = pair.stop
    pair.stop = () => {
      isDead = true
      stop()
    }
    for (const [one, other] of [
      [near, far],
      [far, near]
    ] as const) {
      one.on('error', () => undefined)
      one.once('close', () => {
        pairs.delete(pair)
        if (!isDead) other.destroy()
      })
    }
    if (isDead) {
      near.resume()
      return
    }
    near.pipe(far)
    far.pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => pairs.size,
    stopForwarding() {
      isStopped = true
      for (const pair of pairs) pair.stop()
    },
    resume: () => (isStopped = false),
    cut() {
      for (const pair of pairs) for (const socket of pair.sockets) socket.resetAndDestroy()
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const pair of pairs) for (const socket of pair.sockets) socket.destroy()
      })
  }
}
