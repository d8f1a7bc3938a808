import { interface as dbusInterface, sessionBus } from '@jellybrick/dbus-next'

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

/** The part of the panel's interface that Electron uses. */
class WatcherInterface extends dbusInterface.Interface {
  items: string[] = []
  isAccepting = true
  asked = 0
  readonly IsStatusNotifierHostRegistered = true
  readonly ProtocolVersion = 0
  get RegisteredStatusNotifierItems(): string[] {
    return this.items
  }
  RegisterStatusNotifierItem(service: string): void {
    this.asked += 1
    if (this.isAccepting) this.items.push(service)
  }
  StatusNotifierItemUnregistered(service: string): string {
    return service
  }
}
WatcherInterface.configureMembers({
  properties: {
    IsStatusNotifierHostRegistered: { signature: 'b', access: 'read' },
    ProtocolVersion: { signature: 'i', access: 'read' },
    RegisteredStatusNotifierItems: { signature: 'as', access: 'read' }
  },
  methods: { RegisterStatusNotifierItem: { inSignature: 's' } },
  signals: { StatusNotifierItemUnregistered: { signature: 's' } }
})

/** Starts the panel on the bus at `busAddress`. */
export async function startTrayWatcher(busAddress: string): Promise<TrayWatcher> {
  const bus = sessionBus({ busAddress })
  const watcher = new WatcherInterface(name)
  bus.export(path, watcher)
  await bus.requestName(name, 0)
  return {
    asked: () => watcher.asked,
    accept(isAccepted) {
      watcher.isAccepting = isAccepted
    },
    drop() {
      for (const item of watcher.items.splice(0)) watcher.StatusNotifierItemUnregistered(item)
    },
    async close() {
      await bus.releaseName(name)
      bus.disconnect()
    }
  }
}
