import { z } from 'zod'
import { callOutcomes } from '../calls/steps'
import { chosenTimeSchema, localTimeSchema } from '../platform/chosen-time-schema'
import { shortText, timeMs } from '../platform/schema'
import { callbackLimits } from './limits'

/** The id of a call-back in a command. */
export const callbackIdSchema = z.string().min(1).max(100)

export const callbackNoteSchema = z.string().max(callbackLimits.maxNote)

/** When to call back. */
export const callbackWhenSchema = chosenTimeSchema

/** See {@link callbackWhenSchema}. */
export type CallbackWhen = z.infer<typeof callbackWhenSchema>

/** A number that the user wants to call at a time. It belongs to the account whose file it is in. */
const callbackSchema = z.strictObject({
  id: callbackIdSchema,
  /** The digits to dial. */
  number: z.string().regex(/^\d{1,40}$/),
  note: callbackNoteSchema,
  /** The call that it was made from; null: the number was typed. */
  call: z.strictObject({ key: shortText, callId: shortText.nullable() }).nullable(),
  createdAtMs: timeMs,
  /** Epoch ms of this computer. */
  dueAtMs: timeMs,
  /** The local time the user chose: `dueAtMs` follows it when the zone changes. Null: it was chosen as a delay. */
  localTime: localTimeSchema.nullable(),
  /** A notification announced this due time. */
  isAnnounced: z.boolean(),
  /** Null while it is open. */
  closedAtMs: timeMs.nullable(),
  /** `call`: the callee was reached. */
  closedBy: z.enum(['user', 'call']).nullable(),
  /** The last call from here to the number since then. */
  attempt: z
    .strictObject({
      /** The key of the call. */
      key: shortText,
      /** It was made for the call-back, so an answer closes it: when it was due, or started from it. */
      isMeant: z.boolean(),
      /** How it went, for the user to decide; null while it is under way. */
      outcome: z.enum(callOutcomes).nullable(),
      atMs: timeMs
    })
    .nullable()
})

/** See {@link callbackSchema}. */
export type Callback = z.infer<typeof callbackSchema>

/** All call-backs of an account. */
export const callbacksSchema = z.array(callbackSchema).max(callbackLimits.maxOpen + callbackLimits.maxDone)
