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
