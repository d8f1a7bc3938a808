import type { CallOutcome } from '../calls/steps'
import { activeResults } from '../results/results'
import type { CallResult } from '../results/schema'
import type { NextStep, WorkListSettings } from './schema'

/** What the user set to happen after a call with a result; `done` for results that aren't listed, and without one. */
export const nextStepOf = (result: string | null, { next }: Pick<WorkListSettings, 'next'>): NextStep =>
  next.find((one) => one.result === result)?.step ?? { kind: 'done' }

/**
 * The result that Enter confirms after a call that certainly ended without a conversation; null: none. It is never
 * chosen without the user.
 */
export function suggestedResult(outcome: CallOutcome | null, results: readonly CallResult[]): string | null {
  const isCertain = outcome === 'not-answered' || outcome === 'not-reached'
  return isCertain && activeResults(results).some(({ id }) => id === 'no-answer') ? 'no-answer' : null
}

/** True after a call that ended before the callee was called: the entry can be called again. */
export const isCalleeUntouched = (outcome: CallOutcome | null): boolean =>
  outcome === 'phone-failed' || outcome === 'hung-up-early'
