import { connect, createServer, type AddressInfo, type Socket } from 'node:net'

/** The direction of the bytes. */
export type Direction = 'to-server' | 'from-server'

/** Throttles bytes to chunks of this size at this interval. */
export interface Pace {
  pieceBytes: number
  everyMs: number
}

/** A TCP proxy on loopback that can simulate a bad network. */
export interface TcpProxy {
  port: number
  /** Number of open connections. */
  connections(): number
  /** Number of attempted connections since the start, including refused ones. */
  opened(): number
  /** Number of open websockets. */
  websockets(): number
  /** Stops forwarding in these directions (default: both) without closing anything: a half-open connection. */
  stopForwarding(...directions: Direction[]): void
  /** Forwards new connections again; the stopped ones stay dead. */
  resume(): void
  /** Resets every connection. */
  cut(): void
  /** While true, new connections are reset at once. */
  refuse(isRefusing: boolean): void
  /** Throttles every connection; null for full speed. */
  slow(pace: Pace | null): void
  /** While true, upgrades to a websocket pass, but every later byte of the client is dropped. */
  muteWebsockets(isMute: boolean): void
  close(): Promise<void>
}

/** An ordered queue of bytes to one socket. */
interface Lane {
  push(chunk: Buffer): void
  stop(): void
}

function createLane(to: Socket, paceNow: () => Pace | null): Lane {
  const waiting: Buffer[] = []
  let timer: NodeJS.Timeout | null = null
  const later = (pace: Pace | null): void => {
    timer ??= setTimeout(step, pace?.everyMs ?? 0)
  }
  const step = (): void => {
    timer = null
    const pace = paceNow()
    const chunk = waiting.shift()
    if (chunk === undefined || to.destroyed) return
    const size = pace?.pieceBytes ?? chunk.length
    to.write(chunk.subarray(0, size))
    if (chunk.length > size) waiting.unshift(chunk.subarray(size))
    if (waiting.length > 0) later(pace)
  }
  return {
    push(chunk) {
      const pace = paceNow()
      if (pace === null && waiting.length === 0) {
        to.write(chunk)
        return
      }
      waiting.push(chunk)
      later(pace)
    },
    stop() {
      if (timer !== null) clearTimeout(timer)
      waiting.length = 0
    }
  }
}

const bothDirections: readonly Direction[] = ['to-server', 'from-server']
const isUpgrade = (chunk: Buffer): boolean => /\r\nupgrade: *websocket\r\n/i.test(chunk.toString('latin1'))

const isSwitch = (chunk: Buffer): boolean => chunk.toString('latin1', 0, 12) === 'HTTP/1.1 101'

/** Opens a proxy to `targetPort` of loopback. */
export async function openTcpProxy(targetPort: number): Promise<TcpProxy> {
  const pairs = new Set<{ sockets: Socket[]; stopped: Set<Direction>; isWebsocket: boolean }>()
  const stopped = new Set<Direction>()
  let pace: Pace | null = null
  let isRefusing = false
  let isMute = false
  let opened = 0

  const server = createServer((near) => {
    opened += 1
    near.on('error', () => undefined)
    if (isRefusing) {
      near.resetAndDestroy()
      return
    }
    const far = connect(targetPort, '127.0.0.1')
    const pair = { sockets: [near, far], stopped: new Set(stopped), isWebsocket: false }
    pairs.add(pair)
    const lead = (from: Socket, to: Socket, direction: Direction): void => {
      const lane = createLane(to, () => pace)
      let isSwallowed = false
      from.on('error', () => undefined)
      from.on('data', (chunk: Buffer) => {
        if (pair.stopped.has(direction) || isSwallowed) return
        lane.push(chunk)
        if (direction === 'from-server' && isSwitch(chunk)) pair.isWebsocket = true
        isSwallowed = isMute && direction === 'to-server' && isUpgrade(chunk)
      })
      from.once('close', () => {
        lane.stop()
        pairs.delete(pair)
        // Flush what was written before the close.
        if (!pair.stopped.has(direction)) to.destroySoon()
      })
    }
    lead(near, far, 'to-server')
    lead(far, near, 'from-server')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    connections: () => pairs.size,
    opened: () => opened,
    websockets: () => [...pairs].filter((pair) => pair.isWebsocket).length,
    stopForwarding(...directions) {
      for (const direction of directions.length === 0 ? bothDirections : directions) {
        stopped.add(direction)
        for (const pair of pairs) pair.stopped.add(direction)
      }
    },
    resume: () => stopped.clear(),
    cut() {
      for (const pair of pairs) for (const socket of pair.sockets) socket.resetAndDestroy()
    },
    refuse: (next) => void (isRefusing = next),
    slow: (next) => void (pace = next),
    muteWebsockets: (next) => void (isMute = next),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        for (const pair of pairs) for (const socket of pair.sockets) socket.destroy()
      })
  }
}
