import type { DesktopShortcut } from '../../shared/dialling/schema'
import { messages } from '../../shared/messages'
import { defaultSettings } from '../../shared/app/settings'
import { appId } from '../desktop/app-id'
import { programWords } from '../desktop/desktop-entry'
import { isWaylandSession, type DisplaySystem } from '../desktop/display-system'
import type { SessionBus } from '../desktop/notifications/session-bus'
import { dialCommand, shortcutDesktopOf, shortcutLine } from '../dialling/desktop-shortcut'
import { globalKeys } from '../dialling/os/global-keys'
import { createShortcutWriter } from '../dialling/os/shortcut-writer'
import { createWaylandKeys } from '../dialling/os/wayland-keys'
import { systemClock } from '../platform/clock'
import type { KeyRegistrar } from '../platform/ports'
import type { StateStore } from '../platform/state-store'

const isWayland = (): boolean => isWaylandSession(process.platform, process.env)

/** The global keys of this session. */
export function composeKeys(deps: {
  state: StateStore
  sessionBus: SessionBus
  displaySystem: DisplaySystem
}): KeyRegistrar {
  const { state, sessionBus, displaySystem } = deps
  if (!isWayland()) return globalKeys
  state.set('hotKeys', { ...state.get('hotKeys'), delivery: 'asking' })
  return createWaylandKeys({
    bus: sessionBus,
    clock: systemClock,
    appId,
    describe: (action) => messages[state.get('environment').locale].hotKeyActions[action],
    xwayland: displaySystem === 'x11' ? globalKeys : null
  })
}

/**
 * Publishes the desktop's own shortcut for dialling in a Wayland session, where Deskline's key may not arrive, and
 * keeps it on the chosen key. `set` writes or removes it.
 */
export function composeShortcut(state: StateStore): { set(isSet: boolean): Promise<void> } {
  if (!isWayland()) return { set: () => Promise.resolve() }
  const desktop = shortcutDesktopOf(process.env['XDG_CURRENT_DESKTOP'] ?? '')
  const command = dialCommand(programWords())
  const { desktop: words, hotKeyActions } = messages[state.get('environment').locale]
  const name = `${words.appName}: ${hotKeyActions['dial-copied']}`
  const writer = createShortcutWriter(desktop, { name, command })
  const accelerator = (): string =>
    state.get('settings').hotKeys['dial-copied'] ?? defaultSettings.hotKeys['dial-copied'] ?? ''

  const publish = (change: Partial<DesktopShortcut>): void => {
    const hotKeys = state.get('hotKeys')
    const { isSet, hasFailed } = hotKeys.shortcut ?? { isSet: false, hasFailed: false }
    const line = shortcutLine(desktop, accelerator(), command)
    state.set('hotKeys', { ...hotKeys, shortcut: { desktop, line, isSet, hasFailed, ...change } })
  }
  const set = async (isSet: boolean): Promise<void> => {
    if (writer === null) return
    const isDone = await (isSet ? writer.write(accelerator()) : writer.remove())
    publish({ isSet: await writer.isSet(), hasFailed: !isDone })
  }

  publish({})
  void writer?.isSet().then((isSet) => publish({ isSet }))
  let key = accelerator()
  state.onChange(() => {
    if (accelerator() === key) return
    key = accelerator()
    publish({})
    if (state.get('hotKeys').shortcut?.isSet === true) void set(true)
  })
  return { set }
}
