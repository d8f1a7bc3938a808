import { progressLimits } from '../../../shared/imports/progress'
import type { CampaignProgress, ProgressRun } from '../../../shared/imports/progress-schema'
import type { Bridge } from '../../../shared/app/contract'
import type { AppError } from '../../../shared/platform/schema'

/** The windows' clock may be this late, in ms. */
const clockSlackMs = 60_000

/**
 * True if the import is to be counted when its page shows it: its result is missing or old, or is from before all of
 * its numbers were sent. `sent`: the numbers of an ended import; null while it is under way.
 */
export const isCountDue = (
  result: Pick<CampaignProgress, 'asOfMs' | 'sent'> | null,
  sent: number | null,
  nowMs: number
): boolean =>
  isStale(result?.asOfMs ?? null, nowMs) || (result !== null && sent !== null && result.sent !== sent)

/** A result this old is counted again when its import is opened; so is none, and one from before the clock was set back. */
function isStale(asOfMs: number | null, atMs: number): boolean {
  if (asOfMs === null) return true
  const freshUntilMs = asOfMs + progressLimits.staleAfterMs
  return atMs < asOfMs - clockSlackMs || atMs > freshUntilMs
}

/** The counting of this import that is running, or how its last one ended; null: it isn't about this import. */
export const runOf = (
  run: ProgressRun | undefined,
  id: string
): Exclude<ProgressRun, { kind: 'none' }> | null =>
  run === undefined || run.kind === 'none' || run.id !== id ? null : run

/** The last result of one import; replies to superseded requests are discarded. */
export function createCampaignProgress({ commands }: Pick<Bridge, 'commands'>, id: string) {
  /** Undefined: not loaded yet. */
  let result = $state.raw<CampaignProgress | null | undefined>(undefined)
  let error = $state.raw<AppError | null>(null)
  let requests = 0

  return {
    /** Null: it was never counted; undefined: not loaded yet. */
    get result() {
      return result
    },
    /** Why the last request failed; the previous result is kept. */
    get error() {
      return error
    },
    async ask(): Promise<void> {
      const request = (requests += 1)
      const reply = await commands['imports:progress']({ id })
      if (request !== requests) return
      if (reply.ok) result = reply.value
      error = reply.ok ? null : reply.error
    }
  }
}
