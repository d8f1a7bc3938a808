import type { Neighbours } from '../../platform/neighbours'
import type { Clock } from '../../platform/ports'
import type { BusCall, SessionBus } from '../notifications/session-bus'

/** Time limit for answers of the desktop's panel, in ms. */
const answerLimitMs = 2_000

/** Interval in ms, and maximum number, of checks for a new icon in the panel's list. */
const checkEveryMs = 400
const maxChecks = 8

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
  let generation = 0
  /** The result of the last check. */
  let isShown = false

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
    let isListed: boolean | null = null
    for (let check = 0; check < maxChecks && generation === mine; check += 1) {
      isListed = await isRegistered()
      if (isListed !== false) break
      await new Promise<void>((resolve) => clock.after(checkEveryMs, resolve))
    }
    return isListed
  }

  const checkIcon = async (): Promise<void> => {
    generation += 1
    const mine = generation
    // Recreating the icon unregisters the old one, which must not start another check.
    isShown = false
    let isListed = await waitForIcon(mine)
    if (isListed === false && generation === mine) {
      remake()
      isListed = await waitForIcon(mine)
    }
    if (generation !== mine) return
    isShown = isListed === true
    onChange(isShown)
  }

  return {
    start() {
      if (platform !== 'linux') {
        onChange(true)
        return
      }
      sessionBus.listen({ interface: busName, member: 'NameOwnerChanged' }, ([name]) => {
        if (name === watcherName) void checkIcon()
      })
      // An icon that the panel drops while both go on. Other programs' icons cost one question.
      sessionBus.listen({ interface: watcherName, member: 'StatusNotifierItemUnregistered' }, () => {
        if (isShown) void checkIcon()
      })
      void checkIcon()
    },
    close() {
      generation += 1
    }
  }
}
