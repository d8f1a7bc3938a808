import { globalShortcut } from 'electron'
import type { KeyRegistrar } from '../../platform/ports'

/** The system's global keys through Electron. */
export const globalKeys: KeyRegistrar = {
  register(accelerator, onPress) {
    try {
      return globalShortcut.register(accelerator, onPress) ? null : 'taken'
    } catch {
      // Electron throws for what is no accelerator at all.
      return 'unsuitable'
    }
  },
  unregister: (accelerator) => globalShortcut.unregister(accelerator),
  unregisterAll: () => globalShortcut.unregisterAll()
}

/**
 * True where the desktop may take a registration without ever delivering the key: a Wayland session
 * (electron issues 51875, 52218).
 */
export const areGlobalKeysDoubtful = (): boolean =>
  process.platform === 'linux' &&
  (process.env['XDG_SESSION_TYPE'] === 'wayland' || process.env['WAYLAND_DISPLAY'] !== undefined)
