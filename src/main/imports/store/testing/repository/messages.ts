import type { RequestOutcome } from '../../../../../shared/imports/imports'

/** What the program that keeps an import says: before it asks for something to be written, and after. */
export type RunMessage =
  | { kind: 'beginning' | 'begun'; no: number; from: number; to: number }
  | { kind: 'settling' | 'settled'; no: number; outcome: RequestOutcome }
  | { kind: 'done' }

/** Numbers of its import. */
export const killedTotal = 100_000
