import { z } from 'zod'
import { errorCodes } from './errors'

// Common parts of the schemas. Lengths are bounded, because input may come from outside.

/** A time, epoch ms. */
export const timeMs = z.number().min(0).max(8.64e15)

/** A name, a number or an id. */
export const shortText = z.string().max(200)

/** A sentence or an address. */
export const longText = z.string().max(2_000)

/** An error as data. */
export const appErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  /** The service's message for the user (document, 错误信息); shown unchanged. */
  message: longText.optional(),
  /** The input that the error belongs to: a field of the sign-in form, or the service's `field`. */
  field: shortText.optional(),
  /** The service's error number, such as 30105. */
  serviceCode: z.number().optional(),
  /** HTTP status of the failed reply. */
  status: z.number().int().optional(),
  /** Target of a redirect: an origin such as `https://host:9037`. */
  address: shortText.optional(),
  /** Delay that the service asks for (Retry-After), in ms. */
  retryAfterMs: z.number().min(0).optional(),
  /** When it is possible again, epoch ms. */
  possibleAtMs: timeMs.optional(),
  /** How often something happened within a period (ms), and the limit. */
  count: z.number().int().min(0).optional(),
  limit: z.number().int().min(0).optional(),
  withinMs: z.number().min(0).optional(),
  /** The user's words of why it is refused. */
  reason: shortText.optional()
})

/** See {@link appErrorSchema}. */
export type AppError = z.infer<typeof appErrorSchema>

/** Part of a database on this computer was lost, and the user hasn't acknowledged it. */
export const historyLossSchema = z.strictObject({
  /** When the loss was detected, epoch ms. */
  atMs: z.number().int().min(0).max(8.64e15),
  /** Name under which the damaged file was kept; null: no file was kept. */
  keptAs: z.string().max(500).nullable()
})

/** See {@link historyLossSchema}. */
export type HistoryLoss = z.infer<typeof historyLossSchema>
