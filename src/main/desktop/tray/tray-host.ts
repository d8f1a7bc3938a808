import type { Neighbours } from '../../platform/neighbours'
import type { Clock } from '../../platform/ports'
import type { BusCall, SessionBus } from '../notifications/session-bus'

/** Time limit for answers of the desktop's panel, in ms. */
const answerLimitMs = 2_000

/** Interval in ms, and maximum number, of checks for a new icon in the panel's list. */
const lookEveryMs = 400
const maxLooks = 8

/** Maximum number of entries read of the panel's list. */
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

/** Tracks whether the desktop's panel shows our tray icon. */
export interface TrayHost {
  start(): void
  close(): void
}

/**
 * On Linux, a panel owns the bus name StatusNotifierWatcher and lists the icons it accepted (freedesktop.org,
 * StatusNotifierItem). `onChange` gets whether the icon of process `pid` is listed; if it isn't, the window must stay
 * reachable by other means. `remake` recreates the icon when a panel is present but doesn't list it, because it
 * started after the icon or refused it. Other systems always have a tray.
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
  /** Generation counter of panels; results about a former panel are discarded. */
  let turn = 0

  const ask = async (call: BusCall): Promise<unknown> => {
    const reply = await neighbours.within('tray', answerLimitMs, sessionBus.call(call))
    return reply?.[0]
  }

  /** Each entry is a bus name, optionally followed by an object path. */
  const isOurs = async (entry: unknown): Promise<boolean> => {
    const [name = ''] = String(entry).split('/', 1)
    return (await ask(ownerPidOf(name)).catch(() => null)) === pid
  }

  /** Null: no panel. */
  const isRegistered = async (): Promise<boolean | null> => {
    try {
      const listed = (await ask(registeredItems)) as { value?: unknown } | undefined
      const entries = Array.isArray(listed?.value) ? listed.value.slice(0, maxItems) : []
      return (await Promise.all(entries.map(isOurs))).includes(true)
    } catch {
      return null
    }
  }

  /** Polls, because registration takes a while. */
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
