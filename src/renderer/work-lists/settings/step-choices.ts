import type { NextStep, WorkListSettings } from '../../../shared/work-lists/schema'

/** The kinds of steps, in the order they are offered. */
export const stepKinds = ['done', 'call-back', 'retry', 'never'] as const

/** See {@link stepKinds}. */
export type StepKind = (typeof stepKinds)[number]

/** The waits that are offered before a retry, in minutes. */
export const waitsMinutes = [15, 30, 60, 120, 240, 1_440] as const

/** The step of a kind as it is first chosen. */
export const stepOfKind = (kind: StepKind): NextStep =>
  kind === 'retry' ? { kind, afterMinutes: 240, times: 3 } : { kind }

/** The steps with another one for a result; `done` needs no entry. */
export const withStep = (
  next: WorkListSettings['next'],
  result: string,
  step: NextStep
): WorkListSettings['next'] => [
  ...next.filter((one) => one.result !== result),
  ...(step.kind === 'done' ? [] : [{ result, step }])
]

/** The offered values in order, with the current one, which a file can set to any other. */
export const offered = (values: readonly number[], current: number): number[] =>
  [...new Set([...values, current])].sort((one, other) => one - other)
