import type { Call } from '../../../shared/calls/schema'
import { nextStepOf } from '../../../shared/work-lists/next-step'
import type { WorkEntry, WorkListSettings } from '../../../shared/work-lists/schema'
import type { WrapUp } from '../../../shared/wrap-ups/schema'
import type { EntryCall, EntryStep } from './work-run-store'

const minuteMs = 60_000

/** What a result does with an entry; `call-back`: once its time is known. */
export type ResultStep = EntryStep | { kind: 'call-back' }

/** The step after a call with a result (null: none was chosen) at `nowMs` (epoch ms). */
export function stepAfter(
  result: string | null,
  entry: Pick<WorkEntry, 'retries'>,
  settings: WorkListSettings,
  nowMs: number
): ResultStep {
  const next = nextStepOf(result, settings)
  if (next.kind !== 'retry') return next
  if (entry.retries >= next.times) return { kind: 'done' }
  return { kind: 'later', dueAtMs: nowMs + next.afterMinutes * minuteMs, isRetry: true }
}

/** What is known of an entry's call; `call` is null once it has left the recent calls. */
export const entryCallOf = (callKey: string, call: Call | null, wrapUp: WrapUp | null): EntryCall => ({
  callKey,
  callId: call?.callId ?? null,
  outcome: call?.outcome ?? null,
  result: wrapUp?.result ?? null,
  note: wrapUp?.note ?? ''
})
