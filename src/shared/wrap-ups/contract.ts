import { z } from 'zod'
import { callKeySchema } from '../calls/schema'
import { noteTagsSchema, noteTextSchema } from '../records/row-schema'
import { resultIdSchema } from '../results/schema'

/** The commands for wrap-ups; part of the IPC contract. */
export const wrapUpsContract = {
  /** Changes the given parts of the wrap-up of a call of the list. `call-gone`: it isn't in the list any more. */
  'wrap-ups:change': {
    input: z.strictObject({
      key: callKeySchema,
      result: resultIdSchema.nullable().optional(),
      note: noteTextSchema.optional(),
      tags: noteTagsSchema.optional()
    }),
    output: z.undefined()
  }
} as const
