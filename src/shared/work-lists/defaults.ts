import type { WorkListSettings } from './schema'

/** The settings of work lists of a new installation. */
export const defaultWorkListSettings: WorkListSettings = {
  isAutomatic: false,
  countdownMs: 10_000,
  next: [
    { result: 'call-back', step: { kind: 'call-back' } },
    { result: 'no-answer', step: { kind: 'retry', afterMinutes: 4 * 60, times: 3 } },
    { result: 'refused', step: { kind: 'never' } }
  ]
}
