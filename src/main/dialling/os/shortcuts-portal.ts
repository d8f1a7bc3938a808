import type { Variant } from '@jellybrick/dbus-next'
import type { SessionBus } from '../../desktop/notifications/session-bus'
import type { Clock } from '../../platform/ports'

/** A shortcut to ask for. `trigger`: the wanted key in the notation of the XDG shortcut specification. */
interface PortalShortcut {
  id: string
  description: string
  trigger: string | null
}

/** The portal of a desktop for global shortcuts (org.freedesktop.portal.GlobalShortcuts). No method throws. */
export interface ShortcutsPortal {
  /**
   * Replaces all shortcuts; the desktop may ask the user. Resolves with the keys that the desktop assigned, in its
   * words, by id; `refused`, or `missing` if the desktop has no such portal. An empty list gives all keys back.
   */
  bind(shortcuts: readonly PortalShortcut[]): Promise<ReadonlyMap<string, string> | 'refused' | 'missing'>
}

/** How long the portal may take to start and to say that it is there, in ms. */
const startLimitMs = 10_000

/** Limits of what is taken of a reply. */
const maxShortcuts = 20
const maxDescriptionLength = 200

const busName = 'org.freedesktop.DBus'
const portal = { destination: 'org.freedesktop.portal.Desktop', path: '/org/freedesktop/portal/desktop' }
const shortcutsInterface = 'org.freedesktop.portal.GlobalShortcuts'
const accepted = 0

type Options = Record<string, Variant>
/** A reply's dictionary; values are the library's variants. */
type Results = Record<string, { value?: unknown } | undefined>

const asResults = (value: unknown): Results =>
  typeof value === 'object' && value !== null ? (value as Results) : {}

/** Reads `a(sa{sv})`: ids with what the desktop says about them. */
function assignedKeys(shortcuts: unknown): ReadonlyMap<string, string> {
  if (!Array.isArray(shortcuts)) return new Map()
  return new Map(
    shortcuts.slice(0, maxShortcuts).flatMap((entry: unknown): [string, string][] => {
      if (!Array.isArray(entry) || typeof entry[0] !== 'string') return []
      const description = asResults(entry[1])['trigger_description']?.value
      return [[entry[0], typeof description === 'string' ? description.slice(0, maxDescriptionLength) : '']]
    })
  )
}

/** `appId`: the name of the installed desktop entry; the desktop stores the user's choice under it. */
export function createShortcutsPortal(deps: {
  bus: SessionBus
  clock: Clock
  appId: string
  onPress: (id: string) => void
}): ShortcutsPortal {
  const { bus, clock, appId, onPress } = deps
  /** Requests without a reply, by token: the last part of the path that replies. */
  const waiting = new Map<string, (body: unknown[]) => void>()
  let tokens = 0
  let owner: string | null = null
  let session: string | null = null

  const nextToken = (): string => {
    tokens += 1
    return `deskline_${process.pid}_${tokens}`
  }

  const listen = (): void => {
    bus.listen({ interface: 'org.freedesktop.portal.Request', member: 'Response' }, (body, sender, path) => {
      if (sender === owner) waiting.get(path.split('/').at(-1) ?? '')?.(body)
    })
    bus.listen({ interface: shortcutsInterface, member: 'Activated', path: portal.path }, (body, sender) => {
      const [pressedIn, id] = body
      if (sender === owner && pressedIn === session && typeof id === 'string') onPress(id)
    })
  }

  /** Calls a method that replies by a signal; null if it is refused. Waits as long as the desktop asks the user. */
  const request = async (
    member: string,
    signature: string,
    body: unknown[],
    options: Options
  ): Promise<Results | null> => {
    const { Variant } = await import('@jellybrick/dbus-next')
    const token = nextToken()
    const replied = new Promise<unknown[]>((resolve) => waiting.set(token, resolve))
    try {
      await bus.call({
        ...portal,
        interface: shortcutsInterface,
        member,
        signature,
        body: [...body, { handle_token: new Variant('s', token), ...options }]
      })
      const [code, results] = await replied
      return code === accepted ? asResults(results) : null
    } finally {
      waiting.delete(token)
    }
  }

  /** The unique name of the portal if it serves global shortcuts. Rejects if it doesn't. */
  const findPortal = async (): Promise<string> => {
    // Portals before 1.20 don't have it: they know a program by its systemd scope, which Chromium names. It has to
    // be the first call of the connection.
    await bus
      .call({
        ...portal,
        interface: 'org.freedesktop.host.portal.Registry',
        member: 'Register',
        signature: 'sa{sv}',
        body: [appId, {}]
      })
      .catch(() => undefined)
    await bus.call({
      ...portal,
      interface: 'org.freedesktop.DBus.Properties',
      member: 'Get',
      signature: 'ss',
      body: [shortcutsInterface, 'version']
    })
    const [name] = await bus.call({
      destination: busName,
      path: '/org/freedesktop/DBus',
      interface: busName,
      member: 'GetNameOwner',
      signature: 's',
      body: [portal.destination]
    })
    return String(name)
  }

  const isThere = async (): Promise<boolean> => {
    let cancel = (): void => undefined
    const limit = new Promise<null>((resolve) => {
      cancel = clock.after(startLimitMs, () => resolve(null))
    })
    const found = await Promise.race([findPortal().catch(() => null), limit])
    cancel()
    if (owner === null && found !== null) listen()
    owner = found
    return found !== null
  }

  /** Gives all keys back. */
  const endSession = async (): Promise<void> => {
    if (session === null) return
    const path = session
    session = null
    await bus
      .call({
        destination: portal.destination,
        path,
        interface: 'org.freedesktop.portal.Session',
        member: 'Close'
      })
      .catch(() => undefined)
  }

  const bind: ShortcutsPortal['bind'] = async (shortcuts) => {
    await endSession()
    if (!(await isThere())) return 'missing'
    if (shortcuts.length === 0) return new Map()
    const { Variant } = await import('@jellybrick/dbus-next')
    const created = await request('CreateSession', 'a{sv}', [], {
      session_handle_token: new Variant('s', nextToken())
    })
    const handle = created?.['session_handle']?.value
    // No user is asked for this one: the portal has no part of the desktop that serves it.
    if (typeof handle !== 'string') return 'missing'
    session = handle
    const asked = shortcuts.map(({ id, description, trigger }): [string, Options] => [
      id,
      {
        description: new Variant('s', description),
        ...(trigger !== null && { preferred_trigger: new Variant('s', trigger) })
      }
    ])
    const bound = await request('BindShortcuts', 'oa(sa{sv})sa{sv}', [handle, asked, ''], {})
    return bound === null ? 'refused' : assignedKeys(bound['shortcuts']?.value)
  }

  let last: Promise<unknown> = Promise.resolve()
  return {
    // One after the other: each closes the session of the one before.
    bind(shortcuts) {
      const bound = last.then(() => bind(shortcuts)).catch(() => 'missing' as const)
      last = bound
      return bound
    }
  }
}
