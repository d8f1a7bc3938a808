import { z } from 'zod'
import { shortText } from '../platform/schema'
import { noteTagsSchema, noteTextSchema } from '../records/row-schema'
import { resultIdSchema } from '../results/schema'

/** What the user wrote down about a call of the list. */
export const wrapUpSchema = z.strictObject({
  /** The call's key. */
  key: shortText,
  result: resultIdSchema.nullable(),
  note: noteTextSchema,
  tags: noteTagsSchema
})

/** See {@link wrapUpSchema}. */
export type WrapUp = z.infer<typeof wrapUpSchema>

/** The parts of a wrap-up. */
export const wrapUpParts = ['result', 'note', 'tags'] as const

/** A wrap-up as it is kept beside the recent calls. */
export const keptWrapUpSchema = wrapUpSchema.extend({
  /** The service's id of the call, under which it is stored; null until it is known. */
  callId: shortText.nullable(),
  /** Parts that aren't stored under the call's id yet. */
  unsaved: z.array(z.enum(wrapUpParts)).max(wrapUpParts.length)
})

/** See {@link keptWrapUpSchema}. */
export type KeptWrapUp = z.infer<typeof keptWrapUpSchema>
