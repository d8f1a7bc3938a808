import type { RequestOutcome } from '../../../../../shared/imports/imports'

/** Messages of the program that writes an import, before and after each write. */
export type RunMessage =
  | { kind: 'beginning' | 'begun'; no: number; from: number; to: number }
  | { kind: 'settling' | 'settled'; no: number; outcome: RequestOutcome }
  | { kind: 'done' }

/** Count of numbers in its import. */
export const killedTotal = 100_000
