import type { Message, MessageBus } from '@jellybrick/dbus-next'
import type { EventEmitter } from 'node:events'

/** A method call on the session bus. */
export interface BusCall {
  destination: string
  path: string
  interface: string
  member: string
  /** The D-Bus signature of `body`; omit both or neither. */
  signature?: string
  body?: unknown[]
}

/** A signal to subscribe to. */
interface BusSignal {
  interface: string
  member: string
  path?: string
}

/** The body of a signal, the unique name of its sender, and the path of the object that emitted it. */
export type OnBusSignal = (body: unknown[], sender: string, path: string) => void

/** The session bus, over a socket, so that no call blocks. Connects on first use. */
export interface SessionBus {
  /**
   * Resolves with the body of the reply. Rejects with the error reply, or when the bus is unreachable or hangs up.
   * Has no time limit.
   */
  call(call: BusCall): Promise<unknown[]>
  /** Calls `listener` for each matching signal until the bus is closed, across reconnections. */
  listen(signal: BusSignal, listener: OnBusSignal): void
  close(): void
}

/** Delay before a lost connection with listeners is reopened, in ms. */
const reconnectMs = 5_000

/** Limits concurrent pending calls, so that they can't pile up for an unresponsive program. */
const maxPendingCalls = 100

const busName = 'org.freedesktop.DBus'

/** The call that makes the bus deliver a signal. */
const addMatch = ({ interface: name, member, path }: BusSignal): BusCall => ({
  destination: busName,
  path: '/org/freedesktop/DBus',
  interface: busName,
  member: 'AddMatch',
  signature: 's',
  body: [`type='signal',interface='${name}',member='${member}'${path === undefined ? '' : `,path='${path}'`}`]
})

/** Opens one connection. `onEnd` is called once, when it fails or ends. */
async function connect(
  busAddress: string | undefined,
  onSignal: (message: Message) => void,
  onEnd: () => void
): Promise<{ bus: MessageBus; call: (call: BusCall) => Promise<unknown[]> }> {
  const dbus = await import('@jellybrick/dbus-next')
  const bus = dbus.sessionBus(busAddress === undefined ? {} : { busAddress })
  const pending = new Set<(problem: Error) => void>()
  let isEnded = false

  const end = (problem: Error): void => {
    if (isEnded) return
    isEnded = true
    for (const reject of pending) reject(problem)
    pending.clear()
    onEnd()
  }
  const orEnd = <T>(work: Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      pending.add(reject)
      work.then(resolve, reject).finally(() => pending.delete(reject))
    })

  // The library's types don't declare these events.
  const events: EventEmitter = bus
  events.on('error', end)
  bus.on('message', (message) => {
    if (message.type === dbus.MessageType.SIGNAL) onSignal(message)
  })
  // The library doesn't forward its socket's 'end' event.
  const socket = Reflect.get(bus, '_connection') as EventEmitter
  socket.on('end', () => end(new Error('the session bus hung up')))
  await orEnd(new Promise<void>((resolve) => bus.once('connect', resolve)))

  return {
    bus,
    async call(asked) {
      if (isEnded) throw new Error('the session bus hung up')
      if (pending.size >= maxPendingCalls) throw new Error('too many calls wait for an answer')
      const reply = await orEnd(bus.call(new dbus.Message(asked)))
      return reply?.body ?? []
    }
  }
}

/** See {@link SessionBus}. `busAddress` overrides the address in the environment. */
export function createSessionBus(busAddress?: string): SessionBus {
  const listening: { signal: BusSignal; listener: OnBusSignal }[] = []
  let current: ReturnType<typeof connect> | null = null
  let reconnecting: NodeJS.Timeout | undefined
  let isClosed = false

  const onSignal = ({ interface: name, member, path, body, sender }: Message): void => {
    for (const { signal, listener } of listening) {
      const isMeant =
        signal.interface === name &&
        signal.member === member &&
        (signal.path === undefined || signal.path === path)
      if (isMeant) listener(body, sender, path)
    }
  }

  const onEnd = (): void => {
    current = null
    if (isClosed || listening.length === 0) return
    clearTimeout(reconnecting)
    reconnecting = setTimeout(() => void open().catch(() => undefined), reconnectMs)
    reconnecting.unref()
  }

  const open = (): ReturnType<typeof connect> => {
    if (isClosed) return Promise.reject(new Error('the session bus is closed'))
    if (current !== null) return current
    current = connect(busAddress, onSignal, onEnd)
    // Subscribes all listeners registered by then; later ones subscribe themselves.
    void current
      .then(({ call }) => Promise.all(listening.map(({ signal }) => call(addMatch(signal)))))
      .catch(() => undefined)
    return current
  }

  return {
    call: async (asked) => (await open()).call(asked),
    listen(signal, listener) {
      listening.push({ signal, listener })
      if (current === null) void open().catch(() => undefined)
      else void current.then(({ call }) => call(addMatch(signal))).catch(() => undefined)
    },
    close() {
      isClosed = true
      clearTimeout(reconnecting)
      void current?.then(({ bus }) => bus.disconnect()).catch(() => undefined)
    }
  }
}
