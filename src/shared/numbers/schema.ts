import { z } from 'zod'
import { longText, shortText } from '../platform/schema'
import { doubtReasons, type FoundNumber } from './number'

/** See {@link FoundNumber}. */
export const foundNumberSchema = z.strictObject({
  raw: longText,
  dial: shortText,
  kind: z.enum(['mobile', 'fixed', 'doubtful']),
  extension: shortText.optional(),
  region: shortText.optional(),
  doubt: z.enum(doubtReasons).optional()
}) satisfies z.ZodType<FoundNumber>
