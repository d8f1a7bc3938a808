import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/schema'
import type { ImportReport } from '../../../shared/imports/schema'

/** The latest report of one import; replies to superseded requests are discarded. */
export function createImportReport({ commands }: Pick<Bridge, 'commands'>, id: string) {
  let report = $state.raw<ImportReport | null>(null)
  let error = $state.raw<AppError | null>(null)
  let requests = 0

  return {
    /** Null: not loaded yet. */
    get report() {
      return report
    },
    /** Why the last request failed; the previous report is kept. */
    get error() {
      return error
    },
    async ask(): Promise<void> {
      const request = (requests += 1)
      const reply = await commands['imports:report']({ id })
      if (request !== requests) return
      if (reply.ok) report = reply.value
      error = reply.ok ? null : reply.error
    }
  }
}
