import type { Bridge } from '../../shared/app/contract'
import type { AppError } from '../../shared/platform/errors'
import type { Settings } from '../../shared/app/settings'
import { commands } from './bridge'
import { app } from './state.svelte.ts'

/**
 * The settings as they are being changed. A change is seen at once, and the next one builds on it even
 * while its reply is under way: two changes of one part in the same moment don't undo each other.
 */
export function createSettingsChanges(bridge: Pick<Bridge, 'commands'>, kept: () => Settings | null) {
  let changed = $state.raw<Settings | null>(null)
  let error = $state.raw<AppError | null>(null)
  let underWay = 0

  return {
    get current(): Settings | null {
      return changed ?? kept()
    },
    /** Why the last change was not kept. */
    get error() {
      return error
    },
    set error(next: AppError | null) {
      error = next
    },
    /** Keeps a change; gives the error when it was refused, and the settings are then as before. */
    async change(part: Partial<Settings>): Promise<AppError | null> {
      const before = changed ?? kept()
      if (before === null) return null
      changed = { ...before, ...part }
      error = null
      underWay += 1
      const reply = await bridge.commands['settings:change'](part)
      underWay -= 1
      if (underWay === 0 || !reply.ok) changed = null
      if (reply.ok) return null
      error = reply.error
      return reply.error
    }
  }
}

/** The window's changes of the settings. */
export const settingsChanges = createSettingsChanges({ commands }, () => app.settings)
