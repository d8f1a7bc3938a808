import { z } from 'zod'
import { callKeySchema } from '../calls/schema'
import { dialOutcomeSchema } from '../dialling/schema'
import { callbackIdSchema, callbackNoteSchema, callbackWhenSchema } from './schema'

const nothing = z.undefined()
const one = z.strictObject({ id: callbackIdSchema })

/** The commands for call-backs; part of the IPC contract. `callback-gone`: it was removed meanwhile. */
export const callbacksContract = {
  'callbacks:add': {
    input: z.strictObject({
      from: z.discriminatedUnion('kind', [
        /** A call of the list. */
        z.strictObject({ kind: z.literal('call'), key: callKeySchema }),
        /** A text with one number. */
        z.strictObject({ kind: z.literal('number'), text: z.string().max(200) })
      ]),
      when: callbackWhenSchema,
      note: callbackNoteSchema
    }),
    output: one
  },
  /** Changes time and note; null: unchanged. A new time is announced anew. */
  'callbacks:change': {
    input: z.strictObject({
      id: callbackIdSchema,
      when: callbackWhenSchema.nullable(),
      note: callbackNoteSchema.nullable()
    }),
    output: nothing
  },
  'callbacks:done': { input: one, output: nothing },
  /** Opens a call-back that is done. */
  'callbacks:reopen': { input: one, output: nothing },
  'callbacks:remove': { input: one, output: nothing },
  /** Undoes the removal of one of the last removed call-backs. */
  'callbacks:restore': { input: one, output: nothing },
  /** Dials its number, by the same rules as `calls:dial`. */
  'callbacks:call': { input: one, output: dialOutcomeSchema }
} as const
