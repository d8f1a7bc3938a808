import { z } from 'zod'
import { errorCodes, type AppError } from './errors'

// Common parts of the schemas. Lengths are bounded, because input may come from outside.

/** A time, epoch ms. */
export const timeMs = z.number().min(0).max(8.64e15)

/** A name, a number or an id. */
export const shortText = z.string().max(200)

/** A sentence or an address. */
export const longText = z.string().max(2_000)

/** See {@link AppError}. */
export const appErrorSchema = z.strictObject({
  code: z.enum(errorCodes),
  message: longText.optional(),
  field: shortText.optional(),
  serviceCode: z.number().optional(),
  status: z.number().int().optional(),
  address: shortText.optional(),
  retryAfterMs: z.number().min(0).optional()
}) satisfies z.ZodType<AppError>
