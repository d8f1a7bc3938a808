import type { Neighbours } from '../../platform/neighbours'
import type { Clock } from '../../platform/ports'
import type { BusCall, SessionBus } from '../notifications/session-bus'

/** How long the desktop's panel may take to answer, in ms. */
const answerLimitMs = 2_000

/** How often, and how many times, an icon that was made is looked for in the panel's list; in ms. */
const lookEveryMs = 400
const maxLooks = 8

/** No panel holds more icons than this; the rest of its list isn't looked at. */
const maxItems = 200

const watcherName = 'org.kde.StatusNotifierWatcher'
const busName = 'org.freedesktop.DBus'

const ownerPidOf = (name: string): BusCall => ({
  destination: busName,
  path: '/org/freedesktop/DBus',
  interface: busName,
  member: 'GetConnectionUnixProcessID',
  signature: 's',
  body: [name]
})

const registeredItems: BusCall = {
  destination: watcherName,
  path: '/StatusNotifierWatcher',
  interface: 'org.freedesktop.DBus.Properties',
  member: 'Get',
  signature: 'ss',
  body: [watcherName, 'RegisteredStatusNotifierItems']
}

/** Follows whether the desktop's panel shows our tray icon. */
export interface TrayHost {
  start(): void
  close(): void
}

/**
 * Linux: a panel owns the name StatusNotifierWatcher and lists the icons it took (freedesktop.org,
 * StatusNotifierItem). `onChange` gets whether the icon of the process `pid` is among them; without one, the window
 * must stay reachable by other means. `remake` makes the icon anew: when a panel is there but doesn't list it,
 * because it came after the icon or refused it. Elsewhere there is always a tray.
 */
export function createTrayHost(deps: {
  sessionBus: SessionBus
  neighbours: Neighbours
  clock: Clock
  pid: number
  remake: () => void
  onChange: (hasTray: boolean) => void
  platform?: NodeJS.Platform
}): TrayHost {
  const { sessionBus, neighbours, clock, pid, remake, onChange, platform = process.platform } = deps
  /** Counts the panels that came and went: what is found out about a former one doesn't matter. */
  let turn = 0

  const ask = async (call: BusCall): Promise<unknown> => {
    const reply = await neighbours.within('tray', answerLimitMs, sessionBus.call(call))
    return reply?.[0]
  }

  /** Each entry is a bus name, with an object's path behind it or not. */
  const isOurs = async (entry: unknown): Promise<boolean> => {
    const [name = ''] = String(entry).split('/', 1)
    return (await ask(ownerPidOf(name)).catch(() => null)) === pid
  }

  /** Null: there is no panel. */
  const isRegistered = async (): Promise<boolean | null> => {
    try {
      const listed = (await ask(registeredItems)) as { value?: unknown } | undefined
      const entries = Array.isArray(listed?.value) ? listed.value.slice(0, maxItems) : []
      return (await Promise.all(entries.map(isOurs))).includes(true)
    } catch {
      return null
    }
  }

  /** Registering takes a while. */
  const waitForIcon = async (mine: number): Promise<boolean | null> => {
    let isThere: boolean | null = null
    for (let look = 0; look < maxLooks && turn === mine; look += 1) {
      isThere = await isRegistered()
      if (isThere !== false) break
      await new Promise<void>((resolve) => clock.after(lookEveryMs, resolve))
    }
    return isThere
  }

  const settle = async (): Promise<void> => {
    turn += 1
    const mine = turn
    let isThere = await waitForIcon(mine)
    if (isThere === false && turn === mine) {
      remake()
      isThere = await waitForIcon(mine)
    }
    if (turn === mine) onChange(isThere === true)
  }

  return {
    start() {
      if (platform !== 'linux') {
        onChange(true)
        return
      }
      sessionBus.listen({ interface: busName, member: 'NameOwnerChanged' }, ([name]) => {
        if (name === watcherName) void settle()
      })
      void settle()
    },
    close() {
      turn += 1
    }
  }
}
