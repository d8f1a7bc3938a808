import type { Bridge } from '../../shared/app/contract'
import type { ExportFormat, RecordColumn } from '../../shared/records/records'
import type { Result } from '../../shared/platform/result'
import { announcer } from '../platform/announcer.svelte.ts'
import { commands } from '../platform/bridge'
import { i18n } from '../platform/i18n.svelte.ts'

/** Starts and cancels exports; their progress is in the state's `records`. */
function createExports(bridge: Pick<Bridge, 'commands'>) {
  let isAsking = $state(false)
  let error = $state<string | null>(null)

  function tell(reply: Result<unknown>): void {
    error = reply.ok ? null : i18n.error(reply.error)
    if (error !== null) announcer.warn(error)
  }

  return {
    /** The save dialog is open. */
    get isAsking() {
      return isAsking
    },
    /** Why the last command failed. */
    get error() {
      return error
    },
    /** Opens a save dialog, then exports the rows of the view to the file. */
    async start(viewId: number, format: ExportFormat, columns: readonly RecordColumn[]): Promise<void> {
      if (isAsking) return
      isAsking = true
      const reply = await bridge.commands['records:export']({ viewId, format, columns: [...columns] })
      isAsking = false
      tell(reply)
    },
    async cancel(): Promise<void> {
      tell(await bridge.commands['records:export-cancel'](undefined))
    },
    async show(): Promise<void> {
      tell(await bridge.commands['records:show-export'](undefined))
    }
  }
}

export const recordExports = createExports({ commands })
