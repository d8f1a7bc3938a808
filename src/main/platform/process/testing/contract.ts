import { z } from 'zod'
import type { ProcessContract } from '../../process-contract'

const count = z.number().int().min(0)

/** Operations of a process that counts. */
export const countOperations = {
  open: { input: z.strictObject({ from: count }), output: z.strictObject({ at: count }) },
  add: { input: z.strictObject({ more: count }), output: count },
  wait: { input: z.strictObject({}), output: z.null() }
} as const

/** Error codes of counting. */
export const countErrorCodes = ['count-failed', 'count-full', 'called-off', 'too-slow', 'no-count'] as const

/** See {@link countErrorCodes}. */
export type CountErrorCode = (typeof countErrorCodes)[number]

/** Progress of counting. */
export interface CountProgress {
  done: number
  total: number
}

/** The contract of the counting process, with its own error codes. */
export const countContract: ProcessContract<typeof countOperations, CountErrorCode, CountProgress> = {
  operations: countOperations,
  codes: {
    known: countErrorCodes,
    failed: 'count-failed',
    cancelled: 'called-off',
    timedOut: 'too-slow',
    inputInvalid: 'no-count'
  },
  progress: z.strictObject({ done: count, total: count }),
  isWhole: ({ done, total }) => done >= total
}
