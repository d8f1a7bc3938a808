import { systemClock } from '../platform/clock'
import type { StateStore } from '../platform/state-store'
import type { Log } from '../desktop/log'
import { isUnderWay } from '../imports/sending/import-summary'
import type { UpdateFeed } from '../updates/os/signed-feed'
import { createUpdates, type ProgramUpdates } from '../updates/updates'
import { createUpdatesCommands, type UpdatesCommands } from '../updates/updates-commands'

/** Updates of the program. */
interface ComposedUpdates {
  commands: UpdatesCommands
  close(): void
}

/** True while a call or an import is under way: nothing is downloaded or installed then. */
const isBusy = (state: StateStore): boolean =>
  state.get('calls').some(({ outcome }) => outcome === null) || state.get('imports').imports.some(isUnderWay)

/** `feed`: the policy's; null: the program isn't updated by itself. */
export function composeUpdates(deps: {
  state: StateStore
  log: Log
  feed: UpdateFeed | null
}): ComposedUpdates {
  const { state, log, feed } = deps
  if (feed === null) return { commands: createUpdatesCommands(null), close: () => undefined }
  const updates: ProgramUpdates = createUpdates({
    clock: systemClock,
    publish: (value) => state.set('updates', value),
    isBusy: () => isBusy(state),
    async openEngine() {
      // Loaded on the first check, so that the start doesn't wait for it.
      const { openUpdateEngine } = await import('../updates/os/update-engine')
      return openUpdateEngine(feed, (...facts) => log.warn('update', ...facts))
    }
  })
  const off = state.onChange((topic) => {
    if ((topic === 'calls' || topic === 'imports') && isBusy(state)) updates.pause()
  })
  updates.start()
  return {
    commands: createUpdatesCommands(updates),
    close() {
      off()
      updates.close()
    }
  }
}
