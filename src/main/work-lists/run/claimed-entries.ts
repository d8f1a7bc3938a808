import type { Call } from '../../../shared/calls/schema'
import { succeeded, type Result } from '../../../shared/platform/result'
import type { WorkEntry } from '../../../shared/work-lists/schema'
import type { WorkRunStore } from './work-run-store'

/** A claimed entry whose call is one of the recent calls. */
export interface FoundEntry {
  listId: string
  entry: WorkEntry
  callKey: string
}

/** True if nothing shows that the call was made: its reply was lost, and neither events nor records know it. */
export const isDoubtful = ({ step, outcome, callId }: Call): boolean =>
  step === 'ended' && outcome === 'unknown' && callId === null

/** True once the service is known to have accepted the call. */
export const isAccepted = ({ step, outcome, callId }: Call): boolean =>
  outcome !== 'refused' && (callId !== null || (step !== 'requesting' && step !== 'unknown'))

/** An entry that has changed meanwhile was settled elsewhere. */
const isFailure = (stored: Result<undefined>): stored is Extract<Result<undefined>, { ok: false }> =>
  !stored.ok && stored.error.code !== 'work-entry-changed'

/**
 * Matches the entries that are claimed to the recent calls by key. What was certainly not called is released, and what
 * can't be known becomes `unsure`. `isInFlight`: keys of calls that are being requested now. `only`: the list whose
 * entries are matched; null: all.
 */
export async function matchClaimed(
  store: Pick<WorkRunStore, 'claimed' | 'release' | 'doubt' | 'accepted'>,
  calls: readonly Call[],
  isInFlight: (callKey: string) => boolean,
  only: string | null = null
): Promise<Result<FoundEntry[]>> {
  const claimed = await store.claimed()
  if (!claimed.ok) return claimed
  const found: FoundEntry[] = []
  for (const { listId, entry } of claimed.value) {
    const { id, callKey } = entry
    if (callKey === null || isInFlight(callKey) || (only !== null && only !== listId)) continue
    const call = calls.find(({ key }) => key === callKey)
    const ref = { listId, id, callKey }
    if (call?.outcome === 'refused') {
      const released = await store.release(ref)
      if (isFailure(released)) return released
    } else if (call === undefined || isDoubtful(call)) {
      const doubted = await store.doubt(ref)
      if (isFailure(doubted)) return doubted
    } else {
      const accepted = isAccepted(call) ? await store.accepted({ ...ref, callId: call.callId }) : null
      if (accepted !== null && isFailure(accepted)) return accepted
      found.push({ listId, entry, callKey })
    }
  }
  return succeeded(found)
}
