import { globalShortcut } from 'electron'
import type { KeyRegistrar } from '../../platform/ports'

/** Registers the system's global keys with Electron. */
export const globalKeys: KeyRegistrar = {
  register(accelerator, onPress) {
    try {
      return globalShortcut.register(accelerator, onPress) ? null : 'taken'
    } catch {
      // Electron throws for an invalid accelerator.
      return 'unsuitable'
    }
  },
  unregister: (accelerator) => globalShortcut.unregister(accelerator),
  unregisterAll: () => globalShortcut.unregisterAll()
}

/**
 * True if the desktop may accept a registration without ever delivering the key: a Wayland session (electron issues
 * 51875, 52218).
 */
export const areGlobalKeysDoubtful = (): boolean =>
  process.platform === 'linux' &&
  (process.env['XDG_SESSION_TYPE'] === 'wayland' || process.env['WAYLAND_DISPLAY'] !== undefined)
