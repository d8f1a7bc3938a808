import { Message, sessionBus, Variant } from '@jellybrick/dbus-next'

const name = 'org.kde.StatusNotifierWatcher'
const path = '/StatusNotifierWatcher'

/** A panel on a real bus that lists an icon, refuses it or drops it, as the test says. */
export interface TrayWatcher {
  /** How many icons asked to be listed. */
  asked(): number
  /** Lists the icons that ask from now on, or refuses them. */
  accept(isAccepted: boolean): void
  /** Takes all icons off the list. */
  drop(): void
  close(): Promise<void>
}

/** Starts the panel on the bus at `busAddress`, with the part of the interface that Electron uses. */
export async function startTrayWatcher(busAddress: string): Promise<TrayWatcher> {
  const bus = sessionBus({ busAddress })
  let items: string[] = []
  let isAccepting = true
  let asked = 0

  const properties = (): Record<string, Variant> => ({
    IsStatusNotifierHostRegistered: new Variant('b', true),
    ProtocolVersion: new Variant('i', 0),
    RegisteredStatusNotifierItems: new Variant('as', items)
  })
  const register = (service: string): void => {
    asked += 1
    if (isAccepting) items.push(service)
  }
  bus.addMethodHandler((message) => {
    const { member, body, path: to } = message
    if (to !== path) return false
    const reply = (signature: string, values: unknown[]): boolean => {
      bus.send(Message.newMethodReturn(message, signature, values))
      return true
    }
    if (member === 'RegisterStatusNotifierItem') {
      register(String(body[0]))
      return reply('', [])
    }
    if (member === 'GetAll') return reply('a{sv}', [properties()])
    const property = member === 'Get' ? properties()[String(body[1])] : undefined
    return property !== undefined && reply('v', [property])
  })
  await bus.requestName(name, 0)

  return {
    asked: () => asked,
    accept(isAccepted) {
      isAccepting = isAccepted
    },
    drop() {
      const dropped = items
      items = []
      for (const item of dropped) {
        bus.send(Message.newSignal(path, name, 'StatusNotifierItemUnregistered', 's', [item]))
      }
    },
    async close() {
      await bus.releaseName(name)
      bus.disconnect()
    }
  }
}
