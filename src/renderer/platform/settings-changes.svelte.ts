import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/schema'
import type { Settings } from '../../shared/app/schema'
import { commands } from './bridge'
import { app } from './state.svelte.ts'

/**
 * The settings with their unsaved changes. A change is visible at once, and the next one builds on it even before its
 * reply arrives, so that two simultaneous changes of one part don't undo each other.
 */
function createSettingsChanges(bridge: Pick<Bridge, 'commands'>, kept: () => Settings | null) {
  let changed = $state.raw<Settings | null>(null)
  let error = $state.raw<AppError | null>(null)
  let pending = 0

  return {
    get current(): Settings | null {
      return changed ?? kept()
    },
    /** Why the last change wasn't saved. */
    get error() {
      return error
    },
    set error(next: AppError | null) {
      error = next
    },
    /** Saves a change. Returns the error when it was refused; the settings are then as before. */
    async change(part: Partial<Settings>): Promise<AppError | null> {
      const before = changed ?? kept()
      if (before === null) return null
      changed = { ...before, ...part }
      error = null
      pending += 1
      const reply = await bridge.commands['settings:change'](part)
      pending -= 1
      if (pending === 0 || !reply.ok) changed = null
      if (reply.ok) return null
      error = reply.error
      return reply.error
    }
  }
}

/** The window's unsaved changes of the settings. */
export const settingsChanges = createSettingsChanges({ commands }, () => app.settings)
