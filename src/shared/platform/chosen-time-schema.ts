import { z } from 'zod'
import { maxAheadMs } from './chosen-time'

/** A local date and time without a zone: `2026-03-01 09:15`. */
export const localTimeSchema = z.string().regex(/^[1-9]\d{3}-\d\d-\d\d \d\d:\d\d$/)

/** A time in the future, as the user chooses it. */
export const chosenTimeSchema = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('in'),
    delayMs: z.number().int().min(60_000).max(maxAheadMs)
  }),
  /** The next day at the usual time, in the computer's zone. */
  z.strictObject({ kind: z.literal('tomorrow') }),
  z.strictObject({ kind: z.literal('at'), localTime: localTimeSchema })
])
